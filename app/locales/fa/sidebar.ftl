# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

sidebar-own-address = نشانی شما (Ctrl+L)
sidebar-settings = تنظیمات (⁦Ctrl+,⁩)
sidebar-meet = ارتباط با کسی

sidebar-connect = اتصال
sidebar-stop = توقف

sidebar-empty = هنوز کسی اینجا نیست.
sidebar-empty-do = به کسی دعوت‌نامه بدهید، یا پیوندی را که به شما داده‌اند بچسبانید.

sidebar-search = جستجو (Ctrl+K)
sidebar-found-messages = پیام‌ها
sidebar-found-nothing = چیزی یافت نشد.
sidebar-looking = در حال گشتن در پیام‌ها…
sidebar-more = نمایش قدیمی‌ترها

sidebar-requests = درخواست‌ها
sidebar-blocked-count = مسدودشده ({ $count })

sidebar-asks = از شما پرسشی دارد
sidebar-wants-to-write = می‌خواهد به شما بنویسد
sidebar-no-messages = هنوز پیامی نیست
sidebar-deleted = پیام حذف شد
sidebar-draft = پیش‌نویس: { $text }

sidebar-pin = سنجاق به بالا
sidebar-unpin = برداشتن سنجاق
sidebar-mute = بی‌صدا کردن
sidebar-unmute = باصدا کردن
sidebar-mark-read = خوانده‌شده
sidebar-ask-delete = حذف…
sidebar-delete-means = این کار مخاطب و همهٔ پیام‌ها را برای همیشه از این رایانه حذف می‌کند. روی رایانهٔ او چیزی حذف نمی‌شود.
sidebar-delete = حذف همیشگی
sidebar-keep = بماند

sidebar-verified = { $presence } · تأییدشده
sidebar-waiting = { $count ->
    [one] { $count } پیام در انتظار
   *[other] { $count } پیام در انتظار
}
