app-admin-token = Jeton d’administration
app-admin-token-why = L’ADMIN_API_TOKEN de ce service ; npm start l’affiche au démarrage.
app-admin-enter = Entrer
app-admin-denied = Pas d’accès. Vérifiez le jeton.
app-admin-datasets = Jeux de données
app-admin-dataset =
    { $dataset ->
        [countries] Liste des pays
        [catalog] Catalogue · { $country }
        [market] Marché · { $country }
       *[rates] Taux de change
    }
app-admin-mode =
    { $mode ->
        [redis] Cache dans Redis
        [memory] Cache en mémoire
       *[off] Cache désactivé
    }
app-admin-redis-away = Redis injoignable
app-admin-hits = Depuis la mémoire
app-admin-reads = Lectures
app-admin-version = Version
app-admin-age = Vérifié
app-admin-rows = Lignes
app-admin-source = Source
app-admin-not-held = Pas encore en mémoire
app-admin-mark =
    { $mark ->
        [stale] dépassé
        [pinned] épinglé
       *[hidden] pays fermé
    }
app-admin-refresh = Actualiser
app-admin-refresh-all = Tout actualiser
app-admin-rollback = Revenir
app-admin-ask =
    { $what ->
        [all] Actualiser toutes les données ?
        [clear] Actualiser « { $dataset } » ?
        [rollback] Revenir à la version précédente de « { $dataset } » ? Elle reste jusqu’à ce qu’on la désépingle.
       *[unpin] Désépingler « { $dataset } » ? Il passera à la version la plus récente.
    }
app-admin-unpin = Désépingler
app-admin-done-rollback = La version précédente est rétablie et épinglée
app-admin-progress =
    { $step ->
        [loading] chargement depuis la base
        [building] construction
        [checking] vérification
        [publishing] publication
       *[queued] en attente
    }
app-admin-outcome =
    { $outcome ->
        [published] publié
        [unchanged] inchangé
        [held] épinglé, version gardée
        [superseded] une plus récente existe
        [refused] refusé
       *[failed] échec
    }
app-admin-history = Dernières actualisations
app-admin-history-none = Aucune actualisation pour l’instant.
app-admin-countries = Pays
app-admin-open = Ouvert : { $country }
app-admin-close-ask = Fermer « { $country } » ? Seuls les administrateurs le verront.
app-admin-confirm = Oui
