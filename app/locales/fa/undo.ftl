undo-declined = درخواست { $name } رد شد.
undo-undo = واگرد
undo-close = بستن
