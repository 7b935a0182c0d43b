admin-denied = Désolé, cette commande est réservée aux administrateurs.
