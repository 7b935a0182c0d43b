app-title = Estimation immobilière
app-lead = Ce que vaut un logement, ce qu’il rapporte en loyer et où vont les prix.
app-no-script = Activez JavaScript pour ouvrir l’estimation.
app-language = Langue
app-back = Retour
app-close = Fermer
app-cancel = Annuler
app-loading = Chargement…

app-step = Étape { $step } sur 3
app-place-title = Où se trouve le bien ?
app-place-search = Ville, arrondissement ou quartier
app-place-example = Alanya, Kadıköy…
app-place-clear = Effacer
app-place-recent = Lieux récents
app-place-lists = Choisir dans la liste
app-place-none = Rien trouvé pour « { $query } ».
app-place-none-advice = Vérifiez l’orthographe ou choisissez un lieu dans la liste.
app-place-found =
    { $count ->
        [one] { $count } lieu trouvé
       *[other] { $count } lieux trouvés
    }
app-place-whole = { $name } en entier
app-place-change = Changer de lieu
app-change = Changer
app-place-empty = Il n’y a encore aucun lieu ici.
app-place-no-countries = Aucun pays n’est encore ouvert. Revenez plus tard.
app-place-unknown = Ce lieu n’existe plus. Choisissez-en un autre.
app-level =
    { $level ->
        [country] Pays
        [city] Ville
        [county] Arrondissement
       *[district] Quartier
    }

app-object-title = Quel est le bien ?
app-area = Surface
app-square-metres = m²
app-property-age = âge { $age }
app-area-wrong = Indiquez de { $from } à { $to } m².
app-number-wrong = Entrez un nombre.
app-optional = facultatif
app-details = Plus vous en dites, plus c’est précis
app-details-none = Aucun chiffre ici sur les pièces, l’âge, l’étage ou le chauffage. L’estimation repose sur la surface.
app-attribute =
    { $attribute ->
        [bedrooms] Pièces
        [age] Âge de l’immeuble, ans
        [floor] Étage
       *[heating] Chauffage
    }
app-segment =
    { $name ->
        [bedrooms-1-0] Studio
        [age-0] Neuf
        [floor-ground] Rez-de-chaussée
        [floor-basement] Sous-sol
        [heating-natural-gas] Gaz
        [heating-central-heating] Central
        [heating-floor-heating] Au sol
        [heating-air-conditioning] Climatisation
        [heating-stove] Poêle
       *[other] { $plain }
    }
app-asking = Prix demandé
app-asking-why = Nous le comparons au marché
app-currency = Devise
app-continue = Continuer
app-evaluate = Estimer

app-result-title = Estimation
app-price = Prix approximatif
app-price-range = Dans 4 cas sur 5 : { $range }
app-per-metre = Par m²
app-rent = Loyer par mois
app-yield = Rendement par an
app-rent-by-yield = d’après le rendement du lieu
app-unknown = pas de données
app-demo = Données de démo
app-demo-why = Ces prix sont inventés pour l’exemple. Ce n’est pas le vrai marché.
app-stale = Données du { $date } : le marché a pu bouger.
app-from-memory = Réponse enregistrée, { $age }
app-shared = Cette estimation a été partagée avec vous
app-own-evaluation = Estimer mon bien
app-evaluated = Estimé le { $date }

app-asking-title = Prix demandé et marché
app-asking-verdict =
    { $verdict ->
        [below] { $difference } sous le marché
        [above] { $difference } au-dessus du marché
       *[within] Dans la fourchette du marché
    }
app-asking-within-difference =
    { $direction ->
        [more] { $difference } au-dessus de l’estimation
        [less] { $difference } sous l’estimation
       *[same] Égal à l’estimation
    }
app-scale-label = Fourchette du marché de { $low } à { $high }, estimation { $price }, prix demandé { $asking }
app-scale-asking = demandé

app-trend-title = Le prix du m² dans le temps
app-trend-place = { $place }, par mois
app-trend-label = Courbe du prix du m² sur { $months } mois, avec une prévision pour un an
app-trend-forecast = prévision
app-trend-between = de { $low } à { $high }
app-trend-none = Il n’y a pas de série de prix pour ce lieu, donc pas de courbe.
app-trend-no-forecast =
    { $reason ->
        [too-short] Une prévision demande au moins douze mois.
       *[gaps] La série a de grands trous, donc pas de prévision.
    }
app-trend-change =
    { $period ->
        [one-year] 1 an
        [three-years] 3 ans
       *[five-years] 5 ans
    }
app-trend-change-months = { $months } mois
app-trend-inflation = Sur des années, la hausse en monnaie locale est surtout de l’inflation. En euros, on voit le prix sans elle.
app-trend-euro-forecast = La prévision est convertie au dernier taux.
app-trend-view = Devise de la courbe

app-why-title = Pourquoi ce prix
app-why-lead = Voici comment se forme le prix du m² :
app-why-cause =
    { $cause ->
        [general] Moyenne du lieu
        [extremes] Sans annonces invraisemblables
        [date] Ramené à aujourd’hui
        [coarser-levels] En tenant compte des environs
        [bedrooms] Pièces
        [age] Âge de l’immeuble
        [floor] Étage
       *[heating] Chauffage
    }
app-why-listings =
    { $count ->
        [one] { $count } annonce
       *[other] { $count } annonces
    }
app-why-sum = Total par m²
app-why-total = × { $area } m² = { $total }

app-confidence-title = Peut-on s’y fier ?
app-confidence =
    { $grade ->
        [A] Fiabilité élevée
        [B] Fiabilité moyenne
       *[C] Fiabilité faible
    }
app-reason =
    { $reason ->
        [good-specific-level] Il y a des données sur l’arrondissement même
        [good-many-listings] Beaucoup d’annonces semblables
        [good-narrow-range] Les prix sont proches les uns des autres
        [coarse-level] Données sur la ville ou le pays seulement
        [few-listings] Peu d’annonces semblables
        [old-data] Les données sont anciennes
        [segment-missing] Pas de données pour certains détails
        [implausible-listings] Certaines annonces sont invraisemblables
        [wide-range] Les prix sont très dispersés
       *[demo-data] Ce sont des données de démo
    }

app-dates-title = D’où viennent les données
app-dates-market = Marché
app-dates-rates = Taux de change
app-dates-rates-stale = { $date }, dépassés
app-missing-title = Ce qui manque
app-missing =
    { $what ->
        [sale-price] Pas de prix de vente pour ce lieu
        [rent-price] Pas de loyers pour ce lieu
        [rate] Pas de taux pour { $currency }
        [currency] Aucune devise n’est définie pour ce pays
        [bedrooms] Pas de données sur les pièces
        [age] Pas de données sur l’âge de l’immeuble
        [floor] Pas de données sur l’étage
       *[heating] Pas de données sur le chauffage
    }
app-insufficient = Pas assez de données
app-insufficient-why = Il n’y a pas encore de prix pour ce lieu. Essayez tout l’arrondissement ou toute la ville.
app-insufficient-country = Il n’y a pas encore de prix pour ce pays.
app-other-place = Choisir un autre lieu
app-new = Nouvelle estimation
app-edit = Modifier le bien

app-saving =
    { $status ->
        [saved] Enregistrée dans « Mes estimations »
        [saving] Enregistrement…
        [failed] Non enregistrée
        [removed] Non enregistrée : vous l’avez supprimée
        [off] L’enregistrement est désactivé
       *[guest] Les estimations sont gardées si vous ouvrez l’app dans Telegram
    }
app-save = Enregistrer
app-share = Partager
app-share-text = { $place } : { $price }
app-copied = Lien copié
app-copied-text = Résultat copié
app-copy-failed = Copie impossible

app-mine = Mes estimations
app-mine-empty = Vos estimations seront ici
app-mine-empty-why = Estimez un premier bien, il sera gardé.
app-mine-guest = Mes estimations sont dans Telegram
app-mine-guest-why = Ouvrez l’app depuis la discussion avec le bot, et vos estimations seront gardées.
app-mine-more = Afficher plus
app-remove = Supprimer
app-remove-ask = Supprimer cette estimation ? On ne pourra pas la rétablir.
app-withdraw = Ne plus partager
app-withdraw-ask = Les liens déjà envoyés ne s’ouvriront plus. Ne plus partager ?
app-withdrawn = Le lien ne fonctionne plus
app-shared-mark = partagée

app-offline = Pas de connexion. Voici ce que nous savions en dernier.
app-offline-none = Pas de connexion
app-offline-none-why = Vérifiez votre connexion : nous reprendrons dès son retour.
app-unavailable = Données indisponibles pour le moment
app-unavailable-why =
    { $seconds ->
        [0] Nouvel essai…
        [one] Nouvel essai dans { $seconds } seconde.
       *[other] Nouvel essai dans { $seconds } secondes.
    }
app-failed = Quelque chose s’est mal passé
app-failed-why = Nous connaissons déjà l’erreur. Veuillez réessayer.
app-retry = Réessayer
app-expired = La session a expiré
app-expired-why = Votre saisie est gardée. Fermez l’app et rouvrez-la pour enregistrer vos estimations.
app-not-shared = Cette estimation n’existe plus
app-not-shared-why = Elle a été supprimée, ou son lien a été fermé.

app-admin = Administration

app-count-cities =
    { $count ->
        [one] { $count } ville
       *[other] { $count } villes
    }
app-count-counties =
    { $count ->
        [one] { $count } arrondissement
       *[other] { $count } arrondissements
    }
app-count-districts =
    { $count ->
        [one] { $count } quartier
       *[other] { $count } quartiers
    }
