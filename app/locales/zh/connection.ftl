connection-patience = 第一次最多需要一分钟，通过网桥则更久。
connection-publishing = Tor 工作正常。在你的地址发布之前，别人无法呼叫你。
connection-stalled = 用时比平常久。Tor 在你所在的地方可能很慢或被封锁。
connection-bridges = 设置网桥

connection-on-tails = 这是 Tails。它只允许自带的 Tor 对外连接，所以 Sotto 内置的 Tor 在这里无法连接。请暂时在其他系统上使用 Sotto。
connection-on-whonix = 这是 Whonix。它只允许自带的 Tor 对外连接，所以 Sotto 内置的 Tor 在这里无法连接。请暂时在其他系统上使用 Sotto。
