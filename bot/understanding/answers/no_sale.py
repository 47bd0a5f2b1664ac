"""Whether it is told plainly that no sale is running, and what may stand beside such a no and leaves it one: that the shop is idle, that all
paid in cash and left, that the terminal is off, that it was said before.

All of the words have to be of these; a single word more, and it is for the caller to doubt.
"""

from __future__ import annotations

import re

from bot.understanding.text.normalising import has_han

_NO_ZH = re.compile(
    r"(?:没有|没得|莫得|木有|没|冇|无)(?:一[笔单个]|任何|什么|啥|哪[笔个])?(?:是)?(?:没有?|未)(?:出?结果|出|完成|收完|弄完|做完|付完|刷完|结束|处理完|完)(?:票|款)?的?(?:交易|单子?|付款|收款|一?笔)?"
    r"|(?:没有|没得|莫得|木有|没|冇|无|哪有|哪来)的?(?:任何|一[笔单个]|什么|啥|哪[笔个])?(?:(?:正?在|正|待)(?:进行|处理|收|刷|付)(?:中|着)?(?:款|钱|卡)?的?)?(?:交易|单子|付款|收款|刷卡|客人|顾客|生意|人(?=在?[付刷买收]|$))?(?:(?:正?在|正)(?:进行|处理|收|刷|付|买单)(?:中|着)?(?:款|钱|卡)?的?)?"
)
_NO_EN = re.compile(
    r"\b(?:no ?body|no one)(?:'?s| is| are) (?:paying|buying|here|waiting|in the shop)(?![\w'])|\bthere(?:'s| is| are|s)? ?(?:none|no(?: (?:sales?|payments?))|(?:is|are)n'?t (?:any|one))(?![\w'])"
    r"|\b(?:no+|nope|nah|none|nothing|not (?:one|any|a single one|at all))(?: (?:at all|is pending(?<=nothing is pending)|payments?|sales?|transactions?|customers?|one(?! (?:has|is|was|that|still|did|told|answered))|running|is running|going (?:on|through)|in progress|unfinished|outstanding|whatsoever|open|pending(?<=nothing pending))(?![\w']))*(?![\w'])",
    re.IGNORECASE,
)
"""The no itself: 没有没出结果的, "no payment is running"."""
_BESIDE_ZH = re.compile(
    r"(?:现在|这会儿?|目前)?是?(?:空闲|休息|午休|打烊|没人的?)(?:时间|时候)"
    r"|(?:(?:客人|顾客|人家|大家|人|他们|[他她])们?)?(?:都|全|也|是|的)*(?:付|给|用|拿|收|交)?的?(?:都|全|是)*现金(?:付|给|结账?|买单)?(?:的|了|过)?走?"
    r"|(?:(?:客人|顾客|人家|大家|人|他们)们?)?(?:都|全|也|是)*扫(?:的|了|我|你|咱)?们?的?(?:墙上|牌子上?|台卡|贴纸|桌上|微信|支付宝|收款)?的?(?:静态)?(?:码|牌)(?:付|给|走)?的?"
    r"|(?:(?:客人|顾客|人家?|他们)们?)(?:都|全|也|早|已经|就)*(?:走|散|跑)(?:光|完)?"
    r"|(?:到现在|从早上|一上午|今天|今早|一大早)?(?:都|也|还)*(?:一[笔单]|一?个人|一?张|啥|什么)?(?:都|也|还)*没(?:有)?(?:刷|收|做|卖|用|开(?:张|门)?)(?:过)?(?:一?[笔单]|钱|款|东西|生意)?(?![到成上出完])"
    r"|(?:一大早|今天|今早)?(?:都|也|还)*没(?:有)?(?:人|客人?|顾客)(?:来|用|在|进来|进店|上门)*"
    r"|(?:机器|机子|终端|pos机?|它|[我咱]们?)?(?:现在|已经|早|也|都|一直|就|刚|是|还|自己|根本)*(?:关(?:了|着|掉|上|机)*|开机|没开|没电|断(?:了)?电|拔(?:了)?(?:电源?|插头)|(?:空)?闲(?:着|时)?|待机|死机|黑着?屏?|放着(?:没用)?|停在(?:主界面|首页|主页|桌面|开机画面|待机)|开不了机?|关不(?:掉|了)机?|不(?:能|会)?关|不开机)"
    r"|(?:机器|机子|终端|它|自己)+(?:就是|是|突然|一直)*(?:自己)?(?:死机|卡死|卡住|坏|死)的?"
    r"|(?:上|最后|前)面?一?[笔单](?:交易)?(?:早|已经|都|也|就)*(?:成功|出票|打(?:出来|完)|完成|结束|收完|弄完|付完)"
    r"|(?:我|都|已经|刚才?|早|不是|跟你|前面)*(?:说|讲|告诉)(?:你|过|了|的)*(?:[好几两三]+遍)?(?:嘛|吗(?=没))?|真(?:的|是)?|根本|绝对|肯定|确实|反正|一直|别(?:再)?问|问(?:了)?[好几两三]+遍|(?:我们?|这边|店)?(?:这里|这边|这|店里)"
    r"|你?(?:说|看)(?:怎么|咋)(?:弄|办|搞)吧?|(?:可以|能)?(?:继续|重启|往下)吧?|^(?:可|但|就是|只是)"
)
_BESIDE_EN = re.compile(
    r"\b(?:(?:i'?m|im|we'?re|it'?s|its|it is|right now) )?between (?:customers|jobs|clients|orders)(?![\w'])"
    r"|\b(?:(?:they|every ?one|everybody|people|customers?|the customers?|he|she|all|we) )?(?:(?:all|just|have|has|only|is|are) )*(?:paid|pays|pay|paying|payed|take|used|gave|giving)(?: (?:in|by|with))? cash\b|^(?:then )?(?:left|went|gone)(?: (?:home|already|the shop))*$"
    r"|\b(?:they|every ?one|everybody|customers?|all|people)(?:'ve|'s| have| has| are| is)?(?: all)? (?:left|gone)\b(?: already| home)?"
    r"|\b(?:the )?(?:last|previous) (?:one|sale|payment|customer|transaction)(?: (?:was|is|has|all|already|just|long|ages))* (?:went through|finished|approved|printed|paid(?: and left)?|done|gone)(?: (?:fine|ok|okay|already|ages ago|long ago|alright|all right))*"
    r"|\b(?:it|the (?:machine|terminal|thing|reader|screen|unit)|this|machine|terminal|that)?(?:'s| is|s| was| has been|'?s been)?(?: (?:already|just|been|all|completely|totally|now|sat|sitting|sat there|dead and))* ?(?:dead|(?:switched|turned|powered) off|off|unplugged|shut down|black|idle|frozen|asleep|(?:just )?(?:sitting|sat) there|on (?:standby|the (?:home|main|start|idle|menu|welcome)(?: menu)? ?(?:screen|page)?)|on the counter)(?= |$)"
    r"|\b(?:it (?:just )?|this |that )?(?:happened|started|froze|broke|died)(?: (?:over ?night|on its own|by itself|in the night|before (?:i|we) opened|when (?:i|we) (?:opened|switched it on|turned it on|came in)|while (?:it was )?idle))+"
    r"|\b(?:(?:the )?shop |store |place |it )was (?:empty|closed|shut)(?: when it happened)?|\bnobody(?:'s| has|s)?(?: been)? in(?= |$)"
    r"|\b(?:i|we)(?:'ve|ve)?(?: (?:already|just|have))* (?:unplugged|switched|turned|powered)(?: (?:it|the machine|the terminal))?(?: (?:off|out))?(?= |$)|\b(?:i|we) just (?:opened|got in|came in|switched on)(?= |$)"
    r"|\b(?:i |we )?(?:have ?n'?t|have not|never|did ?n'?t) (?:sold|taken|used|rung|done|had|sell|take) (?:anything|a thing|any|one|it|a payment|a sale|a customer|anyone|a single (?:one|sale|customer))(?: (?:yet|today|all day|so far|this morning|since yesterday))*"
    r"|\b(?:it |the (?:machine|terminal|screen) )?(?:just )?(?:wo|does|ca|did|is)n'?t (?:even )?(?:turn|switch|go|power|come|start|shut|boot)(?: (?:off|on|down|up))?(?= |$)"
    r"|\b(?:as |like )?(?:i|ive|i've)(?: (?:already|just|have))* (?:said|say|told (?:you|u|ya|yous)|tell you|answered)(?: (?:so|that|already|twice|before|once))*(?![\w'])|\b(?:again|definitely|absolutely|honestly|really|seriously|sure of it|promise|whatsoever|at all|for (?:the )?(?:second|third|last) time|m8|mate|bro|love|all d(?:one|un)|what now|go on|carry on|let'?s go|restart it|and|but|though|then)(?![\w'])",
    re.IGNORECASE,
)
"""What may stand beside it: it speaks of no payment that has no end."""
_FILL = re.compile(
    r"[了啊呀哦噢呢啦咯哈的喔嗯恩呃哎呗嘞哟]|现在|目前|这会儿?|已经|谢谢|师傅|你好|您好|放心|\b(?:ok|okay|so|well|um+|uh+|er+|sorry|thanks?|thank you|please|pls|cheers|sir|now|right now|already|here|yet|today|there)\b|[\W_]",
    re.IGNORECASE,
)


_OF_A_SALE_ZH = re.compile(
    r"[笔单刷付扫转客顾卡票账钱款屏等候收走扣出断停死冻退网连完成功他她]|结果|提示|显示|超时|有|正|还(?!没[开起])|没(?![开起])|离线|脱机|联机|交易|处理|一半|中途|时候|之?前|之?后|以为|不知|不清|不确定|看看|再|但|不过|可是"
)
_OF_A_SALE_EN = re.compile(
    r"\b(?:customers?|cards?|sales?|payments?|transactions?|receipts?|slips?|ones?|two|three|few|last|previous|pending|spin\w*|process\w*|wait\w*|screen|pay\w*|paid|tap\w*|swip\w*|charg\w*|results?|still|yet|but|though|there|stuck|hung|hang\w*|yes|money|bank|approv\w*|declin\w*|tim(?:ed|ing) out|time[sd]?|some\w*|lady|guy|man|woman|bloke|kid|he|him|she|her|they|them|idea|clue|offline|through|unless|except|load\w*|dial\w*|connect\w*|fro[zs]e\w*|freez\w*|crash\w*|mid|middle|half\w*|pin|say\w*|show\w*|display\w*|think\w*|try\w*|doing|running|going|went|as|while|when|during|before|after|until|till|because|cos|cause|refund\w*|void\w*|finish\w*|complet\w*|maybe|guess|hope\w*|should|would|might|could|if|only|just|apart|other|know|sure|check\w*|left|answer\w*|nobody|no one|noone)\b"
    r"|\d",
    re.IGNORECASE,
)
"""Words that may speak of a sale, or take the no back."""
_FEW = {True: 12, False: 40}  # characters of what else may stand behind a no


_OF_THE_TERMINAL = re.compile(
    r"打印头|纸(?!币)|[没无]字|半边|一半(?=没|不|是?空)|[左右上下]边|白的|空白|发白|很?淡|模糊|电池|充电|电量|wi-?fi|无线|网线|路由器|触屏|触摸|按键|键盘|声音|喇叭|信号|擦(?!肩)|重启|开机|关机|咔|插头|适配器|充电器|开机画面"
    r"|\b(?:print(?:s|ed|er|head)?|paper|roll|blank|faint|(?:left|right|top|bottom) (?:side|half|part|edge)|battery|charger|wi-?fi|router|touch|keypad|buttons?|sound|speaker|signal|cleaned|wiped|restarted|rebooted|logo|adapter|socket|cable|white)\b",
    re.IGNORECASE,
)
"""A part of the terminal, or what was done to it, beside which a no stays one."""
_OF_A_PAYMENT = re.compile(
    r"[笔单付扫转客账钱款票他她]|刷(?!子|干净)|卡(?!纸|住?的?声)|收(?!不到信号)|扣|交易|结果|处理|超时|提示|显示|中途|成功|批准|等|才打|没打|还在打|正在|除|以为|不知|不清|不确定|应该|可能有|好像有"
    r"|\b(?:customers?|cards?|sales?|payments?|transactions?|receipts?|slips?|ones?|last|previous|pending|process\w*|pay\w*|paid|tap\w*|swip\w*|charge[ds]?|results?|money|bank|approv\w*|declin\w*|tim(?:ed|ing) out|lady|guy|man|woman|bloke|kid|he|him|she|her|they|them|someone|somebody|offline|halfway|middle|through|during|while|stuck(?! on (?:the )?(?:logo|start))|hung|spin\w*|unless|except|apart|aside|bar|screen|say\w*|show\w*|think|guess|maybe|probably|sure|should|hope|wait\w*|refund\w*|void\w*|(?:is|was|still|just) printing)\b",
    re.IGNORECASE,
)
"""Words that may speak of a payment, or take the no back, whatever part of the terminal stands beside them."""


def are_of_the_terminal(parts: list[str]) -> bool:
    """Whether what is told behind a no is of a part of the terminal, and of no payment: 没有，纸是新换的, "no. the left side is blank now"."""
    return any(map(_OF_THE_TERMINAL.search, parts)) and not any(_OF_A_PAYMENT.search(_without_harmless(part)) for part in parts)


def is_of_something_else(part: str) -> bool:
    """Whether a few words behind a no speak, beside what is harmless, of nothing that may be a sale."""
    of_a_sale = _OF_A_SALE_ZH if has_han(part) else _OF_A_SALE_EN
    rest = _without_harmless(part)
    return len(rest) <= _FEW[has_han(part)] and not of_a_sale.search(rest)


def is_no_sale(part: str) -> bool:
    """Whether this part of the words says that there is none, and no more than what leaves it so."""
    no = _NO_ZH if has_han(part) else _NO_EN
    return no.search(part) is not None and is_harmless(part)


def is_harmless(part: str) -> bool:
    """Whether this part of the words speaks of no sale that may be running, or only of how there is none."""
    return not _FILL.sub("", _without_harmless(part))


def _without_harmless(part: str) -> str:
    no, beside = (_NO_ZH, _BESIDE_ZH) if has_han(part) else (_NO_EN, _BESIDE_EN)
    return no.sub(" ", beside.sub(" ", part))
