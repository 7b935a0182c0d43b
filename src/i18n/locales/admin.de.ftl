admin-denied = Dieser Befehl ist leider nur für Administratoren bestimmt.
command-clearcache = Daten jetzt erneuern
command-cachestats = Zustand des Caches
command-history = letzte Aktualisierungen
command-rollback = frühere Version zurückholen
command-unpin = festgehaltene Version lösen
command-countries = Länder öffnen und schließen
