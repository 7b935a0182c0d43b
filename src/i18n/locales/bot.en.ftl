language-name = English

greeting = Hello, { $name }!
greeting-nameless = Hello!
greeting-lead = I am Property Valuation: I tell roughly what a home is worth, what rent it brings and how prices have moved.
greeting-how = Write what to value in one message, such as “Alanya 2+1 85 m² €145,000”, or just the name of a place in any script. Or go step by step with the button below.

open-app = Mini App
    .button = 📱 Open the app
choose-place = List of places
    .button = 🗺 Choose from the list
change-language = Language
    .button = 🌐 Language
show-help = Help
    .button = ❓ Help
back = Back
    .button = ⬅️ Back

help-title = What I can do
help-search = Find a place: just write its name. Latin, Cyrillic and Turkish letters will do, and typing errors are forgiven. To be more exact write two words: “Alanya Mahmutlar”.
help-browse = Go step by step: country → city → county → district, with the button below.
help-commands = Commands

command-start = start over
command-help = what I can do
command-language = choose a language
command-privacy = what is kept about you
command-delete_me = delete what is kept about you

language-choose = Which language shall I answer in?
language-chosen = Done, I will answer in English.

privacy-title = What is kept about you
privacy-kept = Your Telegram number, name and user name, the language you chose, and a mark if you blocked the bot. That is how I remember your language. And the valuations you saved.
privacy-not-kept = Records of people are switched off at present: the database holds nothing about you.
privacy-session = Your last search, the valuation you began and the last five, and the language of this chat are kept for up to 30 days so that buttons work. The conversation is neither stored nor passed on.
privacy-delete = You can delete all of it with /delete_me.
delete-ask = Delete what is kept about you: number, name, language, last search and saved valuations, shared ones too? This cannot be undone.
    .yes-button = 🗑 Delete
    .no-button = Keep it
delete-done = What was kept about you is deleted. If the database is out of reach now, the record goes as soon as it answers. When you write again, a new record appears.
delete-cancelled = All right, nothing is deleted.

places-countries = Choose a country
places-cities = Choose a city
places-counties = Choose a county
places-districts = Choose a district
places-page = Page { $page } of { $pages }
places-none = No country is open yet. Please look in later.
place-this = The whole place
    .button = 📍 { $name }

level-country = Country
level-city = City
level-county = County
level-district = District
count-city =
    { $count ->
        [one] { $count } city
       *[other] { $count } cities
    }
count-county =
    { $count ->
        [one] { $count } county
       *[other] { $count } counties
    }
count-district =
    { $count ->
        [one] { $count } district
       *[other] { $count } districts
    }
children-city = Cities
    .button = Cities ({ $count })
children-county = Counties
    .button = Counties ({ $count })
children-district = Districts
    .button = Districts ({ $count })

card-inside = Inside: { $counts }
card-leaf = The most detailed level, there are no places below it.
card-offers = What there is for this place
card-has-catalogue = list of places
card-market-own = prices and rents
card-market-above = no prices of its own, the valuation takes the level above
card-market-none = no prices yet, neither here nor above: nothing can be valued
card-updated = Data checked { $age }
card-stale = The data have not been refreshed for long: checked { $age }
card-hidden = This country is closed; only administrators see it.
card-search = Another place
    .button = 🔎 Another place
card-share = Share
    .button = 🔗 Share

search-ask = Write the name of a place, such as “Antalya” or “Kadıköy”.
search-many = There are several places for “{ $query }”. Which one?
search-none = Nothing was found for “{ $query }”. Check the name or choose a place from the list.
search-others = Other matches
    .button = Other matches
search-forgotten = That search is forgotten by now. Please write the name again.
only-text = I understand text only. Write the name of a place, such as “Alanya”.
unknown-command = There is no such command. Here is what I can do:
group-notice = I work in private messages. Please write to me there.
    .button = Write to the bot
place-gone = This place is no longer in the list. Choose another one.

stale-button = The button is out of date
    .toast = This button is out of date. Here is a fresh menu.
unavailable = The data cannot be had just now. Please try again in half a minute.
    .button = 🔄 Try again
failure = Something went wrong and we have recorded it. Please try again a little later.
