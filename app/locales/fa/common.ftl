common-your-address = نشانی شما
common-leave-no-trace = آغاز نشست بدون ردپا
common-passphrase = گذرواژه
common-name = نام
common-address = نشانی
common-resembles = به نام مخاطب دیگری می‌ماند. نشانی را مقایسه کنید.
common-resembles-short = { $head } · مانند نامی دیگر
common-name-hint = نامی که شما به او می‌دهید؛ تنها شما می‌بینید
