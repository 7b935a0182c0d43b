admin-denied = Sorry, this command is for administrators only.
command-clearcache = refresh the data now
command-cachestats = state of the cache
command-history = latest refreshes
command-rollback = return to an earlier version
command-unpin = release a pinned version
command-countries = countries: open and close

dataset-all = all data
dataset-countries = List of countries
dataset-catalog = Catalogue · { $country }
dataset-market = Market · { $country }
dataset-rates = Exchange rates
dataset-unknown = There is no dataset “{ $text }”. There are: { $known }.
dataset-gone =
    .toast = This dataset no longer exists.
count-dataset =
    { $count ->
        [one] { $count } dataset
       *[other] { $count } datasets
    }
figure-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
figure-version = version { $version }
cache-off = The cache is off (CACHE_ENABLED=false): nothing is kept, every answer is read from the database anyway.
redis-away = Redis is out of reach, and this cannot be done without it. Meanwhile data are answered from memory. Please try again when it is back.

clear-title = Refresh: { $scope }
clear-redis-away = Redis is out of reach: only the memory of this bot is refreshed. The event will be repeated when Redis is back.
clear-purge-later = The published versions stay in Redis until then and will be removed at that moment.
clear-purged = The published versions are removed; until a new one is ready, answers are read from the database.
clear-redis-lost = Redis has stopped answering. The outcome will be known when it is back.
clear-late = No worker has taken the job yet, so the bot refreshes its own memory. The job stays in the queue.
clear-unwatched = After 5 minutes I stop watching: the refresh goes on by itself. See /history and /cachestats for its outcome.
clear-unknown = Nothing more is known of this refresh. The latest ones are in /history.
clear-total = In total: { $all }, { $rows }, { $duration }
clear-total-partly = Not everything succeeded: { $done } of { $total }, { $rows }, { $duration }
clear-again =
    .button = 🔄 Repeat
clear-all =
    .button = 🔄 Refresh everything
purge =
    .button = 🧨 Remove and load
purge-ask = Remove what is published and load it anew: { $scope }?
    .yes-button = 🧨 Remove
    .no-button = Do not remove
purge-what = This is for wrong data that were published. All versions kept and the pin will be gone, there will be nothing to roll back to. Until a new version is ready, answers are read from the database and come more slowly.
purge-cancelled = All right, nothing is removed.
purge-old =
    .toast = This confirmation was used already or is too old. Nothing was done.

neighbour-asked = The API on this machine was asked to do the same.
neighbour-no-token = The API on this machine was not told: ADMIN_API_TOKEN is not set.
neighbour-unreachable = The API on this machine does not answer.
neighbour-refused = The API on this machine declined to refresh.

step-queued = ⏳ queued
step-loading = ⏳ loading from the database
step-building = ⏳ building
step-checking = ⏳ checking
step-publishing = ⏳ publishing
step-unknown = ⏳ no news
refill-published = ✅ refreshed in the memory of the bot
refill-held = 📌 pinned, the earlier version stays in memory
refill-failed = ❌ failed, memory is as it was
outcome-published = ✅ published
outcome-unchanged = ✅ the data have not changed
outcome-held = 📌 a new version is kept, but the dataset is pinned to an earlier one
outcome-superseded = ✅ a later load is published already
outcome-refused = ❌ refused
outcome-failed = ❌ failed
outcome-retried = ⏳ failed, trying again
published-untouched = what is published is untouched
published-nothing = nothing is published, answers are read from the database
failure-reason = Reason: { $reason }
finding-minimum-rows = fewer rows than allowed
finding-row-count = the number of rows differs from the database
finding-added-limit = too many rows added at once
finding-removed-limit = too many rows removed at once
finding-unique-ids = ids occur more than once
finding-ids-present = there are rows without an id
finding-names-present = there are rows without a name
finding-parents-present = there are places outside what they belong to

stats-title = State of the cache
stats-mode-redis = Mode: Redis
stats-mode-memory = Mode: memory of the process
stats-mode-off = The cache is off (CACHE_ENABLED=false)
stats-redis-usable = Redis: within reach
stats-redis-away = Redis: out of reach, answering from memory
stats-checked = checked { $age }
stats-not-held = not in memory yet
stats-stale = stale
stats-pinned = pinned
stats-hidden = country closed
stats-refresh =
    .button = 🔄 Show again

history-title = Latest refreshes: { $scope }
history-none = There were no refreshes yet.
history-all =
    .button = All datasets
reason-schedule = on schedule
reason-admin = asked by an admin
reason-webhook = the database changed
reason-revision = the database changed, noticed by polling
reason-cold-start = nothing was published
reason-unpin = released
reason-reader-ahead = a reader had newer data

rollback-choose = Which dataset shall return to an earlier version?
rollback-versions = Versions of “{ $dataset }”
rollback-current = current
rollback-pinned = current, pinned
rollback-none = There are no other versions to return to.
rollback-ask = Return “{ $dataset }” to version { $version }? It stays there until it is released.
    .yes-button = ↩️ Return
    .no-button = Do not return
rollback-done = ↩️ “{ $dataset }” is now at version { $version } and pinned to it. New versions are kept but not published until it is released: /unpin.
rollback-gone = This version is no longer there. See /rollback for those that are kept.
unpin =
    .button = 📌 Release
unpin-choose = Which dataset shall be released? It returns to its newest version and is refreshed.
unpin-none = No dataset is pinned.
unpin-already = “{ $dataset }” is not pinned any more.

countries-title = Countries
countries-none = There is no country in the database.
countries-list =
    .button = ⬅️ To the countries
country-is-open = open
country-is-closed = closed, seen by admins
country-is-empty = open, but without data
country-open =
    .button = Open: { $country }
country-close =
    .button = Close: { $country }
country-close-ask = Close “{ $country }”? It disappears from the bot and the app for everybody but admins.
    .yes-button = 🔒 Close
    .no-button = Do not close
country-opening = “{ $country }” is open in the database, the list is being refreshed for everybody.
country-closing = “{ $country }” is closed in the database, the list is being refreshed for everybody.
country-opened = 🟢 “{ $country }” is open to everybody.
country-closed = 🔒 “{ $country }” is closed to everybody but admins.
switch-unknown-country = This country is no longer in the database.
switch-writing-off = This cannot be switched: SUPABASE_SERVICE_ROLE_KEY is not set, writing is off.
switch-unavailable = The database did not confirm the change, it may not have happened. Check the list and try again in half a minute.

alert-refused = ❌ Data refused: { $dataset }. What is published is untouched.
alert-refused-over = ✅ Data are accepted again: { $dataset }. They were refused for { $span }.
alert-failing = ❌ The refresh has failed several times in a row: { $dataset }. What is published is untouched.
alert-failing-over = ✅ The refresh works again: { $dataset }. It failed for { $span }.
alert-stale = ⚠️ Data are stale: { $dataset }. Checked { $age }.
alert-stale-over = ✅ Data are fresh again: { $dataset }. They were stale for { $span }.
alert-redis = ⚠️ Redis is out of reach. Answers come from memory, refreshes wait.
alert-redis-over = ✅ Redis is back. It was away for { $span }.
alert-redis-writes = ⚠️ Redis takes no writes: it has run out of room. Answers come from memory, refreshes wait.
alert-redis-writes-over = ✅ Redis takes writes again. It refused them for { $span }.
alert-refresh =
    .button = 🔄 Refresh
alert-history =
    .button = 🕓 History
alert-statistics =
    .button = 📊 State of the cache
