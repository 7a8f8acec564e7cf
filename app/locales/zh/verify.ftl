verify-device-changed = 未验证：对方的设备发生了不明变化
verify-not-verified = 未验证
verify-by-words = 已通过核对词语验证 · { $day }
verify-by-question = 已通过你的问题验证 · { $day }
verify-withdraw = 撤销

verify-twelve-words = 十二个词
verify-question = 问题
verify-they-ask-you = 对方问你

verify-compare = 请通过电话或当面与 { $name } 核对这些词，不要在这个对话里核对。如果十二个词全部相同，你们之间就没有别人。
verify-no-use = 对方的设备发生了不明变化，而被复制的密钥会显示同样的词。请先通过电话或当面弄清楚，然后在对话中继续。
verify-scan = 如果你们见面，也可以用二维码阅读器扫描这个码：里面是同样的词。
verify-same = 相同
verify-compared = 已核对
verify-differ = 哪怕只有一个词不同，你们之间也可能有人。什么都不要写。请删除这个联系人，再用来自你信任的来源的地址重新添加。

verify-ask-how = 问一件只有 { $name } 能回答的事，并输入你预期的答案。对方会看到问题。双方的答案都不会发送：得到的结果只是两者是否相同。
verify-question-hint = 我们第一次在哪里见面？
verify-expected-hint = 最好只用一个词
verify-answer = 答案
verify-form = 不区分大小写，前后的空格也不算。
verify-ask = 提问
verify-tries = 每次核验失败都会用掉每天 { $max } 次机会中的一次。剩余：{ $left }。

verify-settle-first = 对方的设备发生了不明变化。请先在对话中弄清楚。
verify-not-accepted = 对方还没有接受你。
verify-no-tries = 三次核验都失败了。请核对十二个词，或一天后再问。
verify-not-online = 对方一上线你就可以提问。

verify-awaited = 你的问题已发出，正在等对方的答案。这期间你可以继续写。
verify-you-ask = 你的问题
verify-withdraw-question = 撤回问题

verify-asked = { $name } 问你这个问题，以核验是不是你。
verify-they-ask = 对方的问题
verify-reply-hint = 你的答案
verify-send-answer = 回答
verify-decline = 拒绝
verify-reply-means = 你的答案不会发送：对方只知道它是不是预期的答案。这不会向你证明对方是谁；为此，请在之后自己提一个问题。
verify-confirming = 正在将你的答案与对方的答案比较。对方的程序马上会给出结果。
verify-end = 结束核验

verify-outcome-same = 答案相同。{ $name } 已验证。
verify-outcome-same-theirs = 答案相同。对方现在知道是你。要核验对方，请自己提一个问题。
verify-outcome-different = 答案不同：输入有误，或者是别人。请通过电话或当面核对十二个词，或再问一次。在那之前，不要写任何不能让别人知道的内容。
verify-outcome-different-theirs = 答案不同：输入有误，或一个问题有两个答案。对方还不知道是你。请通过电话或当面核对十二个词，或让对方再问一次。
verify-outcome-ended = 核验已结束，没有结果：它被撤回或拒绝，或者连接中断了。
verify-close = 关闭
