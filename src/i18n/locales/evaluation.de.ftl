evaluate = Bewertung
    .button = 💰 Immobilie bewerten
command-evaluate = Immobilie bewerten
command-reports = meine Bewertungen
help-evaluate = Eine Immobilie bewerten: Schreiben Sie alles in eine Nachricht, zum Beispiel „Alanya 2+1 85 m² 145000 €“, in beliebiger Reihenfolge. Oder Schritt für Schritt: /evaluate.

told-asking = verlangt werden { $price }
ask-skip = Überspringen
    .button = Überspringen ⏩
ask-none = Keine Angabe
    .button = Keine Angabe
ask-cancel = Abbrechen
    .button = ✖️ Abbrechen
ask-place = Wo liegt die Immobilie?
    .hint = Schreiben Sie Stadt und Kreis, zum Beispiel „Alanya Mahmutlar“, oder wählen Sie aus der Liste.
ask-city = In welcher Stadt?
ask-area = Wie groß ist die Fläche?
    .hint = Wählen Sie oder schreiben Sie die Quadratmeter als Zahl, zum Beispiel 85.
ask-bedrooms = Wie viele Zimmer?
    .hint = 2+1 heißt zwei Schlafzimmer und ein Wohnzimmer.
ask-rooms =
    { $count ->
        [one] { $count } Zimmer: mit oder ohne Wohnzimmer?
       *[other] { $count } Zimmer: mit oder ohne Wohnzimmer?
    }
    .hint = Wählen Sie: 2+1 heißt zwei Schlafzimmer und ein Wohnzimmer.
ask-age = Wie alt ist das Gebäude?
    .hint = Wählen Sie oder schreiben Sie die Jahre als Zahl.
ask-floor = Welches Stockwerk?
    .hint = Wählen Sie oder schreiben Sie eine Zahl. Das Erdgeschoss zählt als 0.
ask-heating = Welche Heizung?
    .hint = Wählen Sie eine, zu der es Daten gibt.
ask-asking = Wie viel wird verlangt?
    .hint = Schreiben Sie den Betrag mit Währung, zum Beispiel 145000 €. Ich vergleiche ihn mit der Bewertung.
ask-asking-currency = { $price }: in welcher Währung?
ask-number = { $number }: Was ist das?
number-area = Fläche { $number } m²
number-bedrooms = Schlafzimmer: { $number }
number-age = Alter in Jahren: { $number }
number-floor = Stockwerk { $number }
number-asking = Preis { $number }
number-none = Nicht beachten

segment-studio = Studio
segment-basement = Untergeschoss
segment-ground = Erdgeschoss
segment-new = Neubau
heating-gas = Gas
heating-central = Zentralheizung
heating-floor = Fußbodenheizung
heating-air = Klimaanlage
heating-stove = Ofen
heating-electric = Elektroheizung
heating-none = ohne Heizung
property-area = { $area } m²
property-bedrooms =
    { $count ->
        [one] { $count } Schlafzimmer
       *[other] { $count } Schlafzimmer
    }
property-age =
    { $count ->
        [one] { $count } Jahr alt
       *[other] { $count } Jahre alt
    }
property-age-range = { $age } Jahre alt
property-floor = Stockwerk { $floor }
attribute-bedrooms = Zimmer
attribute-age = Alter des Gebäudes
attribute-floor = Stockwerk
attribute-heating = Heizung

answer-range = ungefähr { $range }
answer-per-metre = { $price } pro m²
answer-asking = Verlangt werden { $price }: { $against }
asking-level = gleichauf mit der Bewertung
asking-more = { $share } über der Bewertung
asking-less = { $share } unter der Bewertung
verdict-below = Günstiger als die ungefähre Spanne: Fragen Sie nach dem Grund.
verdict-within = Innerhalb der ungefähren Spanne.
verdict-above = Teurer als die ungefähre Spanne: Hier lässt sich verhandeln.
answer-rent = Miete etwa { $amount } im Monat, Rendite { $share } pro Jahr
answer-rent-by-yield = Miete etwa { $amount } im Monat (nach der mittleren Rendite des Ortes von { $share } im Jahr)
trend-title = Preise: { $place }
trend-years =
    { $years ->
        [one] über { $years } Jahr: { $changes }
       *[other] über { $years } Jahre: { $changes }
    }
trend-months =
    { $months ->
        [one] über { $months } Monat: { $changes }
       *[other] über { $months } Monate: { $changes }
    }
trend-inflation = Der Anstieg in { $currency } ist vor allem Inflation.
forecast =
    { $months ->
        [one] Preise vor Ort in { $months } Monat, ungefähr: { $change } (von { $low } bis { $high }).
       *[other] Preise vor Ort in { $months } Monaten, ungefähr: { $change } (von { $low } bis { $high }).
    }
forecast-too-short = Keine Prognose: Die Preise reichen weniger als ein Jahr zurück.
forecast-gaps = Keine Prognose: Die Preisreihe hat Lücken.
confidence-A = Hohe Verlässlichkeit (A)
confidence-B = Mittlere Verlässlichkeit (B)
confidence-C = Geringe Verlässlichkeit (C)
reason-good-specific-level = Daten aus dem Kreis selbst
reason-good-many-listings = viele Anzeigen
reason-good-narrow-range = enge Spanne
reason-coarse-level = keine Daten aus dem Kreis selbst
reason-few-listings = wenige Anzeigen
reason-old-data = Daten älter als ein halbes Jahr
reason-segment-missing = nicht alle Ihre Angaben konnten zählen
reason-implausible-listings = einige unglaubwürdige Anzeigen
reason-wide-range = weite Spanne
missing-segments = Nicht berücksichtigt, keine Daten: { $list }
missing-rent = Keine Daten zu Mieten
missing-rates = Kein Wechselkurs: { $list }
missing-market = Zu diesem Land gibt es noch keine Marktdaten, für keinen Ort.
missing-sale = Es gibt keine Kaufpreise, weder zu diesem Ort noch zu Stadt oder Land.
missing-currency = Es ist nicht festgelegt, in welcher Währung die Preise dieses Landes sind.
insufficient = Zu wenige Daten für eine Bewertung
insufficient-advice = Versuchen Sie einen anderen Ort oder schauen Sie später vorbei: Die Daten werden laufend erneuert.
answer-date = Daten vom { $date }
answer-dates = Daten vom { $oldest } bis { $newest }
answer-rate = Kurs: { $one } = { $units } ({ $date })
answer-rate-date = Wechselkurse vom { $date }
answer-rate-stale = Der Kurs ist veraltet.
answer-demo = Demodaten: Die Zahlen sind erfunden, kein echter Markt steht dahinter.

answer-why = Warum so viel
    .button = 🧮 Warum so viel
answer-change = Ändern
    .button = ✏️ Ändern
answer-currency = Währung
    .button = 💱 Währung
answer-save = Speichern
    .button = 💾 Speichern
answer-share = Teilen
    .button = 🔗 Teilen
answer-done = Fertig
    .button = 👌 Fertig
answer-back = Zur Bewertung
    .button = ⬅️ Zur Bewertung
answer-again = Mit neuen Daten
    .button = 🔄 Mit neuen Daten
why-title = Warum so viel
why-per-metre = Pro Quadratmeter:
why-range = In der Spanne { $range } liegen vier von fünf Wohnungen; geprüft an Marktmodellen, nicht an Verkäufen.
why-baseline = Auf dem üblichen Weg, als Mittel ähnlicher Anzeigen, wären es { $price }.
cause-general = allgemeiner Preis, { $place }
cause-attribute = { $attribute }: { $segment }
cause-count =
    { $count ->
        [one] { $count } Anzeige
       *[other] { $count } Anzeigen
    }
cause-level = wie der allgemeine Preis
cause-dearer = { $share } über dem allgemeinen Preis
cause-cheaper = { $share } unter dem allgemeinen Preis
cause-extremes = ohne unglaubwürdige Anzeigen
cause-date = Preisänderung seit dem Datum der Daten
cause-coarser-levels = unter Berücksichtigung von Stadt und Land
change-title = Was soll geändert werden?
currency-title = In welcher Währung?

save-saved = Gespeichert. Die Liste: /reports
save-failed = Nicht gespeichert: Der Speicher antwortet gerade nicht. Bitte versuchen Sie es etwas später.
save-removed = Nicht gespeichert: Diese Bewertung hatten Sie schon gespeichert und gelöscht. Bewerten Sie die Immobilie neu, um sie zu speichern.
save-another = Nicht gespeichert: Diese Nummer hat schon eine andere Bewertung.
save-off = Nicht gespeichert: Das Speichern von Bewertungen ist hier abgeschaltet.
share-title = Link zur Bewertung
share-text = Wer den Link öffnet, sieht diese Bewertung, aber nicht Sie. Sie können ihn jederzeit zurückziehen.
share-send = Senden
    .button = 📤 Senden
share-revoke = Zurückziehen
    .button = 🚫 Link zurückziehen
share-revoked = Der Link funktioniert nicht mehr.
share-app = In der App
    .button = 📱 In der App öffnen
share-open = Bewertung öffnen
    .button = 🏠 Bewertung öffnen
share-invitation = Immobilienbewertung: { $title }
shared-note = Eine Bewertung vom { $date } wurde mit Ihnen geteilt.
shared-gone = Diese Bewertung gibt es nicht mehr: Der Link wurde zurückgezogen oder die Bewertung gelöscht.

reports-title = Meine Bewertungen
reports-none = Noch ist nichts gespeichert. Bewerten Sie eine Immobilie und drücken Sie „Speichern“.
reports-off = Bewertungen werden hier nicht gespeichert: Der Speicher ist abgeschaltet.
reports-next = Frühere
    .button = Frühere ›
reports-previous = Spätere
    .button = ‹ Spätere
reports-back = Zur Liste
    .button = ⬅️ Zur Liste
report-note = Bewertung vom { $date }
report-gone = Diese Bewertung gibt es nicht mehr.
report-remove = Löschen
    .button = 🗑 Löschen
report-remove-ask = Diese Bewertung löschen? Ihr Link funktioniert dann nicht mehr, und zurückholen lässt sie sich nicht.
    .yes-button = 🗑 Löschen
    .no-button = Behalten
report-removed = Die Bewertung ist gelöscht.

understood-nothing = „{ $given }“ habe ich nicht verstanden.
ignored-words = Nicht verstanden und nicht beachtet: „{ $words }“.
place-none = Der Ort „{ $words }“ wurde nicht gefunden. Bitte prüfen Sie den Namen.
place-conflict = „{ $words }“: Diese Orte liegen nicht ineinander. Welchen meinen Sie?
place-several = Zu „{ $words }“ gibt es mehrere Orte. Welchen meinen Sie?
place-misspelt = Einen Ort „{ $words }“ gibt es nicht. Vielleicht einer von diesen?
needs-city = Für eine Bewertung brauche ich mindestens die Stadt.
said-twice = Zweimal und verschieden angegeben: { $list }. Was stimmt?
field-place = Ort
field-asking = Preis
field-area = Fläche
heating-several = „{ $words }“ kann hier mehreres heißen. Was passt am besten?
refused-area = Die Fläche „{ $given }“ passt nicht: Nötig ist eine Zahl von { $least } bis { $most } m².
refused-bedrooms = „{ $given }“ Schlafzimmer gibt es nicht: Nötig ist eine ganze Zahl von { $least } bis { $most }.
refused-age = Das Alter „{ $given }“ passt nicht: Nötig sind ganze Jahre von { $least } bis { $most }.
refused-floor = Das Stockwerk „{ $given }“ passt nicht: Nötig ist eine ganze Zahl von { $least } bis { $most }.
refused-asking = Der Preis „{ $given }“ passt nicht: Nötig ist ein Betrag über null mit Währung, zum Beispiel 145000 €.
refused-currency = „{ $given }“ kann ich nicht umrechnen. Es gibt Kurse für { $allowed }.
refused-segment = Zu „{ $given }“ gibt es hier keine Daten. Es gibt: { $allowed }.
refused-place-of-another = Diese Orte liegen nicht ineinander. Bitte nennen Sie den Ort noch einmal.
evaluation-cancelled = Gut, keine Bewertung. Neu beginnen: /evaluate
