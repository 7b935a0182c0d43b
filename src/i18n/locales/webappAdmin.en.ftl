app-admin-token = Admin token
app-admin-token-why = The ADMIN_API_TOKEN of this service; npm start prints it when it starts.
app-admin-enter = Enter
app-admin-denied = No access. Please check the token.
app-admin-datasets = Datasets
app-admin-dataset =
    { $dataset ->
        [countries] List of countries
        [catalog] Catalogue · { $country }
        [market] Market · { $country }
       *[rates] Exchange rates
    }
app-admin-mode =
    { $mode ->
        [redis] Cache in Redis
        [memory] Cache in memory
       *[off] Cache is off
    }
app-admin-redis-away = Redis is away
app-admin-hits = From memory
app-admin-reads = Reads
app-admin-version = Version
app-admin-age = Checked
app-admin-rows = Rows
app-admin-source = Source
app-admin-not-held = Not in memory yet
app-admin-mark =
    { $mark ->
        [stale] out of date
        [pinned] pinned
       *[hidden] country closed
    }
app-admin-refresh = Refresh
app-admin-refresh-all = Refresh all
app-admin-rollback = Roll back
app-admin-ask =
    { $what ->
        [all] Refresh all datasets?
        [clear] Refresh “{ $dataset }”?
        [rollback] Bring back the previous version of “{ $dataset }”? It stays there until it is unpinned.
       *[unpin] Unpin “{ $dataset }”? It will be refreshed to the newest version.
    }
app-admin-unpin = Unpin
app-admin-done-rollback = The previous version is back and pinned
app-admin-progress =
    { $step ->
        [loading] loading from the database
        [building] being built
        [checking] being checked
        [publishing] being published
       *[queued] in the queue
    }
app-admin-outcome =
    { $outcome ->
        [published] published
        [unchanged] unchanged
        [held] pinned, version kept
        [superseded] a newer one is there
        [refused] refused
       *[failed] failed
    }
app-admin-history = Latest refreshes
app-admin-history-none = There have been no refreshes yet.
app-admin-countries = Countries
app-admin-open = Open: { $country }
app-admin-close-ask = Close “{ $country }”? Only admins will see it.
app-admin-confirm = Yes
