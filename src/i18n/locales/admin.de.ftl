admin-denied = Dieser Befehl ist leider nur für Administratoren bestimmt.
command-clearcache = Daten jetzt erneuern
command-cachestats = Zustand des Caches
command-history = letzte Aktualisierungen
command-rollback = frühere Version zurückholen
command-unpin = festgehaltene Version lösen
command-countries = Länder öffnen und schließen

dataset-all = alle Daten
dataset-countries = Länderliste
dataset-catalog = Katalog · { $country }
dataset-market = Markt · { $country }
dataset-rates = Wechselkurse
dataset-unknown = Den Datensatz „{ $text }“ gibt es nicht. Es gibt: { $known }.
dataset-gone =
    .toast = Diesen Datensatz gibt es nicht mehr.
count-dataset =
    { $count ->
        [one] { $count } Datensatz
       *[other] { $count } Datensätze
    }
figure-rows =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
figure-version = Version { $version }
cache-off = Der Cache ist aus (CACHE_ENABLED=false): Nichts wird aufbewahrt, jede Antwort wird ohnehin aus der Datenbank gelesen.
redis-away = Redis ist nicht erreichbar, ohne geht das nicht. Die Daten kommen solange aus dem Speicher. Bitte versuchen Sie es, wenn Redis zurück ist.

clear-title = Aktualisierung: { $scope }
clear-redis-away = Redis ist nicht erreichbar: Nur der Speicher dieses Bots wird erneuert. Das Ereignis wird wiederholt, sobald Redis zurück ist.
clear-purge-later = Die veröffentlichten Versionen bleiben bis dahin in Redis und werden dann entfernt.
clear-purged = Die veröffentlichten Versionen sind entfernt; bis eine neue bereit ist, wird aus der Datenbank gelesen.
clear-redis-lost = Redis antwortet nicht mehr. Das Ergebnis ist bekannt, sobald es zurück ist.
clear-late = Noch hat kein Worker den Auftrag übernommen, daher erneuert der Bot seinen eigenen Speicher. Der Auftrag bleibt in der Warteschlange.
clear-unwatched = Nach 5 Minuten beobachte ich nicht weiter: Die Aktualisierung läuft von selbst. Das Ergebnis zeigen /history und /cachestats.
clear-unknown = Über diese Aktualisierung ist nichts mehr bekannt. Die letzten zeigt /history.
clear-total = Insgesamt: { $all }, { $rows }, { $duration }
clear-total-partly = Nicht alles gelang: { $done } von { $total }, { $rows }, { $duration }
clear-again =
    .button = 🔄 Wiederholen
clear-all =
    .button = 🔄 Alles erneuern
purge =
    .button = 🧨 Entfernen und laden
purge-ask = Veröffentlichtes entfernen und neu laden: { $scope }?
    .yes-button = 🧨 Entfernen
    .no-button = Nicht entfernen
purge-what = Das ist für falsche Daten gedacht, die veröffentlicht wurden. Alle aufbewahrten Versionen und die Bindung gehen verloren, ein Zurück gibt es dann nicht. Bis eine neue Version bereit ist, wird aus der Datenbank gelesen, und Antworten kommen langsamer.
purge-cancelled = Gut, nichts wird entfernt.
purge-old =
    .toast = Diese Bestätigung wurde schon benutzt oder ist veraltet. Nichts wurde getan.

neighbour-asked = Die API auf dieser Maschine wurde um dasselbe gebeten.
neighbour-no-token = Die API auf dieser Maschine weiß nichts davon: ADMIN_API_TOKEN ist nicht gesetzt.
neighbour-unreachable = Die API auf dieser Maschine antwortet nicht.
neighbour-refused = Die API auf dieser Maschine hat die Aktualisierung abgelehnt.

step-queued = ⏳ in der Warteschlange
step-loading = ⏳ wird aus der Datenbank geladen
step-building = ⏳ wird gebaut
step-checking = ⏳ wird geprüft
step-publishing = ⏳ wird veröffentlicht
step-unknown = ⏳ keine Nachricht
refill-published = ✅ im Speicher des Bots erneuert
refill-held = 📌 festgehalten, im Speicher bleibt die frühere Version
refill-failed = ❌ fehlgeschlagen, der Speicher ist unverändert
outcome-published = ✅ veröffentlicht
outcome-unchanged = ✅ die Daten haben sich nicht geändert
outcome-held = 📌 neue Version aufbewahrt, der Datensatz ist aber auf einer früheren festgehalten
outcome-superseded = ✅ eine spätere Ladung ist schon veröffentlicht
outcome-refused = ❌ abgelehnt
outcome-failed = ❌ fehlgeschlagen
outcome-retried = ⏳ fehlgeschlagen, neuer Versuch
published-untouched = das Veröffentlichte ist unberührt
published-nothing = nichts ist veröffentlicht, Antworten kommen aus der Datenbank
failure-reason = Grund: { $reason }
finding-minimum-rows = weniger Zeilen als erlaubt
finding-row-count = die Zeilenzahl weicht von der Datenbank ab
finding-added-limit = zu viele Zeilen auf einmal hinzugekommen
finding-removed-limit = zu viele Zeilen auf einmal entfernt
finding-unique-ids = Kennungen kommen mehrfach vor
finding-ids-present = es gibt Zeilen ohne Kennung
finding-names-present = es gibt Zeilen ohne Namen
finding-parents-present = es gibt Orte außerhalb dessen, worin sie liegen

stats-title = Zustand des Caches
stats-mode-redis = Modus: Redis
stats-mode-memory = Modus: Speicher des Prozesses
stats-mode-off = Der Cache ist aus (CACHE_ENABLED=false)
stats-redis-usable = Redis: erreichbar
stats-redis-away = Redis: nicht erreichbar, Antworten aus dem Speicher
stats-checked = geprüft { $age }
stats-not-held = noch nicht im Speicher
stats-stale = veraltet
stats-pinned = festgehalten
stats-hidden = Land geschlossen
stats-refresh =
    .button = 🔄 Neu anzeigen

history-title = Letzte Aktualisierungen: { $scope }
history-none = Es gab noch keine Aktualisierungen.
history-all =
    .button = Alle Datensätze
reason-schedule = nach Plan
reason-admin = von einem Administrator erbeten
reason-webhook = die Datenbank hat sich geändert
reason-revision = die Datenbank hat sich geändert, bei einer Abfrage bemerkt
reason-cold-start = nichts war veröffentlicht
reason-unpin = gelöst
reason-reader-ahead = ein Leser hatte Neueres

rollback-choose = Welcher Datensatz soll zu einer früheren Version zurück?
rollback-versions = Versionen von „{ $dataset }“
rollback-current = aktuell
rollback-pinned = aktuell, festgehalten
rollback-none = Es gibt keine andere Version, zu der man zurück könnte.
rollback-ask = „{ $dataset }“ auf Version { $version } zurücksetzen? Der Datensatz bleibt dort, bis er gelöst wird.
    .yes-button = ↩️ Zurücksetzen
    .no-button = Nicht zurücksetzen
rollback-done = ↩️ „{ $dataset }“ ist jetzt auf Version { $version } und dort festgehalten. Neue Versionen werden aufbewahrt, aber nicht veröffentlicht, bis er gelöst wird: /unpin.
rollback-gone = Diese Version gibt es nicht mehr. Die aufbewahrten zeigt /rollback.
unpin =
    .button = 📌 Lösen
unpin-choose = Welcher Datensatz soll gelöst werden? Er kehrt zur neuesten Version zurück und wird erneuert.
unpin-none = Kein Datensatz ist festgehalten.
unpin-already = „{ $dataset }“ ist nicht mehr festgehalten.

countries-title = Länder
countries-none = In der Datenbank ist kein Land.
countries-list =
    .button = ⬅️ Zu den Ländern
country-is-open = offen
country-is-closed = geschlossen, für Administratoren sichtbar
country-is-empty = offen, aber ohne Daten
country-open =
    .button = Öffnen: { $country }
country-close =
    .button = Schließen: { $country }
country-close-ask = „{ $country }“ schließen? Das Land verschwindet aus Bot und App für alle außer Administratoren.
    .yes-button = 🔒 Schließen
    .no-button = Nicht schließen
country-opening = „{ $country }“ ist in der Datenbank offen, die Liste wird für alle erneuert.
country-closing = „{ $country }“ ist in der Datenbank geschlossen, die Liste wird für alle erneuert.
country-opened = 🟢 „{ $country }“ ist für alle offen.
country-closed = 🔒 „{ $country }“ ist für alle außer Administratoren geschlossen.
switch-unknown-country = Dieses Land ist nicht mehr in der Datenbank.
switch-writing-off = Umschalten geht nicht: SUPABASE_SERVICE_ROLE_KEY ist nicht gesetzt, Schreiben ist aus.
switch-unavailable = Die Datenbank hat die Änderung nicht bestätigt, vielleicht ist sie nicht erfolgt. Prüfen Sie die Liste und versuchen Sie es in einer halben Minute erneut.

alert-refused = ❌ Daten abgelehnt: { $dataset }. Das Veröffentlichte ist unberührt.
alert-refused-over = ✅ Daten werden wieder angenommen: { $dataset }. Abgelehnt wurden sie { $span }.
alert-failing = ❌ Die Aktualisierung schlug mehrmals hintereinander fehl: { $dataset }. Das Veröffentlichte ist unberührt.
alert-failing-over = ✅ Die Aktualisierung gelingt wieder: { $dataset }. Sie gelang nicht: { $span }.
alert-stale = ⚠️ Daten sind veraltet: { $dataset }. Geprüft { $age }.
alert-stale-over = ✅ Daten sind wieder frisch: { $dataset }. Veraltet waren sie { $span }.
alert-redis = ⚠️ Redis ist nicht erreichbar. Antworten kommen aus dem Speicher, Aktualisierungen warten.
alert-redis-over = ✅ Redis ist zurück. Es fehlte { $span }.
alert-redis-writes = ⚠️ Redis nimmt nichts mehr an: Der Platz ist aufgebraucht. Antworten kommen aus dem Speicher, Aktualisierungen warten.
alert-redis-writes-over = ✅ Redis nimmt wieder Daten an. Es nahm { $span } lang keine an.
alert-refresh =
    .button = 🔄 Erneuern
alert-history =
    .button = 🕓 Verlauf
alert-statistics =
    .button = 📊 Zustand des Caches
