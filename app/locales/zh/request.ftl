request-head = 这个地址想给你写消息
request-they-write = 对方写道
request-silent = 对方还没有写任何内容。
request-body = 请将这个地址与联系人给你的地址核对：任何人都可以冒用名字。在你接受之前，对方不知道你是否看过这个请求。
request-means = “拒绝”会忘掉这个请求；对方可以再次请求。“屏蔽”则不再收到对方的任何消息；对方不会被告知。
request-accept = 接受
request-decline = 拒绝
request-block = 屏蔽
