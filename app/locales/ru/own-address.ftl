# Свой адрес: прочитать, скопировать, показать как QR-код.

own-address-none = Адреса пока нет.
own-address-body = Дайте этот адрес тем, кому можно вам писать. Кто его знает, видит, когда вы в сети.
own-address-amnesic = Этот адрес живёт столько же, сколько этот сеанс. Ничего о нём не записывается.
own-address-kept = Этот адрес ваш, пока вы храните этот профиль.
own-address-clipboard = Другие программы на этом компьютере могут читать буфер обмена.

own-address-copy = Копировать адрес
own-address-copied = Адрес скопирован
own-address-copy-link = Копировать ссылку sotto:
own-address-link-copied = Ссылка скопирована

own-address-invites = Открытые приглашения
own-address-invites-mean = Кто придёт с одним из них первым, сразу станет вашим контактом. Ссылка снова не показывается.
own-address-invite-good = Срок действия истекает: { $day }
own-address-invite-revoke = Отозвать
