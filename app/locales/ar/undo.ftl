undo-declined = تم رفض طلب { $name }.
undo-undo = تراجع
undo-close = إغلاق
