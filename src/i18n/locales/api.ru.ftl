problem-not-found = Не найдено
    .detail = По адресу { $path } ничего нет. Список адресов — на странице «/».
problem-method-not-allowed = Метод не поддерживается
    .detail = Здесь доступно: { $allowed }.
problem-unauthorized = Нужен доступ администратора
    .detail = Передайте заголовок «Authorization: Bearer <ADMIN_API_TOKEN>» со значением переменной ADMIN_API_TOKEN этого сервиса.
problem-admin-closed = Доступ администратора закрыт
    .detail = У сервиса не задана переменная ADMIN_API_TOKEN. Задайте её и передавайте заголовок «Authorization: Bearer <ADMIN_API_TOKEN>».
problem-forbidden = Доступно только администраторам
    .detail = Ваш аккаунт Telegram не входит в число администраторов этого сервиса.
problem-init-data-expired = Сеанс мини-приложения истёк
    .detail = Вход через Telegram действует 24 часа. Закройте мини-приложение и откройте его снова.
problem-malformed-json = Тело запроса — не JSON
    .detail = Разобрать JSON не удалось: проверьте кавычки, запятые и скобки.
problem-unsupported-media-type = Нужен JSON
    .detail = Отправьте тело с заголовком «Content-Type: application/json».
problem-body-too-large = Слишком большое тело запроса
    .detail = Допустимо не больше { $limit } байт.
problem-invalid-body = Неверное тело запроса
    .detail = Поле «{ $field }» не подходит. Допустимо: { $allowed }.
problem-unknown-field = Неизвестное поле
    .detail = Поля «{ $field }» здесь нет. Допустимо: { $allowed }.
problem-invalid-parameter = Неверный параметр
    .detail = Параметр «{ $field }» не подходит. Допустимо: { $allowed }.
problem-unknown-dataset = Нет такого набора данных
    .detail = Набора «{ $dataset }» нет. Есть: { $known }.
problem-unknown-country = Нет такой страны
    .detail = Страны с номером { $country } нет.
problem-unknown-job = Нет такой задачи
    .detail = Задача «{ $job }» не создавалась или уже забыта.
problem-no-such-version = Нет такой версии
    .detail = У набора «{ $dataset }» нет версии, к которой можно вернуться. Сохранённые версии показывает /api/cache/stats.
problem-not-pinned = Набор не закреплён
    .detail = Набор «{ $dataset }» не закреплён на версии, снимать нечего.
problem-cache-off = Кэш выключен
    .detail = CACHE_ENABLED=false: каждый ответ и так читается из базы.
problem-writing-off = Запись выключена
    .detail = У сервиса не задана переменная SUPABASE_SERVICE_ROLE_KEY, поэтому менять данные нельзя.
problem-malformed-request = Запрос не разобрать
    .detail = Это не запрос HTTP: проверьте первую строку, заголовки и длину тела.
problem-unsupported-encoding = Тело запроса сжато
    .detail = Отправьте тело без сжатия, без заголовка «Content-Encoding».
problem-request-timeout = Запрос шёл слишком долго
    .detail = Отправьте запрос заново: он не пришёл целиком вовремя.
problem-headers-too-large = Слишком большие заголовки
    .detail = Адрес и заголовки вместе должны быть не больше 16 КБ.
problem-rate-limited = Слишком много запросов
    .detail =
        { $seconds ->
            [one] Повторите через { $seconds } секунду.
            [few] Повторите через { $seconds } секунды.
           *[other] Повторите через { $seconds } секунд.
        }
problem-unavailable = Данные сейчас недоступны
    .detail = Ни кэш, ни база не отвечают. Повторите через несколько секунд.
problem-internal = Внутренняя ошибка
    .detail = Мы уже записали её под номером { $requestId }. Повторите позже.
problem-invalid-evaluation = Запрос на оценку нужно поправить
    .detail = { $faults }
problem-key-reused = Этот ключ уже использован
    .detail = Под этим Idempotency-Key уже была оценка с другими данными. Эта не сохранена: для неё нужен новый ключ.
problem-sign-in-needed = Нужен вход через Telegram
    .detail = Передайте заголовок «Authorization: tma <initData>» из мини-приложения. Оценить объект можно и гостем: тогда без этого заголовка.
problem-evaluations-off = Оценки не сохраняются
    .detail = У сервиса не задана переменная SUPABASE_SERVICE_ROLE_KEY, поэтому сохранённых оценок нет.
problem-unknown-evaluation = Нет такой оценки
    .detail = Среди ваших сохранённых оценок её нет: она удалена, или ссылка неверна.
problem-unknown-share = Ссылка не действует
    .detail = Оценкой по этой ссылке больше не делятся, или ссылка неверна.
problem-webhooks-closed = Вебхуки базы закрыты
    .detail = У сервиса не задана переменная SUPABASE_WEBHOOK_SECRET. Задайте её и передавайте заголовок «Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>».
problem-wrong-secret = Неверный секрет вебхука
    .detail = Передайте заголовок «Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>» со значением переменной SUPABASE_WEBHOOK_SECRET этого сервиса.
problem-unknown-table = Такой таблицы сервис не знает
    .detail = Из таблицы «{ $table }» сервис ничего не читает.

allowed-boolean = true или false
allowed-text = строка
allowed-object = объект JSON
allowed-country = номер страны, целое число от 1
allowed-place = номер места из каталога, целое число от 1
allowed-limit = целое число от 1 до { $maximum }
allowed-query = от 1 до { $maximum } символов
allowed-next = значение next предыдущей страницы
allowed-key = от 1 до { $maximum } латинских букв, цифр и знаков
allowed-nothing = полей нет
allowed-change = INSERT, UPDATE, DELETE или TRUNCATE
allowed-row = строка таблицы, объект JSON, или null

fault-name =
    { $field ->
        [country] Страна
        [city] Город
        [county] Район
        [district] Квартал
        [area] Площадь, м²
        [bedrooms] Комнаты
        [age] Возраст дома, лет
        [floor] Этаж
        [heating] Отопление
        [asking] Запрошенная цена
        [asking-amount] Запрошенная цена
        [asking-currency] Валюта запрошенной цены
        [currency] Валюта ответа
        [save] Сохранение
       *[other] Запрос
    }
fault-required = { $name } ({ $field }): не указано.
fault-wrong-type = { $name } ({ $field }): «{ $given }» не подходит.
fault-too-small = { $name } ({ $field }): { $given } — слишком мало.
fault-too-great = { $name } ({ $field }): { $given } — слишком много.
fault-unknown-place = { $name } ({ $field }): номера { $given } здесь нет.
fault-place-of-another = { $name } ({ $field }): номер { $given } относится к другому месту.
fault-unknown-segment = { $name } ({ $field }): «{ $given }» в данных этого места нет.
fault-unknown-currency = { $name } ({ $field }): для «{ $given }» нет курса.
fault-unknown-field = Поля «{ $field }» здесь нет.
fault-allowed = Допустимо: { $allowed }.

saving-saved = Сохранено
saving-failed = Не сохранено: хранилище сейчас не отвечает. Повторите позже.
saving-removed = Не сохранено: эту оценку вы уже сохраняли и удалили.
saving-off = Не сохранено: этот сервис оценки не хранит.
saving-guest = Не сохранено: войдите через Telegram, и оценки будут сохраняться.
saving-not-asked = Не сохранено: так вы попросили.

hook-nothing = Делать нечего: ни один набор данных в кэше не зависит от этого изменения { $table }.
hook-cache-off = Делать нечего: CACHE_ENABLED=false, каждый ответ и так читается из базы.

home-title = Оценка объекта
home-lead = Сервис оценки недвижимости: данные стран всегда наготове, ответы приходят сразу.
home-data = Данные
home-operations = Работа сервиса
home-countries = Страны
home-search = Поиск места
home-stats = Состояние кэша
home-ready = Готовность
home-health = Жив ли сервис
