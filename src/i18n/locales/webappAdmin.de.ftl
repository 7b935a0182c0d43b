app-admin-token = Admin-Token
app-admin-token-why = Das ADMIN_API_TOKEN dieses Dienstes; npm start zeigt es beim Start.
app-admin-enter = Anmelden
app-admin-denied = Kein Zugang. Bitte prüfen Sie das Token.
app-admin-datasets = Datensätze
app-admin-dataset =
    { $dataset ->
        [countries] Liste der Länder
        [catalog] Katalog · { $country }
        [market] Markt · { $country }
       *[rates] Wechselkurse
    }
app-admin-mode =
    { $mode ->
        [redis] Cache in Redis
        [memory] Cache im Speicher
       *[off] Cache ist aus
    }
app-admin-redis-away = Redis nicht erreichbar
app-admin-hits = Aus dem Speicher
app-admin-reads = Zugriffe
app-admin-version = Version
app-admin-age = Geprüft
app-admin-rows = Zeilen
app-admin-source = Quelle
app-admin-not-held = Noch nicht im Speicher
app-admin-mark =
    { $mark ->
        [stale] veraltet
        [pinned] fixiert
       *[hidden] Land geschlossen
    }
app-admin-refresh = Aktualisieren
app-admin-refresh-all = Alles aktualisieren
app-admin-rollback = Zurücksetzen
app-admin-ask =
    { $what ->
        [all] Alle Datensätze aktualisieren?
        [clear] „{ $dataset }“ aktualisieren?
        [rollback] Die vorige Version von „{ $dataset }“ zurückholen? Sie bleibt, bis die Fixierung gelöst wird.
       *[unpin] Fixierung von „{ $dataset }“ lösen? Danach wird auf die neueste Version aktualisiert.
    }
app-admin-unpin = Lösen
app-admin-done-rollback = Die vorige Version ist zurück und fixiert
app-admin-progress =
    { $step ->
        [loading] wird aus der Datenbank geladen
        [building] wird gebaut
        [checking] wird geprüft
        [publishing] wird veröffentlicht
       *[queued] wartet
    }
app-admin-outcome =
    { $outcome ->
        [published] veröffentlicht
        [unchanged] unverändert
        [held] fixiert, Version aufbewahrt
        [superseded] eine neuere ist schon da
        [refused] abgelehnt
       *[failed] fehlgeschlagen
    }
app-admin-history = Letzte Aktualisierungen
app-admin-history-none = Noch keine Aktualisierungen.
app-admin-countries = Länder
app-admin-open = Offen: { $country }
app-admin-close-ask = „{ $country }“ schließen? Nur Admins werden es sehen.
app-admin-confirm = Ja
