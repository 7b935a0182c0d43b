problem-not-found = Introuvable
    .detail = Il n’y a rien à l’adresse { $path }. La page « / » donne la liste des adresses.
problem-method-not-allowed = Méthode non autorisée
    .detail = Autorisé ici : { $allowed }.
problem-unauthorized = Accès administrateur requis
    .detail = Envoyez l’en-tête « Authorization: Bearer <ADMIN_API_TOKEN> » avec la valeur de la variable ADMIN_API_TOKEN de ce service.
problem-admin-closed = L’accès administrateur est fermé
    .detail = Ce service n’a pas de variable ADMIN_API_TOKEN. Définissez-la, puis envoyez l’en-tête « Authorization: Bearer <ADMIN_API_TOKEN> ».
problem-forbidden = Réservé aux administrateurs
    .detail = Votre compte Telegram n’est pas administrateur de ce service.
problem-init-data-expired = La session de la mini-application a expiré
    .detail = La connexion par Telegram est valable 24 heures. Fermez la mini-application et rouvrez-la.
problem-malformed-json = Le corps n’est pas du JSON
    .detail = Le JSON n’a pas pu être lu : vérifiez guillemets, virgules et crochets.
problem-unsupported-media-type = JSON requis
    .detail = Envoyez le corps avec l’en-tête « Content-Type: application/json ».
problem-body-too-large = Le corps est trop grand
    .detail = { $limit } octets au plus sont autorisés.
problem-invalid-body = Corps invalide
    .detail = Le champ « { $field } » ne convient pas. Autorisé : { $allowed }.
problem-unknown-field = Champ inconnu
    .detail = Il n’y a pas de champ « { $field } » ici. Autorisé : { $allowed }.
problem-invalid-parameter = Paramètre invalide
    .detail = Le paramètre « { $field } » ne convient pas. Autorisé : { $allowed }.
problem-unknown-dataset = Jeu de données inconnu
    .detail = Le jeu « { $dataset } » n’existe pas. Existants : { $known }.
problem-unknown-country = Pays inconnu
    .detail = Il n’y a pas de pays numéro { $country }.
problem-unknown-job = Tâche inconnue
    .detail = La tâche « { $job } » n’a jamais été créée ou est déjà oubliée.
problem-no-such-version = Version inconnue
    .detail = Le jeu « { $dataset } » n’a pas de version à laquelle revenir. /api/cache/stats montre les versions conservées.
problem-not-pinned = Le jeu n’est pas figé
    .detail = Le jeu « { $dataset } » n’est figé sur aucune version, il n’y a rien à libérer.
problem-cache-off = Le cache est désactivé
    .detail = CACHE_ENABLED=false : chaque réponse est de toute façon lue dans la base.
problem-writing-off = L’écriture est désactivée
    .detail = Ce service n’a pas de variable SUPABASE_SERVICE_ROLE_KEY : les données ne peuvent pas être modifiées.
problem-malformed-request = La requête est illisible
    .detail = Ce n’est pas une requête HTTP : vérifiez la première ligne, les en-têtes et la longueur du corps.
problem-unsupported-encoding = Le corps est compressé
    .detail = Envoyez le corps non compressé, sans l’en-tête « Content-Encoding ».
problem-request-timeout = La requête a pris trop de temps
    .detail = Renvoyez la requête entière : elle n’est pas arrivée à temps.
problem-headers-too-large = Les en-têtes sont trop grands
    .detail = L’adresse et les en-têtes ne peuvent dépasser 16 Ko ensemble.
problem-rate-limited = Trop de requêtes
    .detail =
        { $seconds ->
            [one] Réessayez dans { $seconds } seconde.
           *[other] Réessayez dans { $seconds } secondes.
        }
problem-unavailable = Les données sont indisponibles pour le moment
    .detail = Ni le cache ni la base ne répond. Réessayez dans quelques secondes.
problem-internal = Erreur interne
    .detail = Nous l’avons notée sous le numéro { $requestId }. Réessayez plus tard.
problem-invalid-evaluation = La demande d’estimation est à corriger
    .detail = { $faults }
problem-key-reused = Cette clé a déjà servi
    .detail = Une autre estimation a été demandée avec cet Idempotency-Key. Celle-ci n’est pas enregistrée : il lui faut une nouvelle clé.
problem-sign-in-needed = Connexion par Telegram nécessaire
    .detail = Envoyez l’en-tête « Authorization: tma <initData> » de la mini-application. Un invité peut aussi estimer un bien : sans cet en-tête.
problem-evaluations-off = Les estimations ne sont pas conservées
    .detail = La variable SUPABASE_SERVICE_ROLE_KEY manque à ce service : il n’a donc pas d’estimations enregistrées.
problem-unknown-evaluation = Cette estimation n’existe pas
    .detail = Elle n’est pas parmi vos estimations enregistrées : elle a été supprimée, ou le lien est faux.
problem-unknown-share = Le lien n’est pas valable
    .detail = L’estimation de ce lien n’est plus partagée, ou le lien est faux.
problem-webhooks-closed = Les webhooks de la base sont fermés
    .detail = Ce service n’a pas de variable SUPABASE_WEBHOOK_SECRET. Définissez-la, puis envoyez l’en-tête « Authorization: Bearer <SUPABASE_WEBHOOK_SECRET> ».
problem-wrong-secret = Secret de webhook incorrect
    .detail = Envoyez l’en-tête « Authorization: Bearer <SUPABASE_WEBHOOK_SECRET> » avec la valeur de la variable SUPABASE_WEBHOOK_SECRET de ce service.
problem-unknown-table = Le service ne connaît pas cette table
    .detail = Le service ne lit rien dans la table « { $table } ».

allowed-boolean = true ou false
allowed-text = une chaîne
allowed-object = un objet JSON
allowed-country = un numéro de pays, un entier à partir de 1
allowed-place = un numéro de lieu du catalogue, un nombre entier à partir de 1
allowed-limit = un entier de 1 à { $maximum }
allowed-query = de 1 à { $maximum } caractères
allowed-next = la valeur de next de la page précédente
allowed-key = de 1 à { $maximum } lettres latines, chiffres et signes
allowed-nothing = aucun champ
allowed-change = INSERT, UPDATE, DELETE ou TRUNCATE
allowed-row = une ligne de la table, un objet JSON, ou null

fault-name =
    { $field ->
        [country] Pays
        [city] Ville
        [county] District
        [district] Quartier
        [area] Surface, m²
        [bedrooms] Chambres
        [age] Âge de l’immeuble, ans
        [floor] Étage
        [heating] Chauffage
        [asking] Prix demandé
        [asking-amount] Prix demandé
        [asking-currency] Devise du prix demandé
        [currency] Devise de la réponse
        [save] Enregistrement
       *[other] Demande
    }
fault-required = { $name } ({ $field }) : manque.
fault-wrong-type = { $name } ({ $field }) : « { $given } » ne convient pas.
fault-too-small = { $name } ({ $field }) : { $given } est trop petit.
fault-too-great = { $name } ({ $field }) : { $given } est trop grand.
fault-unknown-place = { $name } ({ $field }) : il n’y a pas de numéro { $given } ici.
fault-place-of-another = { $name } ({ $field }) : le numéro { $given } est celui d’un autre lieu.
fault-unknown-segment = { $name } ({ $field }) : les données de ce lieu ne connaissent pas « { $given } ».
fault-unknown-currency = { $name } ({ $field }) : il n’y a pas de cours pour « { $given } ».
fault-unknown-field = Il n’y a pas de champ « { $field } » ici.
fault-allowed = Permis : { $allowed }.

saving-saved = Enregistré
saving-failed = Non enregistré : le stockage ne répond pas en ce moment. Réessayez plus tard.
saving-removed = Non enregistré : vous aviez déjà enregistré cette estimation, puis l’avez supprimée.
saving-off = Non enregistré : ce service ne conserve pas d’estimations.
saving-guest = Non enregistré : connectez-vous par Telegram pour garder vos estimations.
saving-not-asked = Non enregistré, comme demandé.

hook-nothing = Rien à faire : aucun jeu de données en cache ne dépend de ce changement de { $table }.
hook-cache-off = Rien à faire : CACHE_ENABLED=false, chaque réponse vient de toute façon de la base.

home-title = Estimation immobilière
home-lead = Un service d’estimation immobilière dont les données de pays sont toujours prêtes : les réponses arrivent aussitôt.
home-data = Données
home-operations = Exploitation
home-countries = Pays
home-search = Recherche de lieux
home-stats = État du cache
home-ready = Disponibilité
home-health = Signe de vie
