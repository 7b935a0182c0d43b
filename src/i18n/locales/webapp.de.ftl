app-title = Immobilienbewertung
app-lead = Was ein Zuhause kostet, was es an Miete bringt und wohin die Preise gehen.
app-no-script = Bitte schalten Sie JavaScript ein, um die Bewertung zu öffnen.
app-language = Sprache
app-back = Zurück
app-close = Schließen
app-cancel = Abbrechen
app-loading = Wird geladen…

app-step = Schritt { $step } von 3
app-place-title = Wo liegt die Immobilie?
app-place-search = Stadt, Bezirk oder Viertel
app-place-example = Alanya, Kadıköy…
app-place-clear = Löschen
app-place-recent = Zuletzt gewählt
app-place-lists = Aus der Liste wählen
app-place-none = Zu „{ $query }“ wurde nichts gefunden.
app-place-none-advice = Prüfen Sie die Schreibweise oder wählen Sie einen Ort aus der Liste.
app-place-found =
    { $count ->
        [one] { $count } Ort gefunden
       *[other] { $count } Orte gefunden
    }
app-place-whole = { $name } insgesamt
app-place-change = Ort ändern
app-change = Ändern
app-place-empty = Hier gibt es noch keine Orte.
app-place-no-countries = Noch ist kein Land freigeschaltet. Schauen Sie später wieder vorbei.
app-place-unknown = Diesen Ort gibt es nicht mehr. Bitte wählen Sie einen anderen.
app-level =
    { $level ->
        [country] Land
        [city] Stadt
        [county] Bezirk
       *[district] Viertel
    }

app-object-title = Was für ein Objekt?
app-area = Fläche
app-square-metres = m²
app-property-age = Alter { $age }
app-area-wrong = Bitte { $from } bis { $to } m² angeben.
app-number-wrong = Bitte eine Zahl eingeben.
app-optional = freiwillig
app-details = Je mehr Angaben, desto genauer
app-details-none = Zu Zimmern, Alter, Etage und Heizung gibt es hier keine Zahlen. Die Schätzung stützt sich auf die Fläche.
app-attribute =
    { $attribute ->
        [bedrooms] Zimmer
        [age] Alter des Hauses, Jahre
        [floor] Etage
       *[heating] Heizung
    }
app-segment =
    { $name ->
        [bedrooms-1-0] Studio
        [age-0] Neubau
        [floor-ground] Erdgeschoss
        [floor-basement] Souterrain
        [heating-natural-gas] Gas
        [heating-central-heating] Zentral
        [heating-floor-heating] Fußboden
        [heating-air-conditioning] Klimaanlage
        [heating-stove] Ofen
       *[other] { $plain }
    }
app-asking = Angebotspreis
app-asking-why = Wir vergleichen ihn mit dem Markt
app-currency = Währung
app-continue = Weiter
app-evaluate = Bewerten

app-result-title = Bewertung
app-price = Ungefährer Preis
app-price-range = In 4 von 5 Fällen: { $range }
app-per-metre = Pro m²
app-rent = Miete im Monat
app-yield = Rendite im Jahr
app-rent-by-yield = aus der Rendite des Ortes
app-unknown = keine Daten
app-demo = Demodaten
app-demo-why = Die Preise sind als Beispiel erzeugt. Das ist nicht der echte Markt.
app-stale = Die Daten sind vom { $date }: Der Markt kann sich bewegt haben.
app-from-memory = Gespeicherte Antwort, { $age }
app-shared = Diese Bewertung wurde mit Ihnen geteilt
app-own-evaluation = Eigene Immobilie bewerten
app-evaluated = Bewertet am { $date }

app-asking-title = Angebotspreis und Markt
app-asking-verdict =
    { $verdict ->
        [below] { $difference } unter dem Markt
        [above] { $difference } über dem Markt
       *[within] Im Rahmen des Marktes
    }
app-asking-within-difference =
    { $direction ->
        [more] { $difference } über der Schätzung
        [less] { $difference } unter der Schätzung
       *[same] Genau wie geschätzt
    }
app-scale-label = Marktspanne von { $low } bis { $high }, Schätzung { $price }, Angebotspreis { $asking }
app-scale-asking = Angebot

app-trend-title = Preis pro m² im Lauf der Zeit
app-trend-place = { $place }, nach Monaten
app-trend-label = Diagramm des Preises pro m² über { $months } Monate mit Prognose für ein Jahr
app-trend-forecast = Prognose
app-trend-between = { $low } bis { $high }
app-trend-none = Für diesen Ort gibt es keine Preisreihe und daher kein Diagramm.
app-trend-no-forecast =
    { $reason ->
        [too-short] Eine Prognose braucht mindestens zwölf Monate.
       *[gaps] Die Reihe hat große Lücken, daher gibt es keine Prognose.
    }
app-trend-change =
    { $period ->
        [one-year] 1 Jahr
        [three-years] 3 Jahre
       *[five-years] 5 Jahre
    }
app-trend-change-months = { $months } Monate
app-trend-inflation = Über Jahre ist der Anstieg in Landeswährung vor allem Inflation. In Euro sieht man den Preis ohne sie.
app-trend-euro-forecast = Die Prognose ist zum letzten Kurs umgerechnet.
app-trend-view = Währung des Diagramms

app-why-title = Warum so viel
app-why-lead = So setzt sich der Preis pro m² zusammen:
app-why-cause =
    { $cause ->
        [general] Durchschnitt des Ortes
        [extremes] Ohne unglaubhafte Anzeigen
        [date] Auf heute umgerechnet
        [coarser-levels] Umgebung berücksichtigt
        [bedrooms] Zimmer
        [age] Alter des Hauses
        [floor] Etage
       *[heating] Heizung
    }
app-why-listings =
    { $count ->
        [one] { $count } Anzeige
       *[other] { $count } Anzeigen
    }
app-why-sum = Summe pro m²
app-why-total = × { $area } m² = { $total }

app-confidence-title = Wie verlässlich das ist
app-confidence =
    { $grade ->
        [A] Hohe Verlässlichkeit
        [B] Mittlere Verlässlichkeit
       *[C] Geringe Verlässlichkeit
    }
app-reason =
    { $reason ->
        [good-specific-level] Es gibt Daten zum Bezirk selbst
        [good-many-listings] Viele ähnliche Anzeigen
        [good-narrow-range] Die Preise liegen dicht beieinander
        [coarse-level] Nur Daten zur Stadt oder zum Land
        [few-listings] Wenige ähnliche Anzeigen
        [old-data] Die Daten sind alt
        [segment-missing] Zu manchen Angaben fehlen Daten
        [implausible-listings] Manche Anzeigen sind unglaubhaft
        [wide-range] Die Preise liegen weit auseinander
       *[demo-data] Das sind Demodaten
    }

app-dates-title = Woher die Daten sind
app-dates-market = Markt
app-dates-rates = Wechselkurse
app-dates-rates-stale = { $date }, veraltet
app-missing-title = Was fehlt
app-missing =
    { $what ->
        [sale-price] Keine Kaufpreise für diesen Ort
        [rent-price] Keine Mieten für diesen Ort
        [rate] Kein Kurs für { $currency }
        [currency] Für dieses Land ist keine Währung festgelegt
        [bedrooms] Keine Daten zu Zimmern
        [age] Keine Daten zum Alter des Hauses
        [floor] Keine Daten zur Etage
       *[heating] Keine Daten zur Heizung
    }
app-insufficient = Zu wenige Daten
app-insufficient-why = Für diesen Ort gibt es noch keine Preise. Versuchen Sie den ganzen Bezirk oder die Stadt.
app-insufficient-country = Für dieses Land gibt es noch keine Preise.
app-other-place = Anderen Ort wählen
app-new = Neue Bewertung
app-edit = Objekt ändern

app-saving =
    { $status ->
        [saved] In „Meine Bewertungen“ gespeichert
        [saving] Wird gespeichert…
        [failed] Nicht gespeichert
        [removed] Nicht gespeichert: Sie haben diese Bewertung gelöscht
        [off] Speichern ist ausgeschaltet
       *[guest] Bewertungen werden gespeichert, wenn Sie die App in Telegram öffnen
    }
app-save = Speichern
app-share = Teilen
app-share-text = { $place }: { $price }
app-copied = Link kopiert
app-copied-text = Ergebnis kopiert
app-copy-failed = Kopieren nicht möglich

app-mine = Meine Bewertungen
app-mine-empty = Hier stehen bald Ihre Bewertungen
app-mine-empty-why = Bewerten Sie die erste Immobilie, sie wird von selbst gespeichert.
app-mine-guest = Meine Bewertungen gibt es in Telegram
app-mine-guest-why = Öffnen Sie die App aus dem Chat mit dem Bot, dann werden Bewertungen gespeichert.
app-mine-more = Mehr zeigen
app-remove = Löschen
app-remove-ask = Diese Bewertung löschen? Sie lässt sich nicht zurückholen.
app-withdraw = Nicht mehr teilen
app-withdraw-ask = Bereits gesendete Links öffnen sich dann nicht mehr. Nicht mehr teilen?
app-withdrawn = Der Link funktioniert nicht mehr
app-shared-mark = geteilt

app-offline = Keine Verbindung. Das ist der letzte bekannte Stand.
app-offline-none = Keine Verbindung
app-offline-none-why = Prüfen Sie das Internet: Sobald es wieder da ist, geht es weiter.
app-unavailable = Die Daten sind gerade nicht verfügbar
app-unavailable-why =
    { $seconds ->
        [0] Neuer Versuch…
        [one] Neuer Versuch in { $seconds } Sekunde.
       *[other] Neuer Versuch in { $seconds } Sekunden.
    }
app-failed = Etwas ist schiefgegangen
app-failed-why = Wir wissen schon von dem Fehler. Bitte versuchen Sie es noch einmal.
app-retry = Noch einmal
app-expired = Die Sitzung ist abgelaufen
app-expired-why = Ihre Eingaben sind gespeichert. Schließen Sie die App und öffnen Sie sie neu, um Bewertungen zu speichern.
app-not-shared = Diese Bewertung gibt es nicht mehr
app-not-shared-why = Sie wurde gelöscht oder ihr Link geschlossen.

app-admin = Verwaltung

app-count-cities =
    { $count ->
        [one] { $count } Stadt
       *[other] { $count } Städte
    }
app-count-counties =
    { $count ->
        [one] { $count } Bezirk
       *[other] { $count } Bezirke
    }
app-count-districts =
    { $count ->
        [one] { $count } Viertel
       *[other] { $count } Viertel
    }
