admin-denied = Üzgünüz, bu komut yalnızca yöneticiler içindir.
command-clearcache = verileri şimdi yenile
command-cachestats = önbelleğin durumu
command-history = son yenilemeler
command-rollback = önceki sürüme dön
command-unpin = sabitlenen sürümü bırak
command-countries = ülkeler: aç ve kapat
