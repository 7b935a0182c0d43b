admin-denied = Désolé, cette commande est réservée aux administrateurs.
command-clearcache = actualiser les données
command-cachestats = état du cache
command-history = dernières actualisations
command-rollback = revenir à une version
command-unpin = libérer une version épinglée
command-countries = pays : ouvrir et fermer

dataset-all = toutes les données
dataset-countries = Liste des pays
dataset-catalog = Catalogue · { $country }
dataset-market = Marché · { $country }
dataset-rates = Taux de change
dataset-unknown = Le jeu de données « { $text } » n’existe pas. Il y a : { $known }.
dataset-gone =
    .toast = Ce jeu de données n’existe plus.
count-dataset =
    { $count ->
        [one] { $count } jeu de données
        [many] { $count } de jeux de données
       *[other] { $count } jeux de données
    }
figure-rows =
    { $count ->
        [one] { $count } ligne
        [many] { $count } de lignes
       *[other] { $count } lignes
    }
figure-version = version { $version }
cache-off = Le cache est désactivé (CACHE_ENABLED=false) : rien n’est conservé, chaque réponse est lue dans la base.
redis-away = Redis est injoignable, et cela ne peut se faire sans lui. En attendant, les données viennent de la mémoire. Réessayez quand il sera revenu.

clear-title = Actualisation : { $scope }
clear-redis-away = Redis est injoignable : seule la mémoire de ce bot est actualisée. L’événement sera répété au retour de Redis.
clear-purge-later = Les versions publiées restent dans Redis jusque-là et seront supprimées à ce moment.
clear-purged = Les versions publiées sont supprimées ; en attendant la nouvelle, les réponses sont lues dans la base.
clear-redis-lost = Redis ne répond plus. Le résultat sera connu à son retour.
clear-late = Aucun worker n’a encore pris la tâche, le bot actualise donc sa propre mémoire. La tâche reste dans la file.
clear-unwatched = Après 5 minutes, je cesse de suivre : l’actualisation continue d’elle-même. Le résultat est dans /history et /cachestats.
clear-unknown = On ne sait plus rien de cette actualisation. Les dernières sont dans /history.
clear-total = Total : { $all }, { $rows }, { $duration }
clear-total-partly = Tout n’a pas réussi : { $done } sur { $total }, { $rows }, { $duration }
clear-again =
    .button = 🔄 Répéter
clear-all =
    .button = 🔄 Tout actualiser
purge =
    .button = 🧨 Supprimer et charger
purge-ask = Supprimer ce qui est publié et le recharger : { $scope } ?
    .yes-button = 🧨 Supprimer
    .no-button = Ne pas supprimer
purge-what = C’est pour des données fausses qui ont été publiées. Toutes les versions conservées et l’épinglage disparaissent, il n’y aura plus de retour possible. En attendant la nouvelle version, les réponses sont lues dans la base et arrivent plus lentement.
purge-cancelled = D’accord, rien n’est supprimé.
purge-old =
    .toast = Cette confirmation a déjà servi ou est trop ancienne. Rien n’a été fait.

neighbour-asked = L’API de cette machine a reçu la même demande.
neighbour-no-token = L’API de cette machine n’a pas été prévenue : ADMIN_API_TOKEN n’est pas défini.
neighbour-unreachable = L’API de cette machine ne répond pas.
neighbour-refused = L’API de cette machine a refusé d’actualiser.

step-queued = ⏳ dans la file
step-loading = ⏳ chargement depuis la base
step-building = ⏳ assemblage
step-checking = ⏳ vérification
step-publishing = ⏳ publication
step-unknown = ⏳ pas de nouvelles
refill-published = ✅ actualisé dans la mémoire du bot
refill-held = 📌 épinglé, la version précédente reste en mémoire
refill-failed = ❌ échec, la mémoire est inchangée
outcome-published = ✅ publié
outcome-unchanged = ✅ les données n’ont pas changé
outcome-held = 📌 nouvelle version conservée, mais le jeu est épinglé sur une précédente
outcome-superseded = ✅ un chargement plus récent est déjà publié
outcome-refused = ❌ refusé
outcome-failed = ❌ échec
outcome-retried = ⏳ échec, nouvel essai
published-untouched = ce qui est publié est intact
published-nothing = rien n’est publié, les réponses sont lues dans la base
failure-reason = Raison : { $reason }
finding-minimum-rows = moins de lignes que permis
finding-row-count = le nombre de lignes diffère de la base
finding-added-limit = trop de lignes ajoutées d’un coup
finding-removed-limit = trop de lignes supprimées d’un coup
finding-unique-ids = des identifiants se répètent
finding-ids-present = des lignes sont sans identifiant
finding-names-present = des lignes sont sans nom
finding-parents-present = des lieux sont hors de ce qui les contient

stats-title = État du cache
stats-mode-redis = Mode : Redis
stats-mode-memory = Mode : mémoire du processus
stats-mode-off = Le cache est désactivé (CACHE_ENABLED=false)
stats-redis-usable = Redis : joignable
stats-redis-away = Redis : injoignable, réponses depuis la mémoire
stats-checked = vérifié { $age }
stats-not-held = pas encore en mémoire
stats-stale = périmé
stats-pinned = épinglé
stats-hidden = pays fermé
stats-refresh =
    .button = 🔄 Afficher à nouveau

history-title = Dernières actualisations : { $scope }
history-none = Il n’y a pas encore eu d’actualisation.
history-all =
    .button = Tous les jeux
reason-schedule = selon le plan
reason-admin = demandée par un administrateur
reason-webhook = la base a changé
reason-revision = la base a changé, constaté par interrogation
reason-cold-start = rien n’était publié
reason-unpin = libérée
reason-reader-ahead = un lecteur avait plus récent

rollback-choose = Quel jeu de données faire revenir à une version précédente ?
rollback-versions = Versions de « { $dataset } »
rollback-current = actuelle
rollback-pinned = actuelle, épinglée
rollback-none = Il n’y a pas d’autre version à laquelle revenir.
rollback-ask = Faire revenir « { $dataset } » à la version { $version } ? Il y reste jusqu’à ce qu’on le libère.
    .yes-button = ↩️ Revenir
    .no-button = Ne pas revenir
rollback-done = ↩️ « { $dataset } » est maintenant à la version { $version } et y est épinglé. Les nouvelles versions sont conservées, mais pas publiées tant qu’il n’est pas libéré : /unpin.
rollback-gone = Cette version n’existe plus. Celles qui sont conservées sont dans /rollback.
unpin =
    .button = 📌 Libérer
unpin-choose = Quel jeu de données libérer ? Il revient à sa version la plus récente et s’actualise.
unpin-none = Aucun jeu de données n’est épinglé.
unpin-already = « { $dataset } » n’est plus épinglé.

countries-title = Pays
countries-none = Il n’y a aucun pays dans la base.
countries-list =
    .button = ⬅️ Vers les pays
country-is-open = ouvert
country-is-closed = fermé, visible des administrateurs
country-is-empty = ouvert, mais sans données
country-open =
    .button = Ouvrir : { $country }
country-close =
    .button = Fermer : { $country }
country-close-ask = Fermer « { $country } » ? Le pays disparaît du bot et de l’application pour tous sauf les administrateurs.
    .yes-button = 🔒 Fermer
    .no-button = Ne pas fermer
country-opening = « { $country } » est ouvert dans la base, la liste s’actualise pour tous.
country-closing = « { $country } » est fermé dans la base, la liste s’actualise pour tous.
country-opened = 🟢 « { $country } » est ouvert à tous.
country-closed = 🔒 « { $country } » est fermé à tous sauf aux administrateurs.
switch-unknown-country = Ce pays n’est plus dans la base.
switch-writing-off = Impossible de changer : SUPABASE_SERVICE_ROLE_KEY n’est pas défini, l’écriture est désactivée.
switch-unavailable = La base n’a pas confirmé le changement, il n’a peut-être pas eu lieu. Vérifiez la liste et réessayez dans une demi-minute.

alert-refused = ❌ Données refusées : { $dataset }. Ce qui est publié est intact.
alert-refused-over = ✅ Les données sont de nouveau acceptées : { $dataset }. Refusées pendant { $span }.
alert-failing = ❌ L’actualisation a échoué plusieurs fois de suite : { $dataset }. Ce qui est publié est intact.
alert-failing-over = ✅ L’actualisation réussit de nouveau : { $dataset }. En échec pendant { $span }.
alert-stale = ⚠️ Données périmées : { $dataset }. Vérifiées { $age }.
alert-stale-over = ✅ Données de nouveau fraîches : { $dataset }. Périmées pendant { $span }.
alert-redis = ⚠️ Redis est injoignable. Les réponses viennent de la mémoire, les actualisations attendent.
alert-redis-over = ✅ Redis est revenu. Absent pendant { $span }.
alert-redis-writes = ⚠️ Redis refuse toute écriture : il n’a plus de place. Les réponses viennent de la mémoire, les actualisations attendent.
alert-redis-writes-over = ✅ Redis accepte de nouveau les écritures. Refusées pendant { $span }.
alert-refresh =
    .button = 🔄 Actualiser
alert-history =
    .button = 🕓 Historique
alert-statistics =
    .button = 📊 État du cache
