admin-denied = Dieser Befehl ist leider nur für Administratoren bestimmt.
