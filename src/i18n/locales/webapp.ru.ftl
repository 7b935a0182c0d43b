app-title = Оценка объекта
app-lead = Сколько стоит квартира или дом, почём аренда и как меняются цены.
app-no-script = Включите JavaScript.
app-language = Язык
app-back = Назад
app-close = Закрыть
app-cancel = Отмена
app-loading = Загружаем…

app-step = Шаг { $step } из 3
app-place-title = Где находится объект?
app-place-search = Город, район или квартал
app-place-example = Аланья, Kadıköy…
app-place-clear = Очистить
app-place-recent = Недавние места
app-place-lists = Выбрать из списка
app-place-none = По запросу «{ $query }» ничего не нашлось.
app-place-none-advice = Проверьте название или выберите место из списка.
app-place-found =
    { $count ->
        [one] Найдено { $count } место
        [few] Найдено { $count } места
       *[many] Найдено { $count } мест
    }
app-place-whole = { $name }: всё целиком
app-place-change = Изменить место
app-change = Изменить
app-place-empty = Здесь пока нет мест.
app-place-no-countries = Пока нет открытых стран. Загляните позже.
app-place-unknown = Этого места больше нет. Выберите другое.
app-level =
    { $level ->
        [country] Страна
        [city] Город
        [county] Район
       *[district] Квартал
    }

app-object-title = Что за объект?
app-area = Площадь
app-square-metres = м²
app-property-age = возраст { $age }
app-area-wrong = Укажите от { $from } до { $to } м².
app-number-wrong = Введите число.
app-optional = по желанию
app-details = Уточните, и оценка станет точнее
app-details-none = Подробных данных здесь нет. Оценим по площади.
app-attribute =
    { $attribute ->
        [bedrooms] Комнаты
        [age] Возраст дома, лет
        [floor] Этаж
       *[heating] Отопление
    }
app-segment =
    { $name ->
        [bedrooms-1-0] Студия
        [age-0] Новый дом
        [floor-ground] Первый
        [floor-basement] Цоколь
        [heating-natural-gas] Газ
        [heating-central-heating] Центральное
        [heating-floor-heating] Тёплый пол
        [heating-air-conditioning] Кондиционер
        [heating-stove] Печь
       *[other] { $plain }
    }
app-asking = Цена продавца
app-asking-why = Сравним её с рынком
app-currency = Валюта
app-continue = Продолжить
app-evaluate = Оценить

app-result-title = Оценка
app-price = Ориентировочная цена
app-price-range = В 4 случаях из 5: { $range }
app-per-metre = За м²
app-rent = Аренда в месяц
app-yield = Доходность в год
app-rent-by-yield = по доходности места
app-unknown = нет данных
app-demo = Демо-данные
app-demo-why = Цены созданы для примера, это не настоящий рынок.
app-stale = Данные за { $date }: рынок мог измениться.
app-from-memory = Сохранённый ответ, { $age }
app-shared = С вами поделились этой оценкой
app-own-evaluation = Оценить свой объект
app-evaluated = Оценено { $date }

app-asking-title = Цена продавца и рынок
app-asking-verdict =
    { $verdict ->
        [below] Ниже рынка на { $difference }
        [above] Выше рынка на { $difference }
       *[within] В пределах рынка
    }
app-asking-within-difference =
    { $direction ->
        [more] На { $difference } дороже оценки
        [less] На { $difference } дешевле оценки
       *[same] Ровно как оценка
    }
app-scale-label = Диапазон рынка от { $low } до { $high }, оценка { $price }, цена продавца { $asking }
app-scale-asking = продавец

app-trend-title = Как меняется цена за м²
app-trend-place = { $place }, по месяцам
app-trend-label = График цены за м² за { $months } мес. и прогноз на год
app-trend-forecast = прогноз
app-trend-between = от { $low } до { $high }
app-trend-none = По этому месту нет ряда цен.
app-trend-no-forecast =
    { $reason ->
        [too-short] Для прогноза мало месяцев: нужно не меньше двенадцати.
       *[gaps] В ряду есть большие пропуски, поэтому прогноза нет.
    }
app-trend-change =
    { $period ->
        [one-year] За год
        [three-years] За 3 года
       *[five-years] За 5 лет
    }
app-trend-change-months = За { $months } мес.
app-trend-inflation = За годы рост в местной валюте во многом инфляция. В евро видно без неё.
app-trend-euro-forecast = Прогноз пересчитан по последнему курсу.
app-trend-view = Валюта графика

app-why-title = Почему столько
app-why-lead = Цена за м² складывается так:
app-why-cause =
    { $cause ->
        [general] Средняя цена места
        [extremes] Без неправдоподобных объявлений
        [date] Пересчёт на сегодня
        [coarser-levels] С учётом окружения
        [bedrooms] Комнаты
        [age] Возраст дома
        [floor] Этаж
       *[heating] Отопление
    }
app-why-listings =
    { $count ->
        [one] { $count } объявление
        [few] { $count } объявления
       *[many] { $count } объявлений
    }
app-why-sum = Итого за м²
app-why-total = × { $area } м² = { $total }

app-confidence-title = Насколько можно верить
app-confidence =
    { $grade ->
        [A] Высокая надёжность
        [B] Средняя надёжность
       *[C] Низкая надёжность
    }
app-reason =
    { $reason ->
        [good-specific-level] Есть данные по самому району
        [good-many-listings] Много похожих объявлений
        [good-narrow-range] Узкий разброс цен
        [coarse-level] Данные только по городу или стране
        [few-listings] Мало похожих объявлений
        [old-data] Данные давно не обновлялись
        [segment-missing] По части признаков данных нет
        [implausible-listings] Часть объявлений неправдоподобна
        [wide-range] Широкий разброс цен
       *[demo-data] Это демо-данные
    }

app-dates-title = Откуда данные
app-dates-market = Рынок
app-dates-rates = Курсы
app-dates-rates-stale = { $date }, устарели
app-missing-title = Чего не хватает
app-missing =
    { $what ->
        [sale-price] Цен продажи по этому месту нет
        [rent-price] Арендных ставок по этому месту нет
        [rate] Нет курса { $currency }
        [currency] Для этой страны не задана валюта
        [bedrooms] Нет данных о комнатах
        [age] Нет данных о возрасте дома
        [floor] Нет данных об этаже
       *[heating] Нет данных об отоплении
    }
app-insufficient = Недостаточно данных
app-insufficient-why = По этому месту пока нет цен. Попробуйте район или город целиком.
app-insufficient-country = По этой стране пока нет цен.
app-other-place = Выбрать другое место
app-new = Новая оценка
app-edit = Изменить объект

app-saving =
    { $status ->
        [saved] Сохранено в «Мои оценки»
        [saving] Сохраняем…
        [failed] Не сохранено
        [removed] Не сохранено: удалено вами
        [off] Сохранение выключено
       *[guest] Оценки сохраняются, если открыть приложение в Telegram
    }
app-save = Сохранить
app-share = Поделиться
app-share-text = { $place }: { $price }
app-copied = Ссылка скопирована
app-copied-text = Итог скопирован
app-copy-failed = Скопировать не удалось

app-mine = Мои оценки
app-mine-empty = Здесь появятся ваши оценки
app-mine-empty-why = Оцените первый объект, и он сохранится сам.
app-mine-guest = Мои оценки доступны в Telegram
app-mine-guest-why = Откройте приложение из чата с ботом.
app-mine-more = Показать ещё
app-remove = Удалить
app-remove-ask = Удалить эту оценку? Вернуть её будет нельзя.
app-withdraw = Перестать делиться
app-withdraw-ask = Отправленные ссылки перестанут открываться. Перестать делиться?
app-withdrawn = Ссылка больше не работает
app-shared-mark = по ссылке

app-offline = Нет связи. Показываем последнее, что знаем.
app-offline-none = Нет связи
app-offline-none-why = Как только она появится, продолжим.
app-unavailable = Данные сейчас недоступны
app-unavailable-why =
    { $seconds ->
        [0] Пробуем снова…
        [one] Пробуем снова через { $seconds } секунду.
        [few] Пробуем снова через { $seconds } секунды.
       *[many] Пробуем снова через { $seconds } секунд.
    }
app-failed = Что-то пошло не так
app-failed-why = Попробуйте ещё раз.
app-retry = Повторить
app-expired = Сеанс истёк
app-expired-why = Введённое сохранено. Чтобы сохранять оценки, откройте приложение снова.
app-not-shared = Этой оценки больше нет
app-not-shared-why = Её удалили или закрыли доступ.

app-admin = Управление

app-count-cities =
    { $count ->
        [one] { $count } город
        [few] { $count } города
       *[many] { $count } городов
    }
app-count-counties =
    { $count ->
        [one] { $count } район
        [few] { $count } района
       *[many] { $count } районов
    }
app-count-districts =
    { $count ->
        [one] { $count } квартал
        [few] { $count } квартала
       *[many] { $count } кварталов
    }
