admin-denied = Désolé, cette commande est réservée aux administrateurs.
command-clearcache = actualiser les données
command-cachestats = état du cache
command-history = dernières actualisations
command-rollback = revenir à une version
command-unpin = libérer une version épinglée
command-countries = pays : ouvrir et fermer
