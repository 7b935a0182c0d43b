app-title = Property valuation
app-lead = What a home is worth, what it rents for, and where prices are going.
app-no-script = Turn on JavaScript to open the valuation.
app-language = Language
app-back = Back
app-close = Close
app-cancel = Cancel
app-loading = Loading…

app-step = Step { $step } of 3
app-place-title = Where is the property?
app-place-search = City, county or district
app-place-example = Alanya, Kadıköy…
app-place-clear = Clear
app-place-recent = Recent places
app-place-lists = Choose from a list
app-place-none = Nothing was found for “{ $query }”.
app-place-none-advice = Check the spelling or choose a place from the list.
app-place-found =
    { $count ->
        [one] { $count } place found
       *[other] { $count } places found
    }
app-place-whole = All of { $name }
app-place-change = Change the place
app-change = Change
app-place-empty = There are no places here yet.
app-place-no-countries = No country is open yet. Please come back later.
app-place-unknown = This place is no longer listed. Please choose another.
app-level =
    { $level ->
        [country] Country
        [city] City
        [county] County
       *[district] District
    }

app-object-title = What is it like?
app-area = Area
app-square-metres = m²
app-property-age = age { $age }
app-area-wrong = Enter { $from } to { $to } m².
app-number-wrong = Enter a number.
app-optional = optional
app-details = The more you say, the closer the estimate
app-details-none = There are no figures here by rooms, age, floor or heating. The estimate will rest on the area.
app-attribute =
    { $attribute ->
        [bedrooms] Rooms
        [age] Age of the building, years
        [floor] Floor
       *[heating] Heating
    }
app-segment =
    { $name ->
        [bedrooms-1-0] Studio
        [age-0] New
        [floor-ground] Ground
        [floor-basement] Basement
        [heating-natural-gas] Gas
        [heating-central-heating] Central
        [heating-floor-heating] Underfloor
        [heating-air-conditioning] Air conditioning
        [heating-stove] Stove
       *[other] { $plain }
    }
app-asking = Asking price
app-asking-why = We compare it with the market
app-currency = Currency
app-continue = Continue
app-evaluate = Estimate

app-result-title = Estimate
app-price = Approximate price
app-price-range = In 4 cases out of 5: { $range }
app-per-metre = Per m²
app-rent = Rent a month
app-yield = Yield a year
app-rent-by-yield = from the yield of the place
app-unknown = no data
app-demo = Demo data
app-demo-why = These prices are made up as an example. This is not the real market.
app-stale = The data are of { $date }: the market may have moved.
app-from-memory = Saved answer, { $age }
app-shared = Somebody shared this estimate with you
app-own-evaluation = Estimate my property
app-evaluated = Estimated { $date }

app-asking-title = Asking price and market
app-asking-verdict =
    { $verdict ->
        [below] { $difference } below the market
        [above] { $difference } above the market
       *[within] Within the market range
    }
app-asking-within-difference =
    { $direction ->
        [more] { $difference } above the estimate
        [less] { $difference } below the estimate
       *[same] Just as estimated
    }
app-scale-label = Market range from { $low } to { $high }, estimate { $price }, asking price { $asking }
app-scale-asking = asking

app-trend-title = Price per m² over time
app-trend-place = { $place }, by month
app-trend-label = Chart of the price per m² over { $months } months, with a forecast for a year
app-trend-forecast = forecast
app-trend-between = { $low } to { $high }
app-trend-none = There is no series of prices for this place, so there is no chart.
app-trend-no-forecast =
    { $reason ->
        [too-short] A forecast needs at least twelve months.
       *[gaps] The series has wide gaps, so there is no forecast.
    }
app-trend-change =
    { $period ->
        [one-year] 1 year
        [three-years] 3 years
       *[five-years] 5 years
    }
app-trend-change-months = { $months } months
app-trend-inflation = Over years, growth in the local currency is mostly inflation. In euros you see the price without it.
app-trend-euro-forecast = The forecast is converted at the latest rate.
app-trend-view = Currency of the chart

app-why-title = Why this much
app-why-lead = How the price per m² comes about:
app-why-cause =
    { $cause ->
        [general] Average of the place
        [extremes] Without implausible listings
        [date] Brought to today
        [coarser-levels] Surroundings considered
        [bedrooms] Rooms
        [age] Age of the building
        [floor] Floor
       *[heating] Heating
    }
app-why-listings =
    { $count ->
        [one] { $count } listing
       *[other] { $count } listings
    }
app-why-sum = Total per m²
app-why-total = × { $area } m² = { $total }

app-confidence-title = How reliable it is
app-confidence =
    { $grade ->
        [A] High reliability
        [B] Medium reliability
       *[C] Low reliability
    }
app-reason =
    { $reason ->
        [good-specific-level] There are data for the county itself
        [good-many-listings] Many similar listings
        [good-narrow-range] Prices lie close together
        [coarse-level] Data only for the city or country
        [few-listings] Few similar listings
        [old-data] The data are old
        [segment-missing] No data for some of the details
        [implausible-listings] Some listings are implausible
        [wide-range] Prices lie far apart
       *[demo-data] These are demo data
    }

app-dates-title = Where the data come from
app-dates-market = Market
app-dates-rates = Exchange rates
app-dates-rates-stale = { $date }, out of date
app-missing-title = What is missing
app-missing =
    { $what ->
        [sale-price] No sale prices for this place
        [rent-price] No rents for this place
        [rate] No rate for { $currency }
        [currency] No currency is set for this country
        [bedrooms] No data on rooms
        [age] No data on the age of the building
        [floor] No data on the floor
       *[heating] No data on heating
    }
app-insufficient = Not enough data
app-insufficient-why = There are no prices for this place yet. Try the whole county or city.
app-insufficient-country = There are no prices for this country yet.
app-other-place = Choose another place
app-new = New estimate
app-edit = Change the property

app-saving =
    { $status ->
        [saved] Saved to “My estimates”
        [saving] Saving…
        [failed] Not saved
        [removed] Not saved: you deleted this estimate
        [off] Saving is off
       *[guest] Estimates are kept when you open the app in Telegram
    }
app-save = Save
app-share = Share
app-share-text = { $place }: { $price }
app-copied = Link copied
app-copied-text = Result copied
app-copy-failed = Could not be copied

app-mine = My estimates
app-mine-empty = Your estimates will be here
app-mine-empty-why = Estimate your first property and it will be kept.
app-mine-guest = My estimates are in Telegram
app-mine-guest-why = Open the app from the chat with the bot, and your estimates will be kept.
app-mine-more = Show more
app-remove = Delete
app-remove-ask = Delete this estimate? It cannot be brought back.
app-withdraw = Stop sharing
app-withdraw-ask = Links already sent will stop working. Stop sharing?
app-withdrawn = The link no longer works
app-shared-mark = shared

app-offline = No connection. This is the last we know.
app-offline-none = No connection
app-offline-none-why = Check your internet: we go on as soon as it is back.
app-unavailable = The data are not available now
app-unavailable-why =
    { $seconds ->
        [0] Trying again…
        [one] Trying again in { $seconds } second.
       *[other] Trying again in { $seconds } seconds.
    }
app-failed = Something went wrong
app-failed-why = We already know of the error. Please try again.
app-retry = Try again
app-expired = The session has expired
app-expired-why = What you entered is kept. Close the app and open it again to keep your estimates.
app-not-shared = This estimate is gone
app-not-shared-why = It was deleted, or its link was closed.

app-admin = Administration

app-count-cities =
    { $count ->
        [one] { $count } city
       *[other] { $count } cities
    }
app-count-counties =
    { $count ->
        [one] { $count } county
       *[other] { $count } counties
    }
app-count-districts =
    { $count ->
        [one] { $count } district
       *[other] { $count } districts
    }
