evaluate = Değerleme
    .button = 💰 Konut değerle
command-evaluate = konut değerle
command-reports = değerlemelerim
help-evaluate = Konut değerleme: her şeyi tek mesajda yazın, örneğin “Alanya 2+1 85 m² 145000 €”, sıra önemli değil. Ya da adım adım: /evaluate.

told-asking = istenen fiyat { $price }
ask-skip = Geç
    .button = Geç ⏩
ask-none = Belirtme
    .button = Belirtme
ask-cancel = Vazgeç
    .button = ✖️ Vazgeç
ask-place = Konut nerede?
    .hint = İl ve ilçeyi yazın, örneğin “Alanya Mahmutlar”, ya da listeden seçin.
ask-city = Hangi ilde?
ask-area = Alanı ne kadar?
    .hint = Seçin ya da metrekareyi sayı olarak yazın, örneğin 85.
ask-bedrooms = Kaç oda?
    .hint = 2+1, iki yatak odası ve bir salon demektir.
ask-rooms =
    { $count ->
        [one] { $count } oda: salon dahil mi, değil mi?
       *[other] { $count } oda: salon dahil mi, değil mi?
    }
    .hint = Seçin: 2+1, iki yatak odası ve bir salon demektir.
ask-age = Bina kaç yaşında?
    .hint = Seçin ya da yılı sayı olarak yazın.
ask-floor = Kaçıncı kat?
    .hint = Seçin ya da sayı yazın. Zemin kat 0 sayılır.
ask-heating = Isıtma nasıl?
    .hint = Verisi olanlardan birini seçin.
ask-asking = Konut için ne kadar isteniyor?
    .hint = Tutarı para birimiyle yazın, örneğin 145000 €. Değerlemeyle karşılaştırırım.
ask-asking-currency = { $price }: hangi para birimi?
ask-number = { $number }: bu nedir?
number-area = Alan { $number } m²
number-bedrooms = Yatak odası: { $number }
number-age = Bina yaşı: { $number }
number-floor = Kat { $number }
number-asking = Fiyat { $number }
number-none = Dikkate alma

segment-studio = stüdyo
segment-basement = bodrum
segment-ground = zemin kat
segment-new = yeni bina
heating-gas = doğal gaz
heating-central = merkezi ısıtma
heating-floor = yerden ısıtma
heating-air = klima
heating-stove = soba
heating-electric = elektrikli ısıtma
heating-none = ısıtma yok
property-area = { $area } m²
property-bedrooms =
    { $count ->
        [one] { $count } yatak odası
       *[other] { $count } yatak odası
    }
property-age =
    { $count ->
        [one] bina { $count } yaşında
       *[other] bina { $count } yaşında
    }
property-age-range = bina { $age } yaşında
property-floor = kat { $floor }
attribute-bedrooms = oda sayısı
attribute-age = bina yaşı
attribute-floor = kat
attribute-heating = ısıtma

answer-range = yaklaşık { $range }
answer-per-metre = m² başına { $price }
answer-asking = İstenen fiyat { $price }: { $against }
asking-level = değerlemeyle aynı düzeyde
asking-more = değerlemenin { $share } üstünde
asking-less = değerlemenin { $share } altında
verdict-below = Yaklaşık aralıktan ucuz: nedenini öğrenmeye değer.
verdict-within = Yaklaşık aralığın içinde.
verdict-above = Yaklaşık aralıktan pahalı: pazarlık payı var.
answer-rent = Kira ayda yaklaşık { $amount }, yıllık getiri { $share }
answer-rent-by-yield = Kira ayda yaklaşık { $amount } (yerin ortalama yıllık getirisine göre, { $share })
trend-title = Fiyatlar: { $place }
trend-years =
    { $years ->
        [one] { $years } yılda: { $changes }
       *[other] { $years } yılda: { $changes }
    }
trend-months = { $months } ayda: { $changes }
trend-inflation = { $currency } cinsinden artışın çoğu enflasyon.
forecast =
    { $months ->
        [one] { $months } ay sonra buradaki fiyatlar, yaklaşık: { $change } ({ $low } ile { $high } arası).
       *[other] { $months } ay sonra buradaki fiyatlar, yaklaşık: { $change } ({ $low } ile { $high } arası).
    }
forecast-too-short = Tahmin yok: fiyat geçmişi bir yıldan kısa.
forecast-gaps = Tahmin yok: fiyat geçmişinde boşluklar var.
confidence-A = Güvenilirlik yüksek (A)
confidence-B = Güvenilirlik orta (B)
confidence-C = Güvenilirlik düşük (C)
reason-good-specific-level = ilçenin kendi verileri
reason-good-many-listings = çok sayıda ilan
reason-good-narrow-range = dar aralık
reason-coarse-level = ilçenin kendi verisi yok
reason-few-listings = az sayıda ilan
reason-old-data = veriler altı aydan eski
reason-segment-missing = söylediklerinizin hepsi hesaba katılamadı
reason-implausible-listings = inandırıcı olmayan ilanlar var
reason-wide-range = geniş aralık
missing-segments = Hesaba katılmadı, verisi yok: { $list }
missing-rent = Kira verisi yok
missing-rates = Döviz kuru yok: { $list }
missing-market = Bu ülkenin piyasa verileri henüz yok: hiçbir yer için fiyat bulunmuyor.
missing-sale = Ne bu yer ne de ili ya da ülkesi için satış fiyatı var.
missing-currency = Bu ülkedeki fiyatların para birimi belirtilmemiş.
insufficient = Değerleme için veri yetersiz
insufficient-advice = Başka bir yer deneyin ya da daha sonra bakın: veriler düzenli olarak güncelleniyor.
answer-date = Veri tarihi: { $date }
answer-dates = Veri tarihleri: { $oldest } – { $newest }
answer-rate = Kur: { $one } = { $units } ({ $date })
answer-rate-date = Döviz kurlarının tarihi: { $date }
answer-rate-stale = Kur güncel değil.
answer-demo = Demo verisi: rakamlar uydurma, arkasında gerçek bir piyasa yok.

answer-why = Neden bu kadar
    .button = 🧮 Neden bu kadar
answer-change = Değiştir
    .button = ✏️ Değiştir
answer-currency = Para birimi
    .button = 💱 Para birimi
answer-save = Kaydet
    .button = 💾 Kaydet
answer-share = Paylaş
    .button = 🔗 Paylaş
answer-done = Tamam
    .button = 👌 Tamam
answer-back = Değerlemeye dön
    .button = ⬅️ Değerlemeye dön
answer-again = Yeni verilerle
    .button = 🔄 Yeni verilerle
why-title = Neden bu kadar
why-per-metre = Metrekare başına:
why-range = { $range } aralığına beş konuttan dördü girer; bu, satışlarla değil piyasa modelleriyle sınandı.
why-baseline = Alışılmış yolla, benzer ilanların ortalamasıyla { $price } çıkardı.
cause-general = genel fiyat, { $place }
cause-attribute = { $attribute }: { $segment }
cause-count =
    { $count ->
        [one] { $count } ilan
       *[other] { $count } ilan
    }
cause-level = genel fiyatla aynı
cause-dearer = genel fiyatın { $share } üstünde
cause-cheaper = genel fiyatın { $share } altında
cause-extremes = inandırıcı olmayan ilanlar çıkarıldı
cause-date = veri tarihinden bu yana fiyat değişimi
cause-coarser-levels = il ve ülke verileri de hesaba katıldı
change-title = Ne değişsin?
currency-title = Hangi para birimiyle?

save-saved = Kaydedildi. Liste: /reports
save-failed = Kaydedilmedi: depo şu anda yanıt vermiyor. Lütfen biraz sonra deneyin.
save-removed = Kaydedilmedi: bu değerlemeyi daha önce kaydedip silmiştiniz. Kaydetmek için gayrimenkulü yeniden değerleyin.
save-another = Kaydedilmedi: bu numara başka bir değerlemenin.
save-off = Kaydedilmedi: burada değerleme kaydı kapalı.
share-title = Değerlemenin bağlantısı
share-text = Bağlantıyı açan bu değerlemeyi görür, sizi görmez. İstediğiniz an geri alabilirsiniz.
share-send = Gönder
    .button = 📤 Gönder
share-revoke = Geri al
    .button = 🚫 Bağlantıyı geri al
share-revoked = Bağlantı artık çalışmıyor.
share-app = Uygulamada
    .button = 📱 Uygulamada aç
share-open = Değerlemeyi aç
    .button = 🏠 Değerlemeyi aç
share-invitation = Konut değerlemesi: { $title }
shared-note = Sizinle { $date } tarihli bir değerleme paylaşıldı.
shared-gone = Bu değerleme artık yok: bağlantı geri alındı ya da değerleme silindi.

reports-title = Değerlemelerim
reports-none = Henüz kayıtlı değerleme yok. Bir konut değerleyip “Kaydet”e basın.
reports-off = Değerlemeler burada kaydedilmiyor: depo kapalı.
reports-next = Daha eski
    .button = Daha eski ›
reports-previous = Daha yeni
    .button = ‹ Daha yeni
reports-back = Listeye dön
    .button = ⬅️ Listeye dön
report-note = { $date } tarihli değerleme
report-gone = Bu değerleme artık yok.
report-remove = Sil
    .button = 🗑 Sil
report-remove-ask = Bu değerleme silinsin mi? Bağlantısı çalışmaz olur ve geri getirilemez.
    .yes-button = 🗑 Sil
    .no-button = Silme
report-removed = Değerleme silindi.

understood-nothing = “{ $given }” anlaşılmadı.
ignored-words = Anlaşılmadı ve dikkate alınmadı: “{ $words }”.
place-none = “{ $words }” adlı yer bulunamadı. Adı denetleyin.
place-conflict = “{ $words }”: bu yerler birbirinin içinde değil. Hangisini demek istediniz?
place-several = “{ $words }” için birden çok yer var. Hangisi?
place-misspelt = “{ $words }” adlı bir yer yok. Bunlardan biri olabilir mi?
needs-city = Değerleme için en azından il gerekir.
said-twice = İki kez ve farklı söylendi: { $list }. Hangisi doğru?
field-place = yer
field-asking = fiyat
field-area = alan
heating-several = “{ $words }” burada birkaç anlama gelebilir. Hangisi en yakını?
refused-area = “{ $given }” alan olarak uymuyor: { $least } ile { $most } m² arasında bir sayı gerekir.
refused-bedrooms = “{ $given }” yatak odası olmaz: { $least } ile { $most } arasında bir tam sayı gerekir.
refused-age = “{ $given }” yaş olarak uymuyor: { $least } ile { $most } arasında tam yıl gerekir.
refused-floor = “{ $given }” kat olarak uymuyor: { $least } ile { $most } arasında bir tam sayı gerekir.
refused-asking = “{ $given }” fiyat olarak uymuyor: sıfırdan büyük, para birimli bir tutar gerekir, örneğin 145000 €.
refused-currency = “{ $given }” çevrilemiyor. Kuru olanlar: { $allowed }.
refused-segment = Burada “{ $given }” için veri yok. Olanlar: { $allowed }.
refused-place-of-another = Bu yerler birbirinin içinde değil. Lütfen yeri yeniden söyleyin.
evaluation-cancelled = Peki, değerleme yapılmıyor. Yeniden başlamak için: /evaluate
