language-name = Türkçe

greeting = Merhaba, { $name }!
greeting-nameless = Merhaba!
greeting-lead = Ben Emlak Değerleme: bir konutun yaklaşık değerini, getireceği kirayı ve fiyatların nasıl değiştiğini söylerim.
greeting-how = Neyin değerleneceğini tek mesajda yazın, örneğin “Alanya 2+1 85 m² 145000 €”, ya da herhangi bir yazıyla yalnızca bir yer adı yazın. Aşağıdaki düğmeyle adım adım da olur.

open-app = Mini uygulama
    .button = 📱 Uygulamayı aç
choose-place = Yer listesi
    .button = 🗺 Listeden seç
change-language = Dil
    .button = 🌐 Dil
show-help = Yardım
    .button = ❓ Yardım
back = Geri
    .button = ⬅️ Geri

help-title = Neler yapabilirim
help-search = Yer bulma: adını yazmanız yeterli. Latin, Kiril ve Türkçe harfler olur, yazım hataları hoş görülür. Daha kesin sonuç için iki sözcük yazın: “Alanya Mahmutlar”.
help-browse = Adım adım seçme: ülke → il → ilçe → mahalle, aşağıdaki düğmeyle.
help-commands = Komutlar

command-start = baştan başla
command-help = neler yapabilirim
command-language = dil seç
command-privacy = hakkınızda neler saklanıyor
command-delete_me = hakkınızdaki verileri sil

language-choose = Hangi dilde yanıt vereyim?
language-chosen = Tamam, Türkçe yanıt vereceğim.

privacy-title = Hakkınızda neler saklanıyor
privacy-kept = Telegram numaranız, adınız ve kullanıcı adınız, seçtiğiniz dil ve botu engellediyseniz bunun işareti. Dilinizi böyle hatırlarım. Bir de kaydettiğiniz değerlemeler.
privacy-not-kept = Kişi kayıtları şu anda kapalı: veritabanında hakkınızda hiçbir şey yok.
privacy-session = Son aramanız, başladığınız ve son beş değerleme ile sohbetin dili, düğmeler çalışsın diye en çok 30 gün saklanır. Yazışma saklanmaz ve kimseyle paylaşılmaz.
privacy-delete = Hepsini /delete_me komutuyla silebilirsiniz.
delete-ask = Hakkınızdaki veriler silinsin mi: numara, ad, dil, son arama ve paylaştıklarınız dahil kaydettiğiniz değerlemeler? Bu işlem geri alınamaz.
    .yes-button = 🗑 Sil
    .no-button = Silme
delete-done = Hakkınızdaki veriler silindi. Veritabanına şu anda ulaşılamıyorsa kayıt, yanıt verdiği anda silinir. Yeniden yazarsanız yeni bir kayıt oluşur.
delete-cancelled = Peki, hiçbir şey silinmedi.

places-countries = Bir ülke seçin
places-cities = Bir il seçin
places-counties = Bir ilçe seçin
places-districts = Bir mahalle seçin
places-page = Sayfa { $page } / { $pages }
places-none = Henüz açık bir ülke yok. Lütfen daha sonra bakın.
place-this = Yerin tamamı
    .button = 📍 { $name }

level-country = Ülke
level-city = İl
level-county = İlçe
level-district = Mahalle
count-city =
    { $count ->
        [one] { $count } il
       *[other] { $count } il
    }
count-county =
    { $count ->
        [one] { $count } ilçe
       *[other] { $count } ilçe
    }
count-district =
    { $count ->
        [one] { $count } mahalle
       *[other] { $count } mahalle
    }
children-city = İller
    .button = İller ({ $count })
children-county = İlçeler
    .button = İlçeler ({ $count })
children-district = Mahalleler
    .button = Mahalleler ({ $count })

card-inside = İçinde: { $counts }
card-leaf = En ayrıntılı düzey, altında başka yer yok.
card-offers = Bu yer için neler var
card-has-catalogue = yer listesi
card-market-own = fiyatlar ve kiralar
card-market-above = kendi fiyatı yok, değerleme bir üst düzeyi kullanır
card-market-none = burada da üst düzeyde de henüz fiyat yok: değerleme yapılamaz
card-updated = Veriler { $age } denetlendi
card-stale = Veriler uzun süredir yenilenmedi: { $age } denetlendi
card-hidden = Bu ülke kapalı, yalnızca yöneticiler görür.
card-search = Başka bir yer
    .button = 🔎 Başka bir yer
card-share = Paylaş
    .button = 🔗 Paylaş

search-ask = Bir yerin adını yazın, örneğin “Antalya” veya “Kadıköy”.
search-many = “{ $query }” için birden çok yer var. Hangisi?
search-none = “{ $query }” için hiçbir şey bulunamadı. Adı denetleyin ya da listeden bir yer seçin.
search-others = Diğer eşleşmeler
    .button = Diğer eşleşmeler
search-forgotten = Bu arama artık hatırlanmıyor. Lütfen adı yeniden yazın.
only-text = Yalnızca metni anlarım. Bir yerin adını yazın, örneğin “Alanya”.
unknown-command = Böyle bir komut yok. Neler yapabilirim:
group-notice = Özel mesajlarda çalışırım. Lütfen bana orada yazın.
    .button = Bota yaz
place-gone = Bu yer artık listede yok. Başka bir yer seçin.

stale-button = Düğme eskimiş
    .toast = Bu düğmenin süresi geçmiş. İşte güncel menü.
unavailable = Verilere şu anda ulaşılamıyor. Lütfen yarım dakika sonra yeniden deneyin.
    .button = 🔄 Yeniden dene
failure = Bir şeyler ters gitti, hatayı kaydettik. Lütfen biraz sonra yeniden deneyin.
