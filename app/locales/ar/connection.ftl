connection-patience = يستغرق هذا في المرة الأولى دقيقة على الأكثر، وأطول عبر جسر.
connection-publishing = Tor يعمل. إلى أن يُنشر عنوانك، لا يمكن للآخرين الاتصال بك.
connection-stalled = يستغرق هذا وقتًا أطول من المعتاد. قد يكون Tor بطيئًا أو محجوبًا حيث أنت.
connection-bridges = إعداد الجسور

connection-on-tails = هذا نظام Tails. لا يسمح بالخروج إلا عبر Tor الخاص به، لذا لا يستطيع Tor داخل Sotto الاتصال هنا. استخدم Sotto على نظام آخر في الوقت الحالي.
connection-on-whonix = هذا نظام Whonix. لا يسمح بالخروج إلا عبر Tor الخاص به، لذا لا يستطيع Tor داخل Sotto الاتصال هنا. استخدم Sotto على نظام آخر في الوقت الحالي.
