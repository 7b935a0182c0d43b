admin-denied = Üzgünüz, bu komut yalnızca yöneticiler içindir.
