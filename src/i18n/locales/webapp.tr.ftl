app-title = Gayrimenkul değerleme
app-lead = Bir evin değeri, kirası ve fiyatların gidişi.
app-no-script = Değerlemeyi açmak için JavaScript’i etkinleştirin.
app-language = Dil
app-back = Geri
app-close = Kapat
app-cancel = Vazgeç
app-loading = Yükleniyor…

app-step = Adım { $step } / 3
app-place-title = Gayrimenkul nerede?
app-place-search = İl, ilçe veya mahalle
app-place-example = Alanya, Kadıköy…
app-place-clear = Temizle
app-place-recent = Son seçilenler
app-place-lists = Listeden seç
app-place-none = “{ $query }” için bir şey bulunamadı.
app-place-none-advice = Yazımı kontrol edin veya listeden bir yer seçin.
app-place-found =
    { $count ->
        [one] { $count } yer bulundu
       *[other] { $count } yer bulundu
    }
app-place-whole = { $name }, tamamı
app-place-change = Yeri değiştir
app-change = Değiştir
app-place-empty = Burada henüz hiçbir yer yok.
app-place-no-countries = Henüz açık bir ülke yok. Daha sonra yine bakın.
app-place-unknown = Bu yer artık listede yok. Başka bir yer seçin.
app-level =
    { $level ->
        [country] Ülke
        [city] İl
        [county] İlçe
       *[district] Mahalle
    }

app-object-title = Nasıl bir gayrimenkul?
app-area = Alan
app-square-metres = m²
app-property-age = bina yaşı { $age }
app-area-wrong = { $from } ile { $to } m² arasında girin.
app-number-wrong = Bir sayı girin.
app-optional = isteğe bağlı
app-details = Ne kadar ayrıntı, o kadar isabet
app-details-none = Burada oda, yaş, kat ve ısıtmaya göre veri yok. Tahmin alana dayanacak.
app-attribute =
    { $attribute ->
        [bedrooms] Oda sayısı
        [age] Bina yaşı, yıl
        [floor] Kat
       *[heating] Isıtma
    }
app-segment =
    { $name ->
        [bedrooms-1-0] Stüdyo
        [age-0] Sıfır bina
        [floor-ground] Zemin
        [floor-basement] Bodrum
        [heating-natural-gas] Doğal gaz
        [heating-central-heating] Merkezi
        [heating-floor-heating] Yerden ısıtma
        [heating-air-conditioning] Klima
        [heating-stove] Soba
       *[other] { $plain }
    }
app-asking = İstenen fiyat
app-asking-why = Piyasayla karşılaştırırız
app-currency = Para birimi
app-continue = Devam
app-evaluate = Değerle

app-result-title = Değerleme
app-price = Yaklaşık fiyat
app-price-range = 5 durumun 4’ünde: { $range }
app-per-metre = m² başına
app-rent = Aylık kira
app-yield = Yıllık getiri
app-rent-by-yield = yerin getirisine göre
app-unknown = veri yok
app-demo = Demo verisi
app-demo-why = Bu fiyatlar örnek olarak üretildi, gerçek piyasa değildir.
app-stale = Veriler { $date } tarihli: piyasa değişmiş olabilir.
app-from-memory = Kayıtlı yanıt, { $age }
app-shared = Bu değerleme sizinle paylaşıldı
app-own-evaluation = Kendi mülkümü değerle
app-evaluated = Değerleme tarihi: { $date }

app-asking-title = İstenen fiyat ve piyasa
app-asking-verdict =
    { $verdict ->
        [below] Piyasanın { $difference } altında
        [above] Piyasanın { $difference } üstünde
       *[within] Piyasa aralığında
    }
app-asking-within-difference =
    { $direction ->
        [more] Tahminin { $difference } üstünde
        [less] Tahminin { $difference } altında
       *[same] Tam tahmin kadar
    }
app-scale-label = Piyasa aralığı { $low } – { $high }, tahmin { $price }, istenen fiyat { $asking }
app-scale-asking = istenen

app-trend-title = m² fiyatının gidişi
app-trend-place = { $place }, aylara göre
app-trend-label = { $months } ayın m² fiyat grafiği ve bir yıllık öngörü
app-trend-forecast = öngörü
app-trend-between = { $low } – { $high }
app-trend-none = Bu yer için fiyat serisi yok, bu yüzden grafik de yok.
app-trend-no-forecast =
    { $reason ->
        [too-short] Öngörü için en az on iki ay gerekir.
       *[gaps] Seride büyük boşluklar var, bu yüzden öngörü yok.
    }
app-trend-change =
    { $period ->
        [one-year] 1 yılda
        [three-years] 3 yılda
       *[five-years] 5 yılda
    }
app-trend-change-months = { $months } ayda
app-trend-inflation = Yıllar içindeki artış yerel parada çoğunlukla enflasyondur. Avro ile fiyat onsuz görülür.
app-trend-euro-forecast = Öngörü son kurla çevrildi.
app-trend-view = Grafiğin para birimi

app-why-title = Neden bu kadar
app-why-lead = m² fiyatı şöyle oluşuyor:
app-why-cause =
    { $cause ->
        [general] Yerin ortalaması
        [extremes] İnandırıcı olmayan ilanlar hariç
        [date] Bugüne getirildi
        [coarser-levels] Çevresi hesaba katıldı
        [bedrooms] Oda sayısı
        [age] Bina yaşı
        [floor] Kat
       *[heating] Isıtma
    }
app-why-listings =
    { $count ->
        [one] { $count } ilan
       *[other] { $count } ilan
    }
app-why-sum = m² başına toplam
app-why-total = × { $area } m² = { $total }

app-confidence-title = Ne kadar güvenilir
app-confidence =
    { $grade ->
        [A] Yüksek güvenilirlik
        [B] Orta güvenilirlik
       *[C] Düşük güvenilirlik
    }
app-reason =
    { $reason ->
        [good-specific-level] İlçenin kendi verisi var
        [good-many-listings] Çok sayıda benzer ilan
        [good-narrow-range] Fiyatlar birbirine yakın
        [coarse-level] Yalnız il veya ülke verisi var
        [few-listings] Benzer ilan az
        [old-data] Veriler eski
        [segment-missing] Bazı ayrıntılar için veri yok
        [implausible-listings] Bazı ilanlar inandırıcı değil
        [wide-range] Fiyatlar birbirinden uzak
       *[demo-data] Bu bir demo verisi
    }

app-dates-title = Veriler nereden
app-dates-market = Piyasa
app-dates-rates = Kurlar
app-dates-rates-stale = { $date }, eskimiş
app-missing-title = Eksik olanlar
app-missing =
    { $what ->
        [sale-price] Bu yer için satış fiyatı yok
        [rent-price] Bu yer için kira yok
        [rate] { $currency } kuru yok
        [currency] Bu ülke için para birimi belirlenmemiş
        [bedrooms] Oda sayısı verisi yok
        [age] Bina yaşı verisi yok
        [floor] Kat verisi yok
       *[heating] Isıtma verisi yok
    }
app-insufficient = Yeterli veri yok
app-insufficient-why = Bu yer için henüz fiyat yok. İlçenin veya ilin tamamını deneyin.
app-insufficient-country = Bu ülke için henüz fiyat yok.
app-other-place = Başka bir yer seç
app-new = Yeni değerleme
app-edit = Mülkü değiştir

app-saving =
    { $status ->
        [saved] “Değerlemelerim” içine kaydedildi
        [saving] Kaydediliyor…
        [failed] Kaydedilmedi
        [removed] Kaydedilmedi: bu değerlemeyi sildiniz
        [off] Kaydetme kapalı
       *[guest] Uygulamayı Telegram’da açarsanız değerlemeler saklanır
    }
app-save = Kaydet
app-share = Paylaş
app-share-text = { $place }: { $price }
app-copied = Bağlantı kopyalandı
app-copied-text = Sonuç kopyalandı
app-copy-failed = Kopyalanamadı

app-mine = Değerlemelerim
app-mine-empty = Değerlemeleriniz burada olacak
app-mine-empty-why = İlk mülkü değerleyin, kendiliğinden saklanır.
app-mine-guest = Değerlemelerim Telegram’da
app-mine-guest-why = Uygulamayı bot sohbetinden açın, değerlemeleriniz saklansın.
app-mine-more = Daha fazla göster
app-remove = Sil
app-remove-ask = Bu değerleme silinsin mi? Geri getirilemez.
app-withdraw = Paylaşmayı bırak
app-withdraw-ask = Gönderilmiş bağlantılar açılmaz olur. Paylaşım bırakılsın mı?
app-withdrawn = Bağlantı artık çalışmıyor
app-shared-mark = paylaşıldı

app-offline = Bağlantı yok. Son bildiğimizi gösteriyoruz.
app-offline-none = Bağlantı yok
app-offline-none-why = İnternetinizi kontrol edin: gelir gelmez devam ederiz.
app-unavailable = Veriler şu anda kullanılamıyor
app-unavailable-why =
    { $seconds ->
        [0] Yeniden deneniyor…
        [one] { $seconds } saniye sonra yeniden denenecek.
       *[other] { $seconds } saniye sonra yeniden denenecek.
    }
app-failed = Bir şeyler ters gitti
app-failed-why = Hatadan haberimiz var. Lütfen yeniden deneyin.
app-retry = Yeniden dene
app-expired = Oturumun süresi doldu
app-expired-why = Girdikleriniz saklandı. Değerlemeleri kaydetmek için uygulamayı kapatıp yeniden açın.
app-not-shared = Bu değerleme artık yok
app-not-shared-why = Silinmiş ya da bağlantısı kapatılmış.

app-admin = Yönetim

app-count-cities =
    { $count ->
        [one] { $count } il
       *[other] { $count } il
    }
app-count-counties =
    { $count ->
        [one] { $count } ilçe
       *[other] { $count } ilçe
    }
app-count-districts =
    { $count ->
        [one] { $count } mahalle
       *[other] { $count } mahalle
    }
