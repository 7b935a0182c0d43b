evaluate = Valuation
    .button = 💰 Value a property
command-evaluate = value a property
command-reports = my valuations
help-evaluate = Value a property: write everything in one message, such as “Alanya 2+1 85 m² €145,000”, in any order. Or step by step: /evaluate.

told-asking = asking price { $price }
ask-skip = Skip
    .button = Skip ⏩
ask-none = Leave out
    .button = Leave out
ask-cancel = Cancel
    .button = ✖️ Cancel
ask-place = Where is the property?
    .hint = Write the city and the county, such as “Alanya Mahmutlar”, or choose from the list.
ask-city = In which city?
ask-area = What is the area?
    .hint = Choose or write the number of square metres, such as 85.
ask-bedrooms = How many rooms?
    .hint = 2+1 is two bedrooms and a living room.
ask-rooms =
    { $count ->
        [one] { $count } room: with or without the living room?
       *[other] { $count } rooms: with or without the living room?
    }
    .hint = Choose: 2+1 is two bedrooms and a living room.
ask-age = How old is the building?
    .hint = Choose or write a number of years.
ask-floor = Which floor?
    .hint = Choose or write a number. The ground floor is level with the street and counts as 0.
ask-heating = What kind of heating?
    .hint = Choose one of those there are data about.
ask-asking = What is the asking price?
    .hint = Write the amount with its currency, such as €145,000. I will compare it with the valuation.
ask-asking-currency = { $price }: in which currency?
ask-number = { $number }: what is it?
number-area = Area { $number } m²
number-bedrooms = Bedrooms: { $number }
number-age = Age in years: { $number }
number-floor = Floor { $number }
number-asking = Price { $number }
number-none = Leave it out

segment-studio = studio
segment-basement = basement
segment-ground = ground floor
segment-new = new building
heating-gas = gas
heating-central = central heating
heating-floor = underfloor heating
heating-air = air conditioning
heating-stove = stove
heating-electric = electric heating
heating-none = no heating
property-area = { $area } m²
property-bedrooms =
    { $count ->
        [one] { $count } bedroom
       *[other] { $count } bedrooms
    }
property-age =
    { $count ->
        [one] { $count } year old
       *[other] { $count } years old
    }
property-age-range = { $age } years old
property-floor = floor { $floor }
attribute-bedrooms = rooms
attribute-age = age of the building
attribute-floor = floor
attribute-heating = heating

answer-range = roughly { $range }
answer-per-metre = { $price } per m²
answer-asking = Asking price { $price }: { $against }
asking-level = level with the valuation
asking-more = { $share } above the valuation
asking-less = { $share } below the valuation
verdict-below = Cheaper than the rough range: worth finding out why.
verdict-within = Within the rough range.
verdict-above = Dearer than the rough range: there is room to bargain.
answer-rent = Rent about { $amount } a month, yield { $share } a year
answer-rent-by-yield = Rent about { $amount } a month (by the place’s average yield of { $share } a year)
trend-title = Prices: { $place }
trend-years =
    { $years ->
        [one] over { $years } year: { $changes }
       *[other] over { $years } years: { $changes }
    }
trend-months =
    { $months ->
        [one] over { $months } month: { $changes }
       *[other] over { $months } months: { $changes }
    }
trend-inflation = The rise in { $currency } is mostly inflation.
forecast =
    { $months ->
        [one] In { $months } month the place’s prices, roughly: { $change } (from { $low } to { $high }).
       *[other] In { $months } months the place’s prices, roughly: { $change } (from { $low } to { $high }).
    }
forecast-too-short = No forecast: there is less than a year of prices.
forecast-gaps = No forecast: the series of prices has gaps.
confidence-A = High confidence (A)
confidence-B = Medium confidence (B)
confidence-C = Low confidence (C)
reason-good-specific-level = data from the county itself
reason-good-many-listings = many listings
reason-good-narrow-range = a narrow range
reason-coarse-level = no data from the county itself
reason-few-listings = few listings
reason-old-data = data older than half a year
reason-segment-missing = not all you told could be counted
reason-implausible-listings = some implausible listings
reason-wide-range = a wide range
missing-segments = Not counted, no data: { $list }
missing-rent = No data about rents
missing-rates = No exchange rate: { $list }
missing-market = There is no market data of this country yet, for no place in it.
missing-sale = There are no sale prices, neither for this place nor for its city or country.
missing-currency = It is not set which currency this country’s prices are in.
insufficient = Not enough data for a valuation
insufficient-advice = Try another place or come back later: the data are updated regularly.
answer-date = Data as of { $date }
answer-dates = Data from { $oldest } to { $newest }
answer-rate = Rate: { $one } = { $units } ({ $date })
answer-rate-date = Exchange rates as of { $date }
answer-rate-stale = The rate is out of date.
answer-demo = Demo data: the figures are made up, there is no real market behind them.

answer-why = Why this much
    .button = 🧮 Why this much
answer-change = Change
    .button = ✏️ Change
answer-currency = Currency
    .button = 💱 Currency
answer-save = Save
    .button = 💾 Save
answer-share = Share
    .button = 🔗 Share
answer-done = Done
    .button = 👌 Done
answer-back = To the valuation
    .button = ⬅️ To the valuation
answer-again = With fresh data
    .button = 🔄 With fresh data
why-title = Why this much
why-per-metre = Per square metre:
why-range = Four homes out of five fall within { $range }; tested on simulated markets, not on sales.
why-baseline = The usual way, averaging similar listings, would give { $price }.
cause-general = general price, { $place }
cause-attribute = { $attribute }: { $segment }
cause-count =
    { $count ->
        [one] { $count } listing
       *[other] { $count } listings
    }
cause-level = same as the general price
cause-dearer = { $share } above the general price
cause-cheaper = { $share } below the general price
cause-extremes = without implausible listings
cause-date = prices have moved since the date of the data
cause-coarser-levels = taking city and country into account
change-title = What shall be changed?
currency-title = In which currency?

save-saved = Saved. The list: /reports
save-failed = Not saved: the store does not answer. Please try again a little later.
save-removed = Not saved: you saved this valuation before and deleted it. To save it, value the property anew.
save-another = Not saved: another valuation has this number already.
save-off = Not saved: saving valuations is switched off here.
share-title = Link to the valuation
share-text = Whoever opens the link sees this valuation, but not you. You can withdraw it at any time.
share-send = Send
    .button = 📤 Send
share-revoke = Withdraw
    .button = 🚫 Withdraw the link
share-revoked = The link no longer works.
share-app = In the app
    .button = 📱 Open in the app
share-open = Open the valuation
    .button = 🏠 Open the valuation
share-invitation = Property valuation: { $title }
shared-note = A valuation of { $date } was shared with you.
shared-gone = This valuation is gone: the link was withdrawn or the valuation deleted.

reports-title = My valuations
reports-none = Nothing is saved yet. Value a property and press “Save”.
reports-off = Valuations are not saved here: the store is switched off.
reports-next = Earlier
    .button = Earlier ›
reports-previous = Later
    .button = ‹ Later
reports-back = To the list
    .button = ⬅️ To the list
report-note = Valuation of { $date }
report-gone = This valuation is gone.
report-remove = Delete
    .button = 🗑 Delete
report-remove-ask = Delete this valuation? Its link will stop working, and it cannot be brought back.
    .yes-button = 🗑 Delete
    .no-button = Keep it
report-removed = The valuation is deleted.

understood-nothing = I did not understand “{ $given }”.
ignored-words = Not understood and left out: “{ $words }”.
place-none = The place “{ $words }” was not found. Please check the name.
place-conflict = “{ $words }”: these places do not lie in one another. Which one do you mean?
place-several = There are several places for “{ $words }”. Which one?
place-misspelt = There is no place “{ $words }”. Could it be one of these?
needs-city = A valuation needs a city at least.
said-twice = Told twice and differently: { $list }. Which is right?
field-asking = price
field-area = area
field-place = place
heating-several = “{ $words }” can mean several things here. Which is nearest?
refused-area = An area of “{ $given }” will not do: it must be a number from { $least } to { $most } m².
refused-bedrooms = “{ $given }” bedrooms will not do: it must be a whole number from { $least } to { $most }.
refused-age = An age of “{ $given }” will not do: it must be a whole number of years from { $least } to { $most }.
refused-floor = Floor “{ $given }” will not do: it must be a whole number from { $least } to { $most }.
refused-asking = A price of “{ $given }” will not do: it must be an amount above zero with its currency, such as €145,000.
refused-currency = I cannot convert “{ $given }”. There are rates of { $allowed }.
refused-segment = There are no data about “{ $given }” here. There are: { $allowed }.
refused-place-of-another = These places do not lie in one another. Please name the place again.
evaluation-cancelled = All right, no valuation. To start again: /evaluate
