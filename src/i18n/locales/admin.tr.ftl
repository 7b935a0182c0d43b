admin-denied = Üzgünüz, bu komut yalnızca yöneticiler içindir.
command-clearcache = verileri şimdi yenile
command-cachestats = önbelleğin durumu
command-history = son yenilemeler
command-rollback = önceki sürüme dön
command-unpin = sabitlenen sürümü bırak
command-countries = ülkeler: aç ve kapat

dataset-all = tüm veriler
dataset-countries = Ülke listesi
dataset-catalog = Katalog · { $country }
dataset-market = Piyasa · { $country }
dataset-rates = Döviz kurları
dataset-unknown = “{ $text }” adlı veri kümesi yok. Olanlar: { $known }.
dataset-gone =
    .toast = Bu veri kümesi artık yok.
count-dataset =
    { $count ->
        [one] { $count } veri kümesi
       *[other] { $count } veri kümesi
    }
figure-rows =
    { $count ->
        [one] { $count } satır
       *[other] { $count } satır
    }
figure-version = sürüm { $version }
cache-off = Önbellek kapalı (CACHE_ENABLED=false): hiçbir şey saklanmıyor, her yanıt zaten veritabanından okunuyor.
redis-away = Redis’e ulaşılamıyor ve bu onsuz yapılamaz. Bu arada veriler bellekten yanıtlanıyor. Redis dönünce yeniden deneyin.

clear-title = Yenileme: { $scope }
clear-redis-away = Redis’e ulaşılamıyor: yalnızca bu botun belleği yenileniyor. Redis dönünce olay yinelenecek.
clear-purge-later = Yayımlanmış sürümler o zamana dek Redis’te kalır ve o anda silinir.
clear-purged = Yayımlanmış sürümler silindi; yenisi hazır olana dek yanıtlar veritabanından okunur.
clear-redis-lost = Redis yanıt vermez oldu. Sonuç, o dönünce belli olacak.
clear-late = Görevi henüz hiçbir worker almadı, bu yüzden bot kendi belleğini yeniliyor. Görev kuyrukta bekliyor.
clear-unwatched = 5 dakika geçti, artık izlemiyorum: yenileme kendiliğinden sürüyor. Sonucu /history ve /cachestats gösterir.
clear-unknown = Bu yenileme hakkında artık bir şey bilinmiyor. Son yenilemeleri /history gösterir.
clear-total = Toplam: { $all }, { $rows }, { $duration }
clear-total-partly = Her şey olmadı: { $total } içinden { $done }, { $rows }, { $duration }
clear-again =
    .button = 🔄 Yinele
clear-all =
    .button = 🔄 Tümünü yenile
purge =
    .button = 🧨 Sil ve yükle
purge-ask = Yayımlananlar silinip yeniden yüklensin mi: { $scope }?
    .yes-button = 🧨 Sil
    .no-button = Silme
purge-what = Bu, yanlış veriler yayımlandığında gerekir. Saklanan tüm sürümler ve sabitleme yok olur, geri dönülecek bir şey kalmaz. Yeni sürüm hazır olana dek yanıtlar veritabanından okunur ve daha yavaş gelir.
purge-cancelled = Peki, hiçbir şey silinmiyor.
purge-old =
    .toast = Bu onay daha önce kullanıldı ya da eskidi. Hiçbir şey yapılmadı.

neighbour-asked = Bu makinedeki API’den de aynısı istendi.
neighbour-no-token = Bu makinedeki API’ye haber verilmedi: ADMIN_API_TOKEN ayarlı değil.
neighbour-unreachable = Bu makinedeki API yanıt vermiyor.
neighbour-refused = Bu makinedeki API yenilemeyi reddetti.

step-queued = ⏳ kuyrukta
step-loading = ⏳ veritabanından yükleniyor
step-building = ⏳ hazırlanıyor
step-checking = ⏳ denetleniyor
step-publishing = ⏳ yayımlanıyor
step-unknown = ⏳ haber yok
refill-published = ✅ botun belleğinde yenilendi
refill-held = 📌 sabitlenmiş, bellekte önceki sürüm kaldı
refill-failed = ❌ olmadı, bellek olduğu gibi
outcome-published = ✅ yayımlandı
outcome-unchanged = ✅ veriler değişmedi
outcome-held = 📌 yeni sürüm saklandı, ama küme öncekine sabitlenmiş
outcome-superseded = ✅ daha sonraki bir yükleme zaten yayımlandı
outcome-refused = ❌ reddedildi
outcome-failed = ❌ olmadı
outcome-retried = ⏳ olmadı, yeniden deneniyor
published-untouched = yayımlananlara dokunulmadı
published-nothing = yayımlanmış bir şey yok, yanıtlar veritabanından okunuyor
failure-reason = Neden: { $reason }
finding-minimum-rows = izin verilenden az satır
finding-row-count = satır sayısı veritabanıyla uyuşmuyor
finding-added-limit = bir kerede çok fazla satır eklendi
finding-removed-limit = bir kerede çok fazla satır silindi
finding-unique-ids = yinelenen kimlikler var
finding-ids-present = kimliği olmayan satırlar var
finding-names-present = adı olmayan satırlar var
finding-parents-present = içinde bulunduğu yerin dışında kalan yerler var

stats-title = Önbelleğin durumu
stats-mode-redis = Kip: Redis
stats-mode-memory = Kip: sürecin belleği
stats-mode-off = Önbellek kapalı (CACHE_ENABLED=false)
stats-redis-usable = Redis: ulaşılabilir
stats-redis-away = Redis: ulaşılamıyor, bellekten yanıtlıyoruz
stats-checked = denetlendi: { $age }
stats-not-held = henüz bellekte değil
stats-stale = eskimiş
stats-pinned = sabitlenmiş
stats-hidden = ülke kapalı
stats-refresh =
    .button = 🔄 Yeniden göster

history-title = Son yenilemeler: { $scope }
history-none = Henüz yenileme olmadı.
history-all =
    .button = Tüm veri kümeleri
reason-schedule = zamanı geldi
reason-admin = bir yönetici istedi
reason-webhook = veritabanı değişti
reason-revision = veritabanı değişti, yoklamayla fark edildi
reason-cold-start = yayımlanmış bir şey yoktu
reason-unpin = sabitleme kaldırıldı
reason-reader-ahead = bir okurda daha yenisi vardı

rollback-choose = Hangi veri kümesi önceki bir sürüme dönsün?
rollback-versions = “{ $dataset }” sürümleri
rollback-current = şimdiki
rollback-pinned = şimdiki, sabitlenmiş
rollback-none = Dönülecek başka sürüm yok.
rollback-ask = “{ $dataset }” { $version } sürümüne dönsün mü? Sabitleme kaldırılana dek orada kalır.
    .yes-button = ↩️ Dön
    .no-button = Dönme
rollback-done = ↩️ “{ $dataset }” artık { $version } sürümünde ve ona sabitlendi. Yeni sürümler saklanır, ama sabitleme kaldırılana dek yayımlanmaz: /unpin.
rollback-gone = Bu sürüm artık yok. Saklananları /rollback gösterir.
unpin =
    .button = 📌 Sabitlemeyi kaldır
unpin-choose = Hangi veri kümesinin sabitlemesi kaldırılsın? En yeni sürümüne döner ve yenilenir.
unpin-none = Sabitlenmiş veri kümesi yok.
unpin-already = “{ $dataset }” artık sabitlenmiş değil.

countries-title = Ülkeler
countries-none = Veritabanında hiç ülke yok.
countries-list =
    .button = ⬅️ Ülkelere
country-is-open = açık
country-is-closed = kapalı, yöneticiler görür
country-is-empty = açık, ama verisi yok
country-open =
    .button = Aç: { $country }
country-close =
    .button = Kapat: { $country }
country-close-ask = “{ $country }” kapatılsın mı? Yöneticiler dışında herkes için bottan ve uygulamadan kaybolur.
    .yes-button = 🔒 Kapat
    .no-button = Kapatma
country-opening = “{ $country }” veritabanında açıldı, liste herkes için yenileniyor.
country-closing = “{ $country }” veritabanında kapatıldı, liste herkes için yenileniyor.
country-opened = 🟢 “{ $country }” herkese açık.
country-closed = 🔒 “{ $country }” yöneticiler dışında herkese kapalı.
switch-unknown-country = Bu ülke artık veritabanında yok.
switch-writing-off = Değiştirilemiyor: SUPABASE_SERVICE_ROLE_KEY ayarlı değil, yazma kapalı.
switch-unavailable = Veritabanı değişikliği onaylamadı, gerçekleşmemiş olabilir. Listeyi denetleyin ve yarım dakika sonra yeniden deneyin.

alert-refused = ❌ Veriler reddedildi: { $dataset }. Yayımlananlara dokunulmadı.
alert-refused-over = ✅ Veriler yeniden kabul ediliyor: { $dataset }. Reddedildiği süre: { $span }.
alert-failing = ❌ Yenileme art arda birkaç kez başarısız oldu: { $dataset }. Yayımlananlara dokunulmadı.
alert-failing-over = ✅ Yenileme yeniden çalışıyor: { $dataset }. Başarısız olduğu süre: { $span }.
alert-stale = ⚠️ Veriler eskidi: { $dataset }. Son denetim: { $age }.
alert-stale-over = ✅ Veriler yeniden taze: { $dataset }. Eski kaldığı süre: { $span }.
alert-redis = ⚠️ Redis’e ulaşılamıyor. Yanıtlar bellekten geliyor, yenilemeler bekliyor.
alert-redis-over = ✅ Redis geri döndü. Yok olduğu süre: { $span }.
alert-redis-writes = ⚠️ Redis yazma kabul etmiyor: yeri kalmadı. Yanıtlar bellekten geliyor, yenilemeler bekliyor.
alert-redis-writes-over = ✅ Redis yeniden yazma kabul ediyor. Etmediği süre: { $span }.
alert-refresh =
    .button = 🔄 Yenile
alert-history =
    .button = 🕓 Geçmiş
alert-statistics =
    .button = 📊 Önbelleğin durumu
