evaluate = Estimation
    .button = 💰 Estimer un bien
command-evaluate = estimer un bien
command-reports = mes estimations
help-evaluate = Estimer un bien : écrivez tout en un message, par exemple « Alanya 2+1 85 m² 145000 € », dans n’importe quel ordre. Ou pas à pas : /evaluate.

told-asking = prix demandé { $price }
ask-skip = Passer
    .button = Passer ⏩
ask-none = Ne pas préciser
    .button = Ne pas préciser
ask-cancel = Annuler
    .button = ✖️ Annuler
ask-place = Où se trouve le bien ?
    .hint = Écrivez la ville et le district, par exemple « Alanya Mahmutlar », ou choisissez dans la liste.
ask-city = Dans quelle ville ?
ask-area = Quelle est la surface ?
    .hint = Choisissez ou écrivez le nombre de mètres carrés, par exemple 85.
ask-bedrooms = Combien de pièces ?
    .hint = 2+1 signifie deux chambres et un séjour.
ask-rooms =
    { $count ->
        [one] { $count } pièce : avec ou sans le séjour ?
       *[other] { $count } pièces : avec ou sans le séjour ?
    }
    .hint = Choisissez : 2+1 signifie deux chambres et un séjour.
ask-age = Quel est l’âge de l’immeuble ?
    .hint = Choisissez ou écrivez un nombre d’années.
ask-floor = Quel étage ?
    .hint = Choisissez ou écrivez un nombre. Le rez-de-chaussée compte pour 0.
ask-heating = Quel chauffage ?
    .hint = Choisissez parmi ceux pour lesquels il y a des données.
ask-asking = Quel est le prix demandé ?
    .hint = Écrivez le montant avec sa devise, par exemple 145000 €. Je le comparerai à l’estimation.
ask-asking-currency = { $price } : dans quelle devise ?
ask-number = { $number } : qu’est-ce que c’est ?
number-area = Surface { $number } m²
number-bedrooms = Chambres : { $number }
number-age = Âge en années : { $number }
number-floor = Étage { $number }
number-asking = Prix { $number }
number-none = Ne pas en tenir compte

segment-studio = studio
segment-basement = sous-sol
segment-ground = rez-de-chaussée
segment-new = immeuble neuf
heating-gas = gaz
heating-central = chauffage central
heating-floor = plancher chauffant
heating-air = climatisation
heating-stove = poêle
heating-electric = chauffage électrique
heating-none = sans chauffage
property-area = { $area } m²
property-bedrooms =
    { $count ->
        [one] { $count } chambre
       *[other] { $count } chambres
    }
property-age =
    { $count ->
        [one] immeuble de { $count } an
       *[other] immeuble de { $count } ans
    }
property-age-range = immeuble de { $age } ans
property-floor = étage { $floor }
attribute-bedrooms = pièces
attribute-age = âge de l’immeuble
attribute-floor = étage
attribute-heating = chauffage

answer-range = environ { $range }
answer-per-metre = { $price } par m²
answer-asking = Prix demandé { $price } : { $against }
asking-level = au niveau de l’estimation
asking-more = { $share } au-dessus de l’estimation
asking-less = { $share } en dessous de l’estimation
verdict-below = Moins cher que la fourchette indicative : mieux vaut savoir pourquoi.
verdict-within = Dans la fourchette indicative.
verdict-above = Plus cher que la fourchette indicative : il y a de quoi négocier.
answer-rent = Loyer d’environ { $amount } par mois, rendement de { $share } par an
answer-rent-by-yield = Loyer d’environ { $amount } par mois (selon le rendement moyen du lieu, { $share } par an)
trend-title = Prix : { $place }
trend-years =
    { $years ->
        [one] sur { $years } an : { $changes }
       *[other] sur { $years } ans : { $changes }
    }
trend-months = sur { $months } mois : { $changes }
trend-inflation = La hausse en { $currency } est surtout de l’inflation.
forecast =
    { $months ->
        [one] Prix du lieu dans { $months } mois, environ : { $change } (de { $low } à { $high }).
       *[other] Prix du lieu dans { $months } mois, environ : { $change } (de { $low } à { $high }).
    }
forecast-too-short = Pas de prévision : moins d’un an de prix.
forecast-gaps = Pas de prévision : la série de prix a des trous.
confidence-A = Fiabilité élevée (A)
confidence-B = Fiabilité moyenne (B)
confidence-C = Fiabilité faible (C)
reason-good-specific-level = données du district lui-même
reason-good-many-listings = beaucoup d’annonces
reason-good-narrow-range = fourchette étroite
reason-coarse-level = pas de données du district lui-même
reason-few-listings = peu d’annonces
reason-old-data = données de plus de six mois
reason-segment-missing = tout ce que vous avez dit n’a pu compter
reason-implausible-listings = quelques annonces invraisemblables
reason-wide-range = fourchette large
missing-segments = Non pris en compte, sans données : { $list }
missing-rent = Pas de données sur les loyers
missing-rates = Pas de taux de change : { $list }
missing-market = Il n’y a pas encore de données de marché pour ce pays, pour aucun lieu.
missing-sale = Il n’y a pas de prix de vente, ni pour ce lieu ni pour sa ville ou son pays.
missing-currency = La devise des prix de ce pays n’est pas indiquée.
insufficient = Données insuffisantes pour une estimation
insufficient-advice = Essayez un autre lieu ou revenez plus tard : les données sont régulièrement mises à jour.
answer-date = Données du { $date }
answer-dates = Données du { $oldest } au { $newest }
answer-rate = Taux : { $one } = { $units } ({ $date })
answer-rate-date = Taux de change du { $date }
answer-rate-stale = Le taux n’est plus à jour.
answer-demo = Données de démonstration : les chiffres sont inventés, aucun marché réel derrière.

answer-why = Pourquoi ce prix
    .button = 🧮 Pourquoi ce prix
answer-change = Modifier
    .button = ✏️ Modifier
answer-currency = Devise
    .button = 💱 Devise
answer-save = Enregistrer
    .button = 💾 Enregistrer
answer-share = Partager
    .button = 🔗 Partager
answer-done = Terminé
    .button = 👌 Terminé
answer-back = À l’estimation
    .button = ⬅️ À l’estimation
answer-again = Avec les données du jour
    .button = 🔄 Données du jour
why-title = Pourquoi ce prix
why-per-metre = Par mètre carré :
why-range = La fourchette { $range } contient quatre logements sur cinq ; vérifié sur des marchés simulés, non sur des ventes.
why-baseline = Selon la méthode habituelle, la moyenne d’annonces semblables, on trouverait { $price }.
cause-general = prix général, { $place }
cause-attribute = { $attribute } : { $segment }
cause-count =
    { $count ->
        [one] { $count } annonce
       *[other] { $count } annonces
    }
cause-level = comme le prix général
cause-dearer = { $share } au-dessus du prix général
cause-cheaper = { $share } en dessous du prix général
cause-extremes = sans les annonces invraisemblables
cause-date = évolution des prix depuis la date des données
cause-coarser-levels = compte tenu de la ville et du pays
change-title = Que faut-il modifier ?
currency-title = Dans quelle devise ?

save-saved = Enregistré. La liste : /reports
save-failed = Non enregistré : la base ne répond pas. Réessayez un peu plus tard.
save-removed = Non enregistré : vous aviez déjà enregistré cette estimation, puis l’avez supprimée. Pour l’enregistrer, estimez le bien à nouveau.
save-another = Non enregistré : une autre estimation a déjà ce numéro.
save-off = Non enregistré : l’enregistrement des estimations est désactivé ici.
share-title = Lien vers l’estimation
share-text = Qui ouvre le lien voit cette estimation, mais pas vous. Vous pouvez le retirer à tout moment.
share-send = Envoyer
    .button = 📤 Envoyer
share-revoke = Retirer
    .button = 🚫 Retirer le lien
share-revoked = Le lien ne fonctionne plus.
share-app = Dans l’application
    .button = 📱 Ouvrir dans l’application
share-open = Ouvrir l’estimation
    .button = 🏠 Ouvrir l’estimation
share-invitation = Estimation immobilière : { $title }
shared-note = On a partagé avec vous une estimation du { $date }.
shared-gone = Cette estimation n’existe plus : le lien a été retiré ou l’estimation supprimée.

reports-title = Mes estimations
reports-none = Rien n’est encore enregistré. Estimez un bien et appuyez sur « Enregistrer ».
reports-off = Les estimations ne sont pas enregistrées ici : la base est désactivée.
reports-next = Plus anciennes
    .button = Plus anciennes ›
reports-previous = Plus récentes
    .button = ‹ Plus récentes
reports-back = À la liste
    .button = ⬅️ À la liste
report-note = Estimation du { $date }
report-gone = Cette estimation n’existe plus.
report-remove = Supprimer
    .button = 🗑 Supprimer
report-remove-ask = Supprimer cette estimation ? Son lien ne fonctionnera plus et elle sera perdue.
    .yes-button = 🗑 Supprimer
    .no-button = Garder
report-removed = L’estimation est supprimée.

understood-nothing = Je n’ai pas compris « { $given } ».
ignored-words = Pas compris et laissé de côté : « { $words } ».
place-none = Le lieu « { $words } » est introuvable. Vérifiez le nom.
place-conflict = « { $words } » : ces lieux ne se trouvent pas l’un dans l’autre. Lequel voulez-vous dire ?
place-several = Il y a plusieurs lieux pour « { $words } ». Lequel ?
place-misspelt = Il n’y a pas de lieu « { $words } ». Serait-ce l’un de ceux-ci ?
needs-city = Pour une estimation, il faut au moins la ville.
said-twice = Dit deux fois et différemment : { $list }. Qu’est-ce qui est juste ?
field-place = lieu
field-asking = prix
field-area = surface
heating-several = « { $words } » peut avoir plusieurs sens ici. Lequel convient le mieux ?
refused-area = La surface « { $given } » ne convient pas : il faut un nombre de { $least } à { $most } m².
refused-bedrooms = « { $given } » chambres, cela ne convient pas : il faut un nombre entier de { $least } à { $most }.
refused-age = L’âge « { $given } » ne convient pas : il faut un nombre entier d’années de { $least } à { $most }.
refused-floor = L’étage « { $given } » ne convient pas : il faut un nombre entier de { $least } à { $most }.
refused-asking = Le prix « { $given } » ne convient pas : il faut un montant positif avec sa devise, par exemple 145000 €.
refused-currency = Je ne peux pas convertir « { $given } ». Il y a des taux pour { $allowed }.
refused-segment = Il n’y a pas de données sur « { $given } » ici. Il y a : { $allowed }.
refused-place-of-another = Ces lieux ne se trouvent pas l’un dans l’autre. Redites le lieu, s’il vous plaît.
evaluation-cancelled = Bien, pas d’estimation. Pour recommencer : /evaluate
