language-name = Français

greeting = Bonjour, { $name } !
greeting-nameless = Bonjour !
greeting-lead = Je suis « Évaluation immobilière » : je dis combien vaut à peu près un logement, quel loyer il rapporte et comment les prix ont évolué.
greeting-how = Écrivez en un message ce qu’il faut estimer, par exemple « Alanya 2+1 85 m² 145000 € », ou simplement le nom d’un lieu, dans n’importe quelle écriture. Ou avancez pas à pas avec le bouton ci-dessous.

open-app = Mini-application
    .button = 📱 Ouvrir l’application
choose-place = Liste des lieux
    .button = 🗺 Choisir dans la liste
change-language = Langue
    .button = 🌐 Langue
show-help = Aide
    .button = ❓ Aide
back = Retour
    .button = ⬅️ Retour

help-title = Ce que je sais faire
help-search = Trouver un lieu : écrivez simplement son nom, en lettres latines, cyrilliques ou turques ; les fautes de frappe sont pardonnées. Pour préciser, écrivez deux mots : « Alanya Mahmutlar ».
help-browse = Avancer pas à pas : pays → ville → district → quartier, avec le bouton ci-dessous.
help-commands = Commandes

command-start = recommencer
command-help = ce que je sais faire
command-language = choisir la langue
command-privacy = ce qui est conservé sur vous
command-delete_me = supprimer vos données

language-choose = Dans quelle langue dois-je répondre ?
language-chosen = C’est fait, je réponds en français.

privacy-title = Ce qui est conservé sur vous
privacy-kept = Votre numéro, votre nom et votre nom d’utilisateur Telegram, la langue choisie et une marque si vous avez bloqué le bot. C’est ainsi que je me souviens de votre langue. Et les estimations que vous avez enregistrées.
privacy-not-kept = Les fiches de personnes sont désactivées en ce moment : la base ne contient rien sur vous.
privacy-session = Votre dernière recherche, l’estimation commencée et les cinq dernières ainsi que la langue du chat sont gardées jusqu’à 30 jours pour que les boutons fonctionnent. La conversation n’est ni enregistrée ni transmise.
privacy-delete = Vous pouvez tout supprimer avec /delete_me.
delete-ask = Supprimer vos données : numéro, nom, langue, dernière recherche et estimations enregistrées, même partagées ? C’est définitif.
    .yes-button = 🗑 Supprimer
    .no-button = Conserver
delete-done = Vos données sont supprimées. Si la base est injoignable en ce moment, la fiche disparaîtra dès qu’elle répondra. Si vous écrivez de nouveau, une nouvelle fiche apparaîtra.
delete-cancelled = D’accord, rien n’est supprimé.

places-countries = Choisissez un pays
places-cities = Choisissez une ville
places-counties = Choisissez un district
places-districts = Choisissez un quartier
places-page = Page { $page } sur { $pages }
places-none = Aucun pays n’est encore ouvert. Revenez plus tard.
place-this = Le lieu entier
    .button = 📍 { $name }

level-country = Pays
level-city = Ville
level-county = District
level-district = Quartier
count-city =
    { $count ->
        [one] { $count } ville
       *[other] { $count } villes
    }
count-county =
    { $count ->
        [one] { $count } district
       *[other] { $count } districts
    }
count-district =
    { $count ->
        [one] { $count } quartier
       *[other] { $count } quartiers
    }
children-city = Villes
    .button = Villes ({ $count })
children-county = Districts
    .button = Districts ({ $count })
children-district = Quartiers
    .button = Quartiers ({ $count })

card-inside = À l’intérieur : { $counts }
card-leaf = Le niveau le plus fin, il n’y a pas de lieu en dessous.
card-offers = Ce qui existe pour ce lieu
card-has-catalogue = liste des lieux
card-market-own = prix et loyers
card-market-above = pas de prix propres, l’estimation prend le niveau au-dessus
card-market-none = pas encore de prix, ni ici ni au-dessus : estimation impossible
card-updated = Données vérifiées { $age }
card-stale = Les données n’ont pas été renouvelées depuis longtemps : vérifiées { $age }
card-hidden = Ce pays est fermé, seuls les administrateurs le voient.
card-search = Un autre lieu
    .button = 🔎 Un autre lieu
card-share = Partager
    .button = 🔗 Partager

search-ask = Écrivez le nom d’un lieu, par exemple « Antalya » ou « Kadıköy ».
search-many = Plusieurs lieux correspondent à « { $query } ». Lequel ?
search-none = Rien n’a été trouvé pour « { $query } ». Vérifiez le nom ou choisissez un lieu dans la liste.
search-others = Autres résultats
    .button = Autres résultats
search-forgotten = Cette recherche est déjà oubliée. Écrivez le nom encore une fois.
only-text = Je ne comprends que le texte. Écrivez le nom d’un lieu, par exemple « Alanya ».
unknown-command = Cette commande n’existe pas. Voici ce que je sais faire :
group-notice = Je travaille en messages privés. Écrivez-moi là-bas.
    .button = Écrire au bot
place-gone = Ce lieu n’est plus dans la liste. Choisissez-en un autre.

stale-button = Bouton périmé
    .toast = Ce bouton est périmé. Voici un menu à jour.
unavailable = Les données sont indisponibles en ce moment. Réessayez dans une demi-minute.
    .button = 🔄 Réessayer
failure = Quelque chose s’est mal passé, nous l’avons noté. Réessayez un peu plus tard.
