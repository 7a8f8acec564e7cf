# Список контактов. Он узкий: у обрезанных строк пропадает конец.

sidebar-own-address = Ваш адрес (Ctrl+L)
sidebar-settings = Настройки (Ctrl+,)
sidebar-meet = Новый контакт

# Кнопки рядом с состоянием соединения.

sidebar-connect = Подключить
sidebar-stop = Стоп

sidebar-empty = Здесь пока никого нет.
sidebar-empty-do = Передайте кому-то приглашение или вставьте ссылку, которую вам дали.

# Поле над списком и то, что оно находит.

sidebar-search = Поиск (Ctrl+K)
sidebar-found-messages = Сообщения
sidebar-found-nothing = Ничего не найдено.
sidebar-looking = Поиск в сообщениях…
sidebar-more = Показать прежние

# Над группами списка.

sidebar-requests = Запросы
sidebar-blocked-count = Заблокированы ({ $count })

# Вместо последнего сообщения контакта.

sidebar-asks = Задаёт вам вопрос
sidebar-wants-to-write = Хочет вам написать
sidebar-no-messages = Сообщений пока нет
sidebar-deleted = Сообщение удалено
sidebar-draft = Черновик: { $text }

# Что можно сделать с контактом в списке.

sidebar-pin = Закрепить вверху
sidebar-unpin = Открепить
sidebar-mute = Без уведомлений
sidebar-unmute = С уведомлениями
sidebar-mark-read = Прочитано
sidebar-ask-delete = Удалить…
sidebar-delete-means = Контакт и все сообщения будут удалены с этого компьютера навсегда. У собеседника ничего не удаляется.
sidebar-delete = Удалить навсегда
sidebar-keep = Оставить

sidebar-verified = { $presence } · Подтверждено
# Наши сообщения, которые ещё не ушли.
sidebar-waiting = { $count ->
    [one] Ожидает: { $count }
    [few] Ожидают: { $count }
    [many] Ожидают: { $count }
   *[other] Ожидают: { $count }
}
