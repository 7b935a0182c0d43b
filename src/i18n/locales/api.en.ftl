problem-not-found = Not found
    .detail = There is nothing at { $path }. The page “/” lists the addresses.
problem-method-not-allowed = Method not allowed
    .detail = Allowed here: { $allowed }.
problem-unauthorized = Admin access needed
    .detail = Send the header “Authorization: Bearer <ADMIN_API_TOKEN>” with the value of this service's ADMIN_API_TOKEN variable.
problem-admin-closed = Admin access is closed
    .detail = This service has no ADMIN_API_TOKEN variable. Set it, then send the header “Authorization: Bearer <ADMIN_API_TOKEN>”.
problem-forbidden = Admins only
    .detail = Your Telegram account is not an admin of this service.
problem-init-data-expired = The Mini App session has expired
    .detail = Telegram's sign-in is valid for 24 hours. Close the Mini App and open it again.
problem-malformed-json = The body is not JSON
    .detail = The JSON could not be read: check quotes, commas and brackets.
problem-unsupported-media-type = JSON needed
    .detail = Send the body with the header “Content-Type: application/json”.
problem-body-too-large = The body is too large
    .detail = At most { $limit } bytes are allowed.
problem-invalid-body = Invalid body
    .detail = The field “{ $field }” does not fit. Allowed: { $allowed }.
problem-unknown-field = Unknown field
    .detail = There is no field “{ $field }” here. Allowed: { $allowed }.
problem-invalid-parameter = Invalid parameter
    .detail = The parameter “{ $field }” does not fit. Allowed: { $allowed }.
problem-unknown-dataset = No such dataset
    .detail = There is no dataset “{ $dataset }”. There are: { $known }.
problem-unknown-country = No such country
    .detail = There is no country number { $country }.
problem-unknown-job = No such job
    .detail = The job “{ $job }” was never created or is already forgotten.
problem-no-such-version = No such version
    .detail = The dataset “{ $dataset }” has no version to return to. /api/cache/stats shows the versions kept.
problem-not-pinned = The dataset is not pinned
    .detail = The dataset “{ $dataset }” is not held on a version, so there is nothing to release.
problem-cache-off = The cache is off
    .detail = CACHE_ENABLED=false: every answer is read from the database anyway.
problem-writing-off = Writing is off
    .detail = This service has no SUPABASE_SERVICE_ROLE_KEY variable, so data cannot be changed.
problem-malformed-request = The request cannot be read
    .detail = This is not an HTTP request: check the first line, the headers and the body's length.
problem-unsupported-encoding = The body is compressed
    .detail = Send the body uncompressed, without the header “Content-Encoding”.
problem-request-timeout = The request took too long
    .detail = Send the whole request again: it did not arrive in time.
problem-headers-too-large = The headers are too large
    .detail = Address and headers together may have at most 16 KB.
problem-rate-limited = Too many requests
    .detail =
        { $seconds ->
            [one] Try again in { $seconds } second.
           *[other] Try again in { $seconds } seconds.
        }
problem-unavailable = The data is not available right now
    .detail = Neither the cache nor the database answers. Try again in a few seconds.
problem-internal = Internal error
    .detail = We have recorded it under number { $requestId }. Try again later.
problem-invalid-evaluation = The valuation request needs a correction
    .detail = { $faults }
problem-key-reused = This key has been used before
    .detail = Another valuation was asked for under this Idempotency-Key. This one is not saved: it needs a key of its own.
problem-sign-in-needed = Sign in with Telegram
    .detail = Send the header “Authorization: tma <initData>” from the Mini App. A guest can value a property too: then leave this header out.
problem-evaluations-off = Valuations are not kept
    .detail = This service has no SUPABASE_SERVICE_ROLE_KEY variable, so there are no saved valuations.
problem-unknown-evaluation = No such valuation
    .detail = It is not among your saved valuations: it was deleted, or the link is wrong.
problem-unknown-share = The link does not work
    .detail = The valuation behind this link is no longer shared, or the link is wrong.
problem-webhooks-closed = The database webhooks are closed
    .detail = This service has no SUPABASE_WEBHOOK_SECRET variable. Set it, then send the header “Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>”.
problem-wrong-secret = Wrong webhook secret
    .detail = Send the header “Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>” with the value of this service's SUPABASE_WEBHOOK_SECRET variable.
problem-unknown-table = The service knows no such table
    .detail = The service reads nothing from the table “{ $table }”.

allowed-boolean = true or false
allowed-text = a string
allowed-object = a JSON object
allowed-country = a country number, a whole number from 1
allowed-place = a place number of the catalogue, a whole number from 1
allowed-limit = a whole number from 1 to { $maximum }
allowed-query = 1 to { $maximum } characters
allowed-next = the value of next on the page before
allowed-key = 1 to { $maximum } Latin letters, digits and signs
allowed-nothing = no fields
allowed-change = INSERT, UPDATE, DELETE or TRUNCATE
allowed-row = a row of the table, a JSON object, or null

fault-name =
    { $field ->
        [country] Country
        [city] City
        [county] County
        [district] District
        [area] Area, m²
        [bedrooms] Bedrooms
        [age] Age of the building, years
        [floor] Floor
        [heating] Heating
        [asking] Asking price
        [asking-amount] Asking price
        [asking-currency] Currency of the asking price
        [currency] Currency of the answer
        [save] Saving
       *[other] Request
    }
fault-required = { $name } ({ $field }): not given.
fault-wrong-type = { $name } ({ $field }): “{ $given }” does not fit.
fault-too-small = { $name } ({ $field }): { $given } is too small.
fault-too-great = { $name } ({ $field }): { $given } is too large.
fault-unknown-place = { $name } ({ $field }): there is no number { $given } here.
fault-place-of-another = { $name } ({ $field }): number { $given } belongs to another place.
fault-unknown-segment = { $name } ({ $field }): the data of this place know no “{ $given }”.
fault-unknown-currency = { $name } ({ $field }): there is no rate for “{ $given }”.
fault-unknown-field = There is no field “{ $field }” here.
fault-allowed = Allowed: { $allowed }.

saving-saved = Saved
saving-failed = Not saved: the storage does not answer right now. Try again later.
saving-removed = Not saved: you saved this valuation before and deleted it.
saving-off = Not saved: this service keeps no valuations.
saving-guest = Not saved: sign in with Telegram to keep your valuations.
saving-not-asked = Not saved, as you asked.

hook-nothing = Nothing to do: no cached dataset depends on this change of { $table }.
hook-cache-off = Nothing to do: CACHE_ENABLED=false, every answer is read from the database anyway.

home-title = Property valuation
home-lead = A property valuation service whose country data is always ready, so answers come at once.
home-data = Data
home-operations = Operations
home-countries = Countries
home-search = Place search
home-stats = Cache state
home-ready = Readiness
home-health = Liveness
