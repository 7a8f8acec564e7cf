model-phase-offline = 未连接
model-phase-starting = 正在启动 Tor
model-phase-reaching-bridge = 正在连接你的网桥
model-phase-reaching = 正在连接 Tor 网络
model-phase-directory = 正在获取中继列表
model-phase-publishing = 正在发布你的地址
model-phase-online = 已通过 Tor 连接

model-reach-confirmed = 已检查：别人可以联系到你（{ $when }）。
model-reach-unreachable = 目前别人联系不到你。
model-reach-republished = 你的地址已重新发布。
model-reach-next-check = { $wait } 后再次检查。

model-presence-blocked = 已屏蔽
model-presence-online = 在线
model-presence-dialing = 呼叫中
model-presence-offline = 离线

model-reason-not-published = 对方目前不在线。
model-reason-not-answering = 对方的 Sotto 没有应答。
model-reason-timed-out = 呼叫用时过长。
model-reason-hung-up = 线路中断了。
model-reason-handshake = 两个程序未能达成一致。双方都应使用最新的 Sotto。
model-reason-tor = Tor 在途中出错。

model-waits-no-contact = 对方不在你的联系人中。
model-waits-held-back = 暂不发送，因为对方的设备发生了变化。你选择继续后就会发出。
model-waits-not-accepted = 对方还没有接受你。
model-waits-for-turn = 正在排队等待发出。
model-waits-not-connected = 你未连接。
model-waits-for-tor = Tor 尚未就绪。
model-waits-dialing = 正在呼叫对方。
model-waits-not-reached = 还没有联系到对方。

model-state-queued = 等待中
model-state-sent = 已发送
model-state-delivered = 已送达
