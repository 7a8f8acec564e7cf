undo-declined = 已拒绝 { $name } 的请求。
undo-undo = 撤销
undo-close = 关闭
