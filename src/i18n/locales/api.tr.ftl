problem-not-found = Bulunamadı
    .detail = { $path } adresinde bir şey yok. Adreslerin listesi “/” sayfasında.
problem-method-not-allowed = Yönteme izin verilmiyor
    .detail = Burada izin verilenler: { $allowed }.
problem-unauthorized = Yönetici erişimi gerekli
    .detail = Bu hizmetin ADMIN_API_TOKEN değişkeninin değeriyle “Authorization: Bearer <ADMIN_API_TOKEN>” başlığını gönderin.
problem-admin-closed = Yönetici erişimi kapalı
    .detail = Bu hizmette ADMIN_API_TOKEN değişkeni tanımlı değil. Tanımlayın, ardından “Authorization: Bearer <ADMIN_API_TOKEN>” başlığını gönderin.
problem-forbidden = Yalnızca yöneticiler
    .detail = Telegram hesabınız bu hizmetin yöneticisi değil.
problem-init-data-expired = Mini uygulama oturumunun süresi doldu
    .detail = Telegram ile giriş 24 saat geçerlidir. Mini uygulamayı kapatıp yeniden açın.
problem-malformed-json = Gövde JSON değil
    .detail = JSON okunamadı: tırnakları, virgülleri ve parantezleri kontrol edin.
problem-unsupported-media-type = JSON gerekli
    .detail = Gövdeyi “Content-Type: application/json” başlığıyla gönderin.
problem-body-too-large = Gövde çok büyük
    .detail = En fazla { $limit } bayta izin verilir.
problem-invalid-body = Geçersiz gövde
    .detail = “{ $field }” alanı uygun değil. İzin verilen: { $allowed }.
problem-unknown-field = Bilinmeyen alan
    .detail = Burada “{ $field }” alanı yok. İzin verilen: { $allowed }.
problem-invalid-parameter = Geçersiz parametre
    .detail = “{ $field }” parametresi uygun değil. İzin verilen: { $allowed }.
problem-unknown-dataset = Böyle bir veri kümesi yok
    .detail = “{ $dataset }” veri kümesi yok. Olanlar: { $known }.
problem-unknown-country = Böyle bir ülke yok
    .detail = { $country } numaralı ülke yok.
problem-unknown-job = Böyle bir görev yok
    .detail = “{ $job }” görevi hiç oluşturulmadı ya da artık unutuldu.
problem-no-such-version = Böyle bir sürüm yok
    .detail = “{ $dataset }” veri kümesinin dönülebilecek bir sürümü yok. Saklanan sürümleri /api/cache/stats gösterir.
problem-not-pinned = Veri kümesi sabitlenmemiş
    .detail = “{ $dataset }” veri kümesi bir sürüme sabitlenmemiş, kaldırılacak bir şey yok.
problem-cache-off = Önbellek kapalı
    .detail = CACHE_ENABLED=false: her yanıt zaten veritabanından okunuyor.
problem-writing-off = Yazma kapalı
    .detail = Bu hizmette SUPABASE_SERVICE_ROLE_KEY değişkeni tanımlı değil, bu yüzden veriler değiştirilemez.
problem-malformed-request = İstek okunamıyor
    .detail = Bu bir HTTP isteği değil: ilk satırı, başlıkları ve gövde uzunluğunu kontrol edin.
problem-unsupported-encoding = Gövde sıkıştırılmış
    .detail = Gövdeyi sıkıştırmadan, “Content-Encoding” başlığı olmadan gönderin.
problem-request-timeout = İstek çok uzun sürdü
    .detail = İsteği baştan gönderin: zamanında ulaşmadı.
problem-headers-too-large = Başlıklar çok büyük
    .detail = Adres ve başlıklar birlikte en fazla 16 KB olabilir.
problem-rate-limited = Çok fazla istek
    .detail =
        { $seconds ->
            [one] { $seconds } saniye sonra yeniden deneyin.
           *[other] { $seconds } saniye sonra yeniden deneyin.
        }
problem-unavailable = Veriler şu anda kullanılamıyor
    .detail = Ne önbellek ne de veritabanı yanıt veriyor. Birkaç saniye sonra yeniden deneyin.
problem-internal = İç hata
    .detail = Hatayı { $requestId } numarasıyla kaydettik. Daha sonra yeniden deneyin.
problem-invalid-evaluation = Değerleme isteği düzeltilmeli
    .detail = { $faults }
problem-key-reused = Bu anahtar daha önce kullanıldı
    .detail = Bu Idempotency-Key ile başka bir değerleme istenmişti. Bu değerleme kaydedilmedi: yeni bir anahtar gerekiyor.
problem-sign-in-needed = Telegram ile giriş gerekli
    .detail = Mini uygulamadan “Authorization: tma <initData>” başlığını gönderin. Misafirler de değerleme yapabilir: o zaman bu başlık olmadan.
problem-evaluations-off = Değerlemeler saklanmıyor
    .detail = Bu hizmette SUPABASE_SERVICE_ROLE_KEY değişkeni yok, bu yüzden kayıtlı değerleme de yok.
problem-unknown-evaluation = Böyle bir değerleme yok
    .detail = Kayıtlı değerlemeleriniz arasında yok: silinmiş ya da bağlantı yanlış.
problem-unknown-share = Bağlantı geçerli değil
    .detail = Bu bağlantıdaki değerleme artık paylaşılmıyor ya da bağlantı yanlış.
problem-webhooks-closed = Veritabanı webhook’ları kapalı
    .detail = Bu hizmette SUPABASE_WEBHOOK_SECRET değişkeni yok. Tanımlayın ve “Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>” başlığını gönderin.
problem-wrong-secret = Webhook gizli anahtarı yanlış
    .detail = “Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>” başlığını bu hizmetin SUPABASE_WEBHOOK_SECRET değişkeninin değeriyle gönderin.
problem-unknown-table = Hizmet böyle bir tablo tanımıyor
    .detail = Hizmet “{ $table }” tablosundan hiçbir şey okumaz.

allowed-boolean = true veya false
allowed-text = bir metin
allowed-object = bir JSON nesnesi
allowed-country = ülke numarası, 1 veya daha büyük bir tam sayı
allowed-place = katalogdaki bir yer numarası, 1’den başlayan bir tam sayı
allowed-limit = 1 ile { $maximum } arasında bir tam sayı
allowed-query = 1 ile { $maximum } karakter arası
allowed-next = önceki sayfadaki next değeri
allowed-key = 1–{ $maximum } Latin harfi, rakam ve işaret
allowed-nothing = alan yok
allowed-change = INSERT, UPDATE, DELETE veya TRUNCATE
allowed-row = tablonun bir satırı, bir JSON nesnesi, ya da null

fault-name =
    { $field ->
        [country] Ülke
        [city] İl
        [county] İlçe
        [district] Mahalle
        [area] Alan, m²
        [bedrooms] Oda sayısı
        [age] Bina yaşı, yıl
        [floor] Kat
        [heating] Isıtma
        [asking] İstenen fiyat
        [asking-amount] İstenen fiyat
        [asking-currency] İstenen fiyatın para birimi
        [currency] Yanıtın para birimi
        [save] Kaydetme
       *[other] İstek
    }
fault-required = { $name } ({ $field }): belirtilmedi.
fault-wrong-type = { $name } ({ $field }): “{ $given }” uygun değil.
fault-too-small = { $name } ({ $field }): { $given } çok küçük.
fault-too-great = { $name } ({ $field }): { $given } çok büyük.
fault-unknown-place = { $name } ({ $field }): burada { $given } numarası yok.
fault-place-of-another = { $name } ({ $field }): { $given } numarası başka bir yere ait.
fault-unknown-segment = { $name } ({ $field }): bu yerin verilerinde “{ $given }” yok.
fault-unknown-currency = { $name } ({ $field }): “{ $given }” için kur yok.
fault-unknown-field = Burada “{ $field }” alanı yok.
fault-allowed = İzin verilen: { $allowed }.

saving-saved = Kaydedildi
saving-failed = Kaydedilmedi: depo şu anda yanıt vermiyor. Daha sonra yeniden deneyin.
saving-removed = Kaydedilmedi: bu değerlemeyi daha önce kaydedip silmiştiniz.
saving-off = Kaydedilmedi: bu hizmet değerlemeleri saklamıyor.
saving-guest = Kaydedilmedi: değerlemeleri saklamak için Telegram ile giriş yapın.
saving-not-asked = İsteğiniz üzerine kaydedilmedi.

hook-nothing = Yapılacak bir şey yok: önbellekteki hiçbir veri kümesi { $table } tablosundaki bu değişikliğe bağlı değil.
hook-cache-off = Yapılacak bir şey yok: CACHE_ENABLED=false, her yanıt zaten veritabanından okunur.

home-title = Gayrimenkul değerleme
home-lead = Ülke verileri her zaman hazır olan bir gayrimenkul değerleme hizmeti: yanıtlar hemen gelir.
home-data = Veriler
home-operations = İşletim
home-countries = Ülkeler
home-search = Yer arama
home-stats = Önbellek durumu
home-ready = Hazır olma
home-health = Çalışıyor mu
