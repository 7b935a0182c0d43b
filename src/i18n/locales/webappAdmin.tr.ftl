app-admin-token = Yönetici anahtarı
app-admin-token-why = Bu hizmetin ADMIN_API_TOKEN değeri; npm start açılışta yazar.
app-admin-enter = Gir
app-admin-denied = Erişim yok. Anahtarı kontrol edin.
app-admin-datasets = Veri kümeleri
app-admin-dataset =
    { $dataset ->
        [countries] Ülke listesi
        [catalog] Katalog · { $country }
        [market] Piyasa · { $country }
       *[rates] Döviz kurları
    }
app-admin-mode =
    { $mode ->
        [redis] Önbellek Redis’te
        [memory] Önbellek bellekte
       *[off] Önbellek kapalı
    }
app-admin-redis-away = Redis’e ulaşılamıyor
app-admin-hits = Bellekten
app-admin-reads = Okuma
app-admin-version = Sürüm
app-admin-age = Kontrol
app-admin-rows = Satır
app-admin-source = Kaynak
app-admin-not-held = Henüz bellekte değil
app-admin-mark =
    { $mark ->
        [stale] eskimiş
        [pinned] sabitlendi
       *[hidden] ülke kapalı
    }
app-admin-refresh = Yenile
app-admin-refresh-all = Tümünü yenile
app-admin-rollback = Geri al
app-admin-ask =
    { $what ->
        [all] Tüm veri kümeleri yenilensin mi?
        [clear] “{ $dataset }” yenilensin mi?
        [rollback] “{ $dataset }” önceki sürüme döndürülsün mü? Sabitleme kaldırılana kadar orada kalır.
       *[unpin] “{ $dataset }” sabitlemesi kaldırılsın mı? En yeni sürüme yenilenecek.
    }
app-admin-unpin = Sabitlemeyi kaldır
app-admin-done-rollback = Önceki sürüm geri geldi ve sabitlendi
app-admin-progress =
    { $step ->
        [loading] veritabanından yükleniyor
        [building] hazırlanıyor
        [checking] denetleniyor
        [publishing] yayımlanıyor
       *[queued] sırada
    }
app-admin-outcome =
    { $outcome ->
        [published] yayımlandı
        [unchanged] değişmedi
        [held] sabit, sürüm saklandı
        [superseded] daha yenisi var
        [refused] reddedildi
       *[failed] başarısız
    }
app-admin-history = Son yenilemeler
app-admin-history-none = Henüz yenileme olmadı.
app-admin-countries = Ülkeler
app-admin-open = Açık: { $country }
app-admin-close-ask = “{ $country }” kapatılsın mı? Yalnız yöneticiler görür.
app-admin-confirm = Evet
