language-name = Deutsch

greeting = Guten Tag, { $name }!
greeting-nameless = Guten Tag!
greeting-lead = Ich bin die Immobilienbewertung: Ich sage, was eine Wohnung ungefähr wert ist, welche Miete sie bringt und wie sich die Preise entwickelt haben.
greeting-how = Schreiben Sie in einer Nachricht, was bewertet werden soll, zum Beispiel „Alanya 2+1 85 m² 145000 €“, oder nur den Namen eines Ortes in beliebiger Schrift. Schritt für Schritt geht es mit der Schaltfläche unten.

open-app = Mini-App
    .button = 📱 App öffnen
choose-place = Liste der Orte
    .button = 🗺 Aus der Liste wählen
change-language = Sprache
    .button = 🌐 Sprache
show-help = Hilfe
    .button = ❓ Hilfe
back = Zurück
    .button = ⬅️ Zurück

help-title = Was ich kann
help-search = Einen Ort finden: Schreiben Sie einfach seinen Namen, in lateinischen, kyrillischen oder türkischen Buchstaben; Tippfehler sind verziehen. Genauer geht es mit zwei Wörtern: „Alanya Mahmutlar“.
help-browse = Schritt für Schritt: Land → Stadt → Kreis → Stadtteil, mit der Schaltfläche unten.
help-commands = Befehle

command-start = von vorn beginnen
command-help = was ich kann
command-language = Sprache wählen
command-privacy = was über Sie gespeichert ist
command-delete_me = Ihre Daten löschen

language-choose = In welcher Sprache soll ich antworten?
language-chosen = Erledigt, ich antworte auf Deutsch.

privacy-title = Was über Sie gespeichert ist
privacy-kept = Ihre Telegram-Nummer, Ihr Name und Benutzername, die gewählte Sprache und ein Vermerk, falls Sie den Bot blockiert haben. So merke ich mir Ihre Sprache. Außerdem die Bewertungen, die Sie gespeichert haben.
privacy-not-kept = Einträge über Personen sind zurzeit abgeschaltet: In der Datenbank steht nichts über Sie.
privacy-session = Ihre letzte Suche, die begonnene und die letzten fünf Bewertungen und die Sprache des Chats bleiben bis zu 30 Tage gespeichert, damit die Schaltflächen funktionieren. Der Chat selbst wird weder gespeichert noch weitergegeben.
privacy-delete = Mit /delete_me können Sie all das löschen.
delete-ask = Ihre Daten löschen: Nummer, Name, Sprache, letzte Suche und gespeicherte Bewertungen, auch geteilte? Das lässt sich nicht rückgängig machen.
    .yes-button = 🗑 Löschen
    .no-button = Behalten
delete-done = Ihre Daten sind gelöscht. Ist die Datenbank gerade nicht erreichbar, verschwindet der Eintrag, sobald sie antwortet. Wenn Sie wieder schreiben, entsteht ein neuer.
delete-cancelled = Gut, es wird nichts gelöscht.

places-countries = Wählen Sie ein Land
places-cities = Wählen Sie eine Stadt
places-counties = Wählen Sie einen Kreis
places-districts = Wählen Sie einen Stadtteil
places-page = Seite { $page } von { $pages }
places-none = Noch ist kein Land freigegeben. Bitte schauen Sie später vorbei.
place-this = Der ganze Ort
    .button = 📍 { $name }

level-country = Land
level-city = Stadt
level-county = Kreis
level-district = Stadtteil
count-city =
    { $count ->
        [one] { $count } Stadt
       *[other] { $count } Städte
    }
count-county =
    { $count ->
        [one] { $count } Kreis
       *[other] { $count } Kreise
    }
count-district =
    { $count ->
        [one] { $count } Stadtteil
       *[other] { $count } Stadtteile
    }
children-city = Städte
    .button = Städte ({ $count })
children-county = Kreise
    .button = Kreise ({ $count })
children-district = Stadtteile
    .button = Stadtteile ({ $count })

card-inside = Darin: { $counts }
card-leaf = Die genaueste Ebene, darunter gibt es keine Orte.
card-offers = Was es zu diesem Ort gibt
card-has-catalogue = Ortsverzeichnis
card-market-own = Preise und Mieten
card-market-above = keine eigenen Preise, die Bewertung nimmt die Ebene darüber
card-market-none = noch keine Preise, weder hier noch darüber: bewerten geht nicht
card-updated = Daten geprüft { $age }
card-stale = Die Daten sind lange nicht erneuert worden: geprüft { $age }
card-hidden = Dieses Land ist geschlossen, nur Administratoren sehen es.
card-search = Anderer Ort
    .button = 🔎 Anderer Ort
card-share = Teilen
    .button = 🔗 Teilen

search-ask = Schreiben Sie den Namen eines Ortes, zum Beispiel „Antalya“ oder „Kadıköy“.
search-many = Zu „{ $query }“ gibt es mehrere Orte. Welchen meinen Sie?
search-none = Zu „{ $query }“ wurde nichts gefunden. Prüfen Sie den Namen oder wählen Sie einen Ort aus der Liste.
search-others = Weitere Treffer
    .button = Weitere Treffer
search-forgotten = Diese Suche ist schon vergessen. Bitte schreiben Sie den Namen noch einmal.
only-text = Ich verstehe nur Text. Schreiben Sie den Namen eines Ortes, zum Beispiel „Alanya“.
unknown-command = Diesen Befehl gibt es nicht. Das kann ich:
group-notice = Ich arbeite nur in privaten Nachrichten. Bitte schreiben Sie mir dort.
    .button = Dem Bot schreiben
place-gone = Diesen Ort gibt es im Verzeichnis nicht mehr. Wählen Sie einen anderen.

stale-button = Veraltete Schaltfläche
    .toast = Diese Schaltfläche ist veraltet. Hier ist ein frisches Menü.
unavailable = Die Daten sind gerade nicht erreichbar. Bitte versuchen Sie es in einer halben Minute noch einmal.
    .button = 🔄 Noch einmal
failure = Etwas ist schiefgegangen, wir haben es aufgezeichnet. Bitte versuchen Sie es etwas später noch einmal.
