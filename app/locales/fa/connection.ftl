connection-patience = بار نخست تا یک دقیقه طول می‌کشد، از راه پل بیشتر.
connection-publishing = Tor کار می‌کند. تا نشانی شما منتشر نشود، دیگران نمی‌توانند با شما تماس بگیرند.
connection-stalled = این بیش از معمول طول می‌کشد. شاید Tor در جایی که هستید کند یا مسدود باشد.
connection-bridges = تنظیم پل‌ها

connection-on-tails = این Tails است. تنها به Tor خودش راه بیرون می‌دهد، پس Tor درون Sotto اینجا نمی‌تواند وصل شود. فعلاً Sotto را روی سیستم دیگری به کار ببرید.
connection-on-whonix = این Whonix است. تنها به Tor خودش راه بیرون می‌دهد، پس Tor درون Sotto اینجا نمی‌تواند وصل شود. فعلاً Sotto را روی سیستم دیگری به کار ببرید.
