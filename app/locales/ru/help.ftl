# Справка: клавиши и что делает каждая.

help-head = Клавиши
help-close = Закрыть (Esc)
# «sotto chat» — команда.
help-reader = Это окно не говорит с программами чтения с экрана. Команда «sotto chat» — тот же Sotto простым текстом.

help-help = Эта справка
help-add-contact = Добавить контакт
help-settings = Настройки
help-own-address = Ваш адрес и приглашения
help-verify = Проверить, кто этот контакт
help-search = Найти контакты и сообщения
help-paste = Добавить контакт, чью ссылку вы скопировали
help-next = Следующая беседа
help-previous = Предыдущая беседа
help-back = Закрыть то, что на переднем плане
help-page-up = Прежние сообщения
help-page-down = Новые сообщения
help-focus-next = Следующая кнопка или поле
help-focus-previous = Предыдущая кнопка или поле
help-larger = Крупнее текст
help-smaller = Мельче текст
help-usual-size = Обычный размер текста
help-lock = Заблокировать Sotto
help-wipe = Уничтожить профиль; сначала вас спросят
help-quit = Завершить Sotto

help-send = Отправить; нажать кнопку в фокусе
help-new-line = Новая строка в сообщении
help-row-menu = Ещё о беседе в списке
help-find = Найти в открытой беседе
help-message = Переходить от сообщения к сообщению; Enter открывает меню
help-edit-last = Изменить своё последнее сообщение
