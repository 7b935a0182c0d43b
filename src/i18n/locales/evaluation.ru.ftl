evaluate = Оценка
    .button = 💰 Оценить объект
command-evaluate = оценить объект
command-reports = мои оценки
help-evaluate = Оценить объект: напишите всё одним сообщением, например «Аланья 2+1 85 м² 145000 €», в любом порядке. Или по шагам: /evaluate.

told-asking = просят { $price }
ask-skip = Пропустить
    .button = Пропустить ⏩
ask-none = Не указывать
    .button = Не указывать
ask-cancel = Отмена
    .button = ✖️ Отмена
ask-place = Где находится объект?
    .hint = Напишите город и район, например «Аланья Махмутлар», или выберите из списка.
ask-city = В каком городе?
ask-area = Какая площадь?
    .hint = Выберите или напишите число квадратных метров, например 85.
ask-bedrooms = Сколько комнат?
    .hint = 2+1 — две спальни и гостиная.
ask-rooms =
    { $count ->
        [one] { $count } комната: считая гостиную или без неё?
        [few] { $count } комнаты: считая гостиную или без неё?
       *[many] { $count } комнат: считая гостиную или без неё?
    }
    .hint = Выберите: 2+1 — две спальни и гостиная.
ask-age = Сколько лет дому?
    .hint = Выберите или напишите число.
ask-floor = Какой этаж?
    .hint = Выберите или напишите число. Нулевой — вровень с улицей, как считают в Турции.
ask-heating = Какое отопление?
    .hint = Выберите из тех, о которых есть данные.
ask-asking = Сколько просят за объект?
    .hint = Напишите сумму с валютой, например 145000 €. Сравню её с оценкой.
ask-asking-currency = { $price } — в какой валюте?
ask-number = { $number } — что это?
number-area = Площадь { $number } м²
number-bedrooms = Спален: { $number }
number-age = Лет дому: { $number }
number-floor = Этаж { $number }
number-asking = Цена { $number }
number-none = Не учитывать

segment-studio = студия
segment-basement = подвал
segment-ground = нулевой этаж
segment-new = новый дом
heating-gas = газ
heating-central = центральное отопление
heating-floor = тёплый пол
heating-air = кондиционер
heating-stove = печь
heating-electric = электрическое отопление
heating-none = без отопления
property-area = { $area } м²
property-bedrooms =
    { $count ->
        [one] { $count } спальня
        [few] { $count } спальни
       *[many] { $count } спален
    }
property-age =
    { $count ->
        [one] дому { $count } год
        [few] дому { $count } года
       *[many] дому { $count } лет
    }
property-age-range = возраст дома { $age }
property-floor = этаж { $floor }
attribute-bedrooms = комнаты
attribute-age = возраст дома
attribute-floor = этаж
attribute-heating = отопление

answer-range = ориентировочно { $range }
answer-per-metre = { $price } за м²
answer-asking = Просят { $price } — { $against }
asking-level = вровень с оценкой
asking-more = на { $share } выше оценки
asking-less = на { $share } ниже оценки
verdict-below = Дешевле ориентировочного диапазона: стоит узнать почему.
verdict-within = В пределах ориентировочного диапазона.
verdict-above = Дороже ориентировочного диапазона: есть о чём торговаться.
answer-rent = Аренда около { $amount } в месяц, доходность { $share } годовых
answer-rent-by-yield = Аренда около { $amount } в месяц (по средней доходности места, { $share } годовых)
trend-title = Цены: { $place }
trend-years =
    { $years ->
        [1] за год: { $changes }
        [one] за { $years } год: { $changes }
        [few] за { $years } года: { $changes }
       *[many] за { $years } лет: { $changes }
    }
trend-months =
    { $months ->
        [one] за { $months } месяц: { $changes }
        [few] за { $months } месяца: { $changes }
       *[many] за { $months } месяцев: { $changes }
    }
trend-inflation = Рост в { $currency } — в основном инфляция.
forecast =
    { $months ->
        [one] Через { $months } месяц цены здесь, ориентировочно: { $change } (от { $low } до { $high }).
        [few] Через { $months } месяца цены здесь, ориентировочно: { $change } (от { $low } до { $high }).
       *[many] Через { $months } месяцев цены здесь, ориентировочно: { $change } (от { $low } до { $high }).
    }
forecast-too-short = Прогноза нет: история цен короче года.
forecast-gaps = Прогноза нет: в истории цен пробелы.
confidence-A = Надёжность высокая (A)
confidence-B = Надёжность средняя (B)
confidence-C = Надёжность низкая (C)
reason-good-specific-level = данные самого района
reason-good-many-listings = много объявлений
reason-good-narrow-range = узкий диапазон
reason-coarse-level = нет данных самого района
reason-few-listings = мало объявлений
reason-old-data = данные старше полугода
reason-segment-missing = учтено не всё, что вы назвали
reason-implausible-listings = есть неправдоподобные объявления
reason-wide-range = широкий диапазон
missing-segments = Не учтено, нет данных: { $list }
missing-rent = Об аренде данных нет
missing-rates = Нет курса: { $list }
missing-market = Рынок этой страны пока не загружен: цен нет ни по одному месту.
missing-sale = Нет цен продажи: ни по этому месту, ни по городу, ни по стране.
missing-currency = Не указано, в какой валюте цены этой страны.
insufficient = Недостаточно данных для оценки
insufficient-advice = Попробуйте другое место или загляните позже: данные обновляются.
answer-date = Данные от { $date }
answer-dates = Данные: { $oldest } — { $newest }
answer-rate = Курс: { $one } = { $units } ({ $date })
answer-rate-date = Курс валют от { $date }
answer-rate-stale = Курс устарел.
answer-demo = Демо-данные: цифры придуманы, настоящего рынка за ними нет.

answer-why = Почему столько
    .button = 🧮 Почему столько
answer-change = Изменить
    .button = ✏️ Изменить
answer-currency = Валюта
    .button = 💱 Валюта
answer-save = Сохранить
    .button = 💾 Сохранить
answer-share = Поделиться
    .button = 🔗 Поделиться
answer-done = Готово
    .button = 👌 Готово
answer-back = К оценке
    .button = ⬅️ К оценке
answer-again = По свежим данным
    .button = 🔄 По свежим данным
why-title = Почему столько
why-per-metre = За квадратный метр:
why-range = Диапазон { $range }: в него попадают четыре объекта из пяти, проверено на моделях рынка, а не на сделках.
why-baseline = Обычным способом, как среднее похожих объявлений, вышло бы { $price }.
cause-general = общая цена, { $place }
cause-attribute = { $attribute }: { $segment }
cause-count =
    { $count ->
        [one] { $count } объявление
        [few] { $count } объявления
       *[many] { $count } объявлений
    }
cause-level = как общая цена
cause-dearer = на { $share } выше общей цены
cause-cheaper = на { $share } ниже общей цены
cause-extremes = без неправдоподобных объявлений
cause-date = цены изменились с даты данных
cause-coarser-levels = с оглядкой на город и страну
change-title = Что изменить?
currency-title = В какой валюте показать?

save-saved = Сохранено. Список: /reports
save-failed = Не сохранено: хранилище сейчас не отвечает. Попробуйте чуть позже.
save-removed = Не сохранено: эту оценку вы уже сохраняли и удалили. Чтобы сохранить, оцените объект заново.
save-another = Не сохранено: под этим номером уже другая оценка.
save-off = Не сохранено: сохранение оценок здесь выключено.
share-title = Ссылка на оценку
share-text = Кто откроет ссылку, увидит эту оценку, но не вас. Отозвать её можно в любой момент.
share-send = Отправить
    .button = 📤 Отправить
share-revoke = Отозвать
    .button = 🚫 Отозвать ссылку
share-revoked = Ссылка больше не работает.
share-app = В приложении
    .button = 📱 Открыть в приложении
share-open = Открыть оценку
    .button = 🏠 Открыть оценку
share-invitation = Оценка объекта: { $title }
shared-note = С вами поделились оценкой от { $date }
shared-gone = Этой оценки больше нет: ссылку отозвали или оценку удалили.

reports-title = Мои оценки
reports-none = Сохранённых оценок пока нет. Оцените объект и нажмите «Сохранить».
reports-off = Оценки здесь не сохраняются: хранилище выключено.
reports-next = Раньше
    .button = Раньше ›
reports-previous = Позже
    .button = ‹ Позже
reports-back = К списку
    .button = ⬅️ К списку
report-note = Оценка от { $date }
report-gone = Этой оценки больше нет.
report-remove = Удалить
    .button = 🗑 Удалить
report-remove-ask = Удалить эту оценку? Ссылка на неё перестанет работать, вернуть её будет нельзя.
    .yes-button = 🗑 Удалить
    .no-button = Не удалять
report-removed = Оценка удалена.

understood-nothing = Не понял «{ $given }».
ignored-words = Не понял и не учёл: «{ $words }».
place-none = Место «{ $words }» не нашлось. Проверьте название.
place-conflict = «{ $words }»: эти места не лежат одно в другом. Какое имели в виду?
place-several = По словам «{ $words }» есть несколько мест. Какое?
place-misspelt = Места «{ $words }» не нашлось. Может быть, это?
needs-city = Для оценки нужен хотя бы город.
said-twice = Сказано дважды и по-разному: { $list }. Как правильно?
field-place = место
field-asking = цена
field-area = площадь
heating-several = «{ $words }» здесь может значить разное. Что ближе?
refused-area = Площадь «{ $given }» не подходит: нужно число от { $least } до { $most } м².
refused-bedrooms = Спален «{ $given }» не бывает: нужно целое число от { $least } до { $most }.
refused-age = Возраст «{ $given }» не подходит: нужно целое число лет от { $least } до { $most }.
refused-floor = Этаж «{ $given }» не подходит: нужно целое число от { $least } до { $most }.
refused-asking = Цена «{ $given }» не подходит: нужна сумма больше нуля с валютой, например 145000 €.
refused-currency = Валюту «{ $given }» пересчитать не могу. Есть курсы: { $allowed }.
refused-segment = О «{ $given }» здесь нет данных. Есть: { $allowed }.
refused-place-of-another = Эти места не лежат одно в другом. Назовите место ещё раз.
evaluation-cancelled = Хорошо, оценивать не будем. Начать заново: /evaluate
