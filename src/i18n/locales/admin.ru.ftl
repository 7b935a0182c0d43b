admin-denied = К сожалению, эта команда только для администраторов.
command-clearcache = обновить данные сейчас
command-cachestats = состояние кэша
command-history = последние обновления
command-rollback = вернуть прежнюю версию
command-unpin = снять закрепление
command-countries = страны: открыть и закрыть

dataset-all = все данные
dataset-countries = Список стран
dataset-catalog = Каталог · { $country }
dataset-market = Рынок · { $country }
dataset-rates = Курсы валют
dataset-unknown = Набора «{ $text }» нет. Есть: { $known }.
dataset-gone =
    .toast = Этого набора больше нет.
count-dataset =
    { $count ->
        [one] { $count } набор
        [few] { $count } набора
       *[many] { $count } наборов
    }
figure-rows =
    { $count ->
        [one] { $count } строка
        [few] { $count } строки
       *[many] { $count } строк
    }
figure-version = версия { $version }
cache-off = Кэш выключен (CACHE_ENABLED=false): ничего не хранится, каждый ответ и так читается из базы.
redis-away = Redis сейчас недоступен, а без него этого не сделать. Данные тем временем отвечают из памяти. Попробуйте, когда он вернётся.

clear-title = Обновление: { $scope }
clear-redis-away = Redis недоступен: обновляется только память этого бота. Событие будет повторено, когда Redis вернётся.
clear-purge-later = Опубликованные версии останутся в Redis до этого момента и будут удалены тогда же.
clear-purged = Опубликованные версии удалены; пока новая не готова, ответы читаются из базы.
clear-redis-lost = Redis перестал отвечать. Итог станет известен, когда он вернётся.
clear-late = Воркер пока не взял задание, поэтому бот обновляет свою память сам. Задание остаётся в очереди.
clear-unwatched = Прошло 5 минут, больше за ходом не слежу: обновление продолжается само. Итог покажут /history и /cachestats.
clear-unknown = Об этом обновлении больше ничего не известно. Последние обновления показывает /history.
clear-total = Всего: { $all }, { $rows }, { $duration }
clear-total-partly = Удалось не всё: { $done } из { $total }, { $rows }, { $duration }
clear-again =
    .button = 🔄 Повторить
clear-all =
    .button = 🔄 Обновить всё
purge =
    .button = 🧨 Удалить и загрузить
purge-ask = Удалить опубликованное и загрузить заново: { $scope }?
    .yes-button = 🧨 Удалить
    .no-button = Не удалять
purge-what = Это нужно, когда опубликованы неверные данные. Все сохранённые версии и закрепление исчезнут, откатиться будет некуда. Пока новая версия не готова, ответы читаются из базы и приходят медленнее.
purge-cancelled = Хорошо, ничего не удаляю.
purge-old =
    .toast = Это подтверждение уже использовано или устарело. Ничего не сделано.

neighbour-asked = API этой машины получил ту же просьбу.
neighbour-no-token = API этой машины не оповещён: не задан ADMIN_API_TOKEN.
neighbour-unreachable = API этой машины не отвечает.
neighbour-refused = API этой машины отказался обновляться.

step-queued = ⏳ в очереди
step-loading = ⏳ загружается из базы
step-building = ⏳ собирается
step-checking = ⏳ проверяется
step-publishing = ⏳ публикуется
step-unknown = ⏳ нет вестей
refill-published = ✅ обновлено в памяти бота
refill-held = 📌 закреплено, в памяти прежняя версия
refill-failed = ❌ не удалось, в памяти то, что было
outcome-published = ✅ опубликовано
outcome-unchanged = ✅ данные не изменились
outcome-held = 📌 новая версия сохранена, но набор закреплён на прежней
outcome-superseded = ✅ более поздняя загрузка уже опубликована
outcome-refused = ❌ отклонено
outcome-failed = ❌ не удалось
outcome-retried = ⏳ не удалось, пробуем ещё раз
published-untouched = опубликованное не тронуто
published-nothing = опубликованной версии нет, ответы читаются из базы
failure-reason = Причина: { $reason }
finding-minimum-rows = строк меньше допустимого
finding-row-count = число строк не сходится с базой
finding-added-limit = за один раз добавлено слишком много
finding-removed-limit = за один раз удалено слишком много
finding-unique-ids = повторяются идентификаторы
finding-ids-present = есть строки без идентификатора
finding-names-present = есть строки без названия
finding-parents-present = есть места вне того, в чём они лежат

stats-title = Состояние кэша
stats-mode-redis = Режим: Redis
stats-mode-memory = Режим: память процесса
stats-mode-off = Кэш выключен (CACHE_ENABLED=false)
stats-redis-usable = Redis: доступен
stats-redis-away = Redis: недоступен, отвечаем из памяти
stats-checked = проверено { $age }
stats-not-held = в памяти ещё нет
stats-stale = устарело
stats-pinned = закреплено
stats-hidden = страна закрыта
stats-refresh =
    .button = 🔄 Показать заново

history-title = Последние обновления: { $scope }
history-none = Обновлений ещё не было.
history-all =
    .button = Все наборы
reason-schedule = по расписанию
reason-admin = по просьбе администратора
reason-webhook = изменилась база
reason-revision = база изменилась, замечено опросом
reason-cold-start = ничего не было опубликовано
reason-unpin = снято закрепление
reason-reader-ahead = у читателя новее

rollback-choose = Какой набор вернуть к прежней версии?
rollback-versions = Версии набора «{ $dataset }»
rollback-current = сейчас
rollback-pinned = сейчас, закреплена
rollback-none = Других версий нет, возвращаться некуда.
rollback-ask = Вернуть «{ $dataset }» к версии { $version }? Набор останется на ней, пока закрепление не снимут.
    .yes-button = ↩️ Вернуть
    .no-button = Не возвращать
rollback-done = ↩️ «{ $dataset }» теперь на версии { $version } и закреплён на ней. Новые версии сохраняются, но не публикуются, пока закрепление не снимут: /unpin.
rollback-gone = Этой версии больше нет. Сохранённые показывает /rollback.
unpin =
    .button = 📌 Снять закрепление
unpin-choose = Какой набор открепить? Он вернётся к новейшей версии и обновится.
unpin-none = Ни один набор не закреплён.
unpin-already = Набор «{ $dataset }» уже не закреплён.

countries-title = Страны
countries-none = Ни одной страны в базе нет.
countries-list =
    .button = ⬅️ К странам
country-is-open = открыта
country-is-closed = закрыта, видна администраторам
country-is-empty = открыта, но данных нет
country-open =
    .button = Открыть: { $country }
country-close =
    .button = Закрыть: { $country }
country-close-ask = Закрыть страну «{ $country }»? Она исчезнет из бота и приложения для всех, кроме администраторов.
    .yes-button = 🔒 Закрыть
    .no-button = Не закрывать
country-opening = Страна «{ $country }» открыта в базе, обновляем список для всех.
country-closing = Страна «{ $country }» закрыта в базе, обновляем список для всех.
country-opened = 🟢 Страна «{ $country }» открыта для всех.
country-closed = 🔒 Страна «{ $country }» закрыта для всех, кроме администраторов.
switch-unknown-country = Этой страны больше нет в базе.
switch-writing-off = Переключить нельзя: не задан SUPABASE_SERVICE_ROLE_KEY, запись выключена.
switch-unavailable = База не приняла изменение, переключение могло не сработать. Проверьте список и попробуйте ещё раз через полминуты.

alert-refused = ❌ Данные отклонены: { $dataset }. Опубликованное не тронуто.
alert-refused-over = ✅ Данные снова принимаются: { $dataset }. Отклонялись { $span }.
alert-failing = ❌ Обновление не удаётся несколько раз подряд: { $dataset }. Опубликованное не тронуто.
alert-failing-over = ✅ Обновление снова удаётся: { $dataset }. Не удавалось { $span }.
alert-stale = ⚠️ Данные устарели: { $dataset }. Проверены { $age }.
alert-stale-over = ✅ Данные снова свежие: { $dataset }. Были устаревшими { $span }.
alert-redis = ⚠️ Redis недоступен. Ответы идут из памяти, обновления ждут.
alert-redis-over = ✅ Redis снова доступен. Его не было { $span }.
alert-redis-writes = ⚠️ Redis не принимает запись: у него кончилось место. Ответы идут из памяти, обновления ждут.
alert-redis-writes-over = ✅ Redis снова принимает запись. Не принимал { $span }.
alert-refresh =
    .button = 🔄 Обновить
alert-history =
    .button = 🕓 История
alert-statistics =
    .button = 📊 Состояние кэша
