admin-denied = Sorry, this command is for administrators only.
command-clearcache = refresh the data now
command-cachestats = state of the cache
command-history = latest refreshes
command-rollback = return to an earlier version
command-unpin = release a pinned version
command-countries = countries: open and close
