app-admin-token = Токен администратора
app-admin-token-why = ADMIN_API_TOKEN этого сервиса. npm start печатает его при запуске.
app-admin-enter = Войти
app-admin-denied = Доступа нет. Проверьте токен.
app-admin-datasets = Наборы данных
app-admin-dataset =
    { $dataset ->
        [countries] Список стран
        [catalog] Каталог · { $country }
        [market] Рынок · { $country }
       *[rates] Курсы валют
    }
app-admin-mode =
    { $mode ->
        [redis] Кэш в Redis
        [memory] Кэш в памяти
       *[off] Кэш выключен
    }
app-admin-redis-away = Redis недоступен
app-admin-hits = Из памяти
app-admin-reads = Чтений
app-admin-version = Версия
app-admin-age = Проверено
app-admin-rows = Строк
app-admin-source = Источник
app-admin-not-held = В памяти ещё нет
app-admin-mark =
    { $mark ->
        [stale] устарело
        [pinned] закреплено
       *[hidden] страна закрыта
    }
app-admin-refresh = Обновить
app-admin-refresh-all = Обновить всё
app-admin-rollback = Откатить
app-admin-ask =
    { $what ->
        [all] Обновить все наборы данных?
        [clear] Обновить «{ $dataset }»?
        [rollback] Вернуть прежнюю версию набора «{ $dataset }» и закрепить её?
       *[unpin] Снять закрепление набора «{ $dataset }»? Он обновится.
    }
app-admin-unpin = Открепить
app-admin-done-rollback = Прежняя версия возвращена и закреплена
app-admin-progress =
    { $step ->
        [loading] загружается из базы
        [building] собирается
        [checking] проверяется
        [publishing] публикуется
       *[queued] в очереди
    }
app-admin-outcome =
    { $outcome ->
        [published] опубликовано
        [unchanged] без изменений
        [held] закреплено, версия сохранена
        [superseded] уже есть новее
        [refused] отклонено
       *[failed] не удалось
    }
app-admin-history = Последние обновления
app-admin-history-none = Обновлений ещё не было.
app-admin-countries = Страны
app-admin-open = Открыта: { $country }
app-admin-close-ask = Закрыть страну «{ $country }»? Её увидят только администраторы.
app-admin-confirm = Да
