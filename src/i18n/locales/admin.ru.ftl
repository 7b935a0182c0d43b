admin-denied = К сожалению, эта команда только для администраторов.
command-clearcache = обновить данные сейчас
command-cachestats = состояние кэша
command-history = последние обновления
command-rollback = вернуть прежнюю версию
command-unpin = снять закрепление
command-countries = страны: открыть и закрыть
