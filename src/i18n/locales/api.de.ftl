problem-not-found = Nicht gefunden
    .detail = Unter { $path } gibt es nichts. Die Seite „/“ nennt die Adressen.
problem-method-not-allowed = Methode nicht erlaubt
    .detail = Hier erlaubt: { $allowed }.
problem-unauthorized = Administratorzugang erforderlich
    .detail = Senden Sie den Header „Authorization: Bearer <ADMIN_API_TOKEN>“ mit dem Wert der Variablen ADMIN_API_TOKEN dieses Dienstes.
problem-admin-closed = Administratorzugang ist geschlossen
    .detail = Diesem Dienst fehlt die Variable ADMIN_API_TOKEN. Setzen Sie sie und senden Sie den Header „Authorization: Bearer <ADMIN_API_TOKEN>“.
problem-forbidden = Nur für Administratoren
    .detail = Ihr Telegram-Konto ist kein Administrator dieses Dienstes.
problem-init-data-expired = Die Sitzung der Mini-App ist abgelaufen
    .detail = Die Anmeldung über Telegram gilt 24 Stunden. Schließen Sie die Mini-App und öffnen Sie sie erneut.
problem-malformed-json = Der Inhalt ist kein JSON
    .detail = Das JSON ließ sich nicht lesen: Prüfen Sie Anführungszeichen, Kommas und Klammern.
problem-unsupported-media-type = JSON erforderlich
    .detail = Senden Sie den Inhalt mit dem Header „Content-Type: application/json“.
problem-body-too-large = Der Inhalt ist zu groß
    .detail = Erlaubt sind höchstens { $limit } Bytes.
problem-invalid-body = Ungültiger Inhalt
    .detail = Das Feld „{ $field }“ passt nicht. Erlaubt: { $allowed }.
problem-unknown-field = Unbekanntes Feld
    .detail = Ein Feld „{ $field }“ gibt es hier nicht. Erlaubt: { $allowed }.
problem-invalid-parameter = Ungültiger Parameter
    .detail = Der Parameter „{ $field }“ passt nicht. Erlaubt: { $allowed }.
problem-unknown-dataset = Unbekannter Datensatz
    .detail = Einen Datensatz „{ $dataset }“ gibt es nicht. Vorhanden: { $known }.
problem-unknown-country = Unbekanntes Land
    .detail = Ein Land mit der Nummer { $country } gibt es nicht.
problem-unknown-job = Unbekannter Auftrag
    .detail = Der Auftrag „{ $job }“ wurde nie angelegt oder ist schon vergessen.
problem-no-such-version = Keine solche Version
    .detail = Der Datensatz „{ $dataset }“ hat keine Version, zu der man zurückkehren kann. /api/cache/stats zeigt die aufbewahrten Versionen.
problem-not-pinned = Der Datensatz ist nicht festgehalten
    .detail = Der Datensatz „{ $dataset }“ ist auf keiner Version festgehalten, es gibt nichts zu lösen.
problem-cache-off = Der Cache ist ausgeschaltet
    .detail = CACHE_ENABLED=false: Jede Antwort wird ohnehin aus der Datenbank gelesen.
problem-writing-off = Schreiben ist ausgeschaltet
    .detail = Diesem Dienst fehlt die Variable SUPABASE_SERVICE_ROLE_KEY, daher lassen sich keine Daten ändern.
problem-malformed-request = Die Anfrage ist nicht lesbar
    .detail = Das ist keine HTTP-Anfrage: Prüfen Sie die erste Zeile, die Header und die Länge des Inhalts.
problem-unsupported-encoding = Der Inhalt ist komprimiert
    .detail = Senden Sie den Inhalt unkomprimiert, ohne den Header „Content-Encoding“.
problem-request-timeout = Die Anfrage dauerte zu lange
    .detail = Senden Sie die ganze Anfrage erneut: Sie kam nicht rechtzeitig an.
problem-headers-too-large = Die Header sind zu groß
    .detail = Adresse und Header dürfen zusammen höchstens 16 KB haben.
problem-rate-limited = Zu viele Anfragen
    .detail =
        { $seconds ->
            [one] Versuchen Sie es in { $seconds } Sekunde erneut.
           *[other] Versuchen Sie es in { $seconds } Sekunden erneut.
        }
problem-unavailable = Die Daten sind gerade nicht verfügbar
    .detail = Weder der Cache noch die Datenbank antwortet. Versuchen Sie es in einigen Sekunden erneut.
problem-internal = Interner Fehler
    .detail = Wir haben ihn unter der Nummer { $requestId } festgehalten. Versuchen Sie es später erneut.
problem-invalid-evaluation = Die Bewertungsanfrage muss korrigiert werden
    .detail = { $faults }
problem-key-reused = Dieser Schlüssel wurde schon verwendet
    .detail = Unter diesem Idempotency-Key wurde schon etwas anderes bewertet. Diese Bewertung ist nicht gespeichert: Sie braucht einen neuen Schlüssel.
problem-sign-in-needed = Anmeldung über Telegram nötig
    .detail = Senden Sie den Header „Authorization: tma <initData>“ aus der Mini App. Bewerten können auch Gäste: dann ohne diesen Header.
problem-evaluations-off = Bewertungen werden nicht gespeichert
    .detail = Diesem Dienst fehlt die Variable SUPABASE_SERVICE_ROLE_KEY, darum gibt es keine gespeicherten Bewertungen.
problem-unknown-evaluation = Diese Bewertung gibt es nicht
    .detail = Unter Ihren gespeicherten Bewertungen ist sie nicht: Sie wurde gelöscht, oder der Link ist falsch.
problem-unknown-share = Der Link gilt nicht
    .detail = Die Bewertung hinter diesem Link wird nicht mehr geteilt, oder der Link ist falsch.
problem-webhooks-closed = Die Webhooks der Datenbank sind geschlossen
    .detail = Diesem Dienst fehlt die Variable SUPABASE_WEBHOOK_SECRET. Setzen Sie sie und senden Sie den Header „Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>“.
problem-wrong-secret = Falsches Webhook-Geheimnis
    .detail = Senden Sie den Header „Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>“ mit dem Wert der Variable SUPABASE_WEBHOOK_SECRET dieses Dienstes.
problem-unknown-table = Diese Tabelle kennt der Dienst nicht
    .detail = Aus der Tabelle „{ $table }“ liest der Dienst nichts.

allowed-boolean = true oder false
allowed-text = eine Zeichenkette
allowed-object = ein JSON-Objekt
allowed-country = eine Ländernummer, eine ganze Zahl ab 1
allowed-place = eine Ortsnummer aus dem Katalog, eine ganze Zahl ab 1
allowed-limit = eine ganze Zahl von 1 bis { $maximum }
allowed-query = 1 bis { $maximum } Zeichen
allowed-next = der Wert von next auf der vorigen Seite
allowed-key = 1 bis { $maximum } lateinische Buchstaben, Ziffern und Zeichen
allowed-nothing = keine Felder
allowed-change = INSERT, UPDATE, DELETE oder TRUNCATE
allowed-row = eine Zeile der Tabelle, ein JSON-Objekt, oder null

fault-name =
    { $field ->
        [country] Land
        [city] Stadt
        [county] Bezirk
        [district] Viertel
        [area] Fläche, m²
        [bedrooms] Schlafzimmer
        [age] Alter des Gebäudes, Jahre
        [floor] Etage
        [heating] Heizung
        [asking] Angebotspreis
        [asking-amount] Angebotspreis
        [asking-currency] Währung des Angebotspreises
        [currency] Währung der Antwort
        [save] Speichern
       *[other] Anfrage
    }
fault-required = { $name } ({ $field }): fehlt.
fault-wrong-type = { $name } ({ $field }): „{ $given }“ passt nicht.
fault-too-small = { $name } ({ $field }): { $given } ist zu klein.
fault-too-great = { $name } ({ $field }): { $given } ist zu groß.
fault-unknown-place = { $name } ({ $field }): Die Nummer { $given } gibt es hier nicht.
fault-place-of-another = { $name } ({ $field }): Die Nummer { $given } gehört zu einem anderen Ort.
fault-unknown-segment = { $name } ({ $field }): „{ $given }“ kommt in den Daten dieses Ortes nicht vor.
fault-unknown-currency = { $name } ({ $field }): Für „{ $given }“ gibt es keinen Kurs.
fault-unknown-field = Ein Feld „{ $field }“ gibt es hier nicht.
fault-allowed = Erlaubt: { $allowed }.

saving-saved = Gespeichert
saving-failed = Nicht gespeichert: Der Speicher antwortet gerade nicht. Versuchen Sie es später erneut.
saving-removed = Nicht gespeichert: Diese Bewertung hatten Sie schon gespeichert und gelöscht.
saving-off = Nicht gespeichert: Dieser Dienst bewahrt keine Bewertungen auf.
saving-guest = Nicht gespeichert: Melden Sie sich über Telegram an, um Bewertungen zu behalten.
saving-not-asked = Nicht gespeichert, wie gewünscht.

hook-nothing = Nichts zu tun: Kein Datensatz im Cache hängt von dieser Änderung von { $table } ab.
hook-cache-off = Nichts zu tun: CACHE_ENABLED=false, jede Antwort kommt ohnehin aus der Datenbank.

home-title = Immobilienbewertung
home-lead = Ein Dienst zur Immobilienbewertung, dessen Länderdaten immer bereitliegen: Antworten kommen sofort.
home-data = Daten
home-operations = Betrieb
home-countries = Länder
home-search = Ortssuche
home-stats = Zustand des Caches
home-ready = Bereitschaft
home-health = Lebenszeichen
