"""What shows that a terminal does its work, by what was wrong with it: paper that comes out, a card that is read, bars of signal.

A sign stands among other words, and may be of what was done, hoped or of another thing: it counts beside other evidence alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ANY_ZH = (
    r"(?<![换装弄擦插放充清拔按关开试连签搞接调洗理盖合扣塞卷贴摆撕剪吹压锁拧垫夹填输设绑写删配点做收备])好了|好使了|妥了|(?:又)?活(?:过来)?了|复活了|(?:可以|正常|恢复|搞定|搞掂|解决|通|灵|顺|ok)了|(?<![自进流运执])行了|(?:能|可以)(?:正常)?(?:用|刷|收|打|扫|付|连|读|插|拍|挥|点|按|开|上网)[^不没吗]{0,3}了|就(?:又|都|全)?(?:能|可以)(?:用|刷|收|打|扫|付|连|读|插|拍|挥|点|按)|就(?:又|都|全)?(?:好|行|成|过|通)了?"
    r"|(?<=[就都也声下付刷卡笔])过了|付(?:成|过|掉)?了|通过了|成功了?|没(?:事|问题|毛病)了|刷(?:了一|成|过)[^不没]{0,4}|不(?:再)?(?:怎么)?(?:乱)?(?:自己)?(?:跳|点|闪|响|报警|报错|卡|断线?|掉线?|死机?|重启|关机|叫|漏|晃|转圈|闪退|粘|黏|花|黑|糊|抖|动|顿|弹|乱动|乱点|乱跳|乱来)(?:纸|屏|机)?了"
)
_FAULTS_EN = r"(?:crash|freez|hang|stick|jam|drop|cutt?|restart|reboot|flicker|jump|click|lag|flash|switch|turn|shutt?|go|fad|leak|play|act|glitch|stutter|skip)(?:e|es|ing)?"
_CEASED_EN = rf"(?:is|does|has)(?:n'?t| not) {_FAULTS_EN}(?: (?:itself|out|off|up|down|on|about|by itself))* (?:any ?more|since|again|now)|(?:no longer|stopped|quit) {_FAULTS_EN}|no more {_FAULTS_EN}"
_ANY_EN = (
    r"(?:it|she|he)(?:'s| is)? alive|it lives|(?:have |got )?lift ?-?off|back from the dead|works?|(?<!stopped )(?<!stop )(?<!quit )working|worked|fixed|sorted|all (?:good|fine|ok)|is fine|fine now|perfect(?:ly)?|back (?:on(?:line)?|up|to normal|in business|again)|came back(?: on| up)?|(?:went|goes?|going|gone) (?:straight |right )?(?:through|thru|in)|took (?:an? |the |his |her |my |every |their |another |one |next )*(?:cards?|payments?|sales?|money|phone|one|it (?:first|straight|fine|ok|no))\b(?! (?:out|off|away|back))|takes (?:cards|payments|it|them)|taking (?:cards|payments|money)"
    rf"|like new|a treat|{_CEASED_EN}|no (?:bother|problem|problems|trouble)"
)
DID = re.compile(
    r"原来|终于|总算|这下|[一点弄擦翻换插拔装关开按调挪搬撕摘揭删重输选改清洗拿取抠](?:了|过|完|好|下|遍|紧|正|开|干净|亮|高|低)|把"
    r"|\b(?:finally|at last|found it)\b|\b(?!(?:stopped|happened|finished|connected|printed|worked|failed|declined|need|needed|started|refused|indeed)\b)(?:\w{2,}ed|put|took|set|got|gave|found|ran|held|popped|forgot|swapped|undid|done|redid)\b",
    re.IGNORECASE,
)
"""What was done, or was found."""
_READS_ZH = r"[滴嘀](?:了|一[声下]|的一[声下])|(?:一)?[碰挥拍贴插刷](?:一?下)?就(?!不|没)|(?:都|就|能|又)?[认读](?:出来|得出|到|上)?了(?![一说下半几])|(?:哪张|都|就)都?[认读]"
_READS_EN = r"beep(?:s|ed)|bleep(?:s|ed)|taps|(?:cards?|phones?|it|they|people can) tap|tapping|reads|(?:it|that|card|they|all|cards) read|reading(?! (?:light|glass))|picks? (?:it|them) up|accepts?(?: it)?|first (?:go|time)"
_LIT_ZH = r"(?<!灯)(?<!灯也)(?<!灯又)亮(?:屏|起来|堂|机|了)|画面(?:又|就|也|都|全)?(?:回来|有|出来|正常|好|清)|有画面|(?:看得|能看)[清见到]|显示(?:出来|正常)"
_LIT_EN = r"picture|can see|bright|lights? up|lit up|(?:came|comes?) (?:back )?on"
_ON_ZH = r"开(?:得)?(?:起来|起机|机)了|就开(?:起来|起机|机)|启动(?:了|起来)|起来了"
_ON_EN = r"boots(?: up)?|booted(?: up)?|fire[sd] up|power(?:s|ed) up|(?:came|comes|it(?: has|'s)?(?: turned| switched)|turns) on|(?<!re)start(?:s|ed)(?: up)?(?! (?:it|the|again)\b)"
_CHARGES_ZH = r"充(?:着|上|进|得进)(?:去|电)?了|(?:百分比|电量?)[^没不]{0,4}(?:往上|涨|上去|走|满)|在充(?:电)?了"
_CHARGES_EN = (
    r"charging(?! (?:port|contacts?|cable|pins?|socket|dock|lead|base|cradle|light|station|slot))|charges|climbing|filling|going up"
)
_NET_ZH = r"网(?:络)?(?:又)?(?:回来|来|通|有|好)了|(?:有|通)网了?|(?:连|配|认)(?:得|的)?(?:上|通|成|到|好|出来?)了?|认得(?:它|机器|出来)?了|信号[^没不]{0,2}(?:满|有|回来|好|足)了?|[2-5两三四满][格g]"
_NET_EN = (
    r"online|connects|(?<!re)connected(?! (?:it|them|that|my|the \w+ (?:to|in|back))\b)|on the (?:internet|wi-?fi)|(?:got|have|has) (?:the )?(?:internet|signal|a signal|connection)|(?:full|four|three|4|3) bars|(?:4g|signal|bars?) (?:is |are )?(?:showing|full|back|up|there)"
    r"|went (?:straight |right )?on|paired(?! (?:it|them|that|again|up again|anew)\b)|pairs|hooked up|(?:sees|found|finds|shows) (?:it|the reader)"
)
_BY_KIND = (
    ("network.", _NET_ZH, _NET_EN),
    (
        "hardware.printer_",
        r"(?:有|出|见)字了?|字[^没不]{0,6}(?:清|黑|出来|全)|[打印](?:得|的)?(?:出来?|上|出字)了|(?:小?票|单子)[^没不]{0,3}(?:出来|打出来|吐出来)了|走(?:纸)?(?:得|的)?(?:顺|动)|走纸了|出[纸票]了|吐[纸票]",
        r"(?:print|text|writing|receipts?) (?:is|are|comes out|looks) (?:\w+ )?(?:dark|sharp|clear|crisp|black)|prints|(?:it|they|receipts|slips) print|printed|printing|feeds?|feeding|(?:comes?|coming|came) out|(?:writing|text|print) (?:on|back|again|now)|(?:nice|lovely|good|all)(?: and)? (?:dark|black|clear|sharp)|dark (?:again|now)|readable|legible",
    ),
    ("hardware.card_reader_", _READS_ZH, _READS_EN),
    ("hardware.scanner", rf"[扫读](?:得|的)?(?:进去|进|上|到|准|出来?)了?|一扫(?:就|一个准)|{_READS_ZH}", rf"scans|(?:it|they|codes) scan|scanned|scanning(?! (?:window|glass))|{_READS_EN}"),
    ("hardware.sound", r"(?<!别)(?:响|播报?|报|念|说话|出声)(?:出来)?了|有声音?了|听(?:得)?(?:见|到)了", r"speaks?|spoke|talks?|talked|announces?|announced|speaking|talking|announcing|(?:can )?hear (?:it|them|the)"),
    ("hardware.keypad", r"弹(?:得|的)?(?:起来|回来|上来|起)了?|[按摁](?:得|的)?(?:动|下去|出来?)了?", r"(?:keys?|buttons?|all|they) (?:all )?(?:press|type|respond|go down|spring)|responds?"),
    ("hardware.touch", r"[点划戳摸](?:得|的)?(?:动|准)了?|(?:点|指)哪[^没不]{0,2}是哪|听使唤", r"follows?|responds?|reacts?|register"),
    ("hardware.screen", _LIT_ZH, _LIT_EN),
    ("power.no_power", rf"{_ON_ZH}|{_LIT_ZH}", rf"{_ON_EN}|{_LIT_EN}"),
    ("power.battery", _CHARGES_ZH, _CHARGES_EN),
    ("power.adapter", _CHARGES_ZH, _CHARGES_EN),
    ("power.random_shutdown", r"没(?:再)?(?:自己)?(?:关|断|重启|黑)过", r"stay(?:s|ed) on|(?:has|have)n'?t (?:cut out|gone off|switched off|shut down|restarted|rebooted|died)"),
    ("software.frozen", r"(?:飞|变|好)?快(?:多)?了|顺[畅溜当]|流畅|[点动]得动|动了", r"flying|fast(?:er)?|smooth(?:er|ly)?|quick(?:er)?|loads|doesn'?t (?:crash|freeze|hang|stick)"),
    ("software.signin_key", r"签(?:到)?(?:上|成功|进去)了?|登(?:录)?(?:上|进去|成功)了?|进去了", r"(?:let|lets) me in|(?:signed|logged) in|(?:sign|log)s in"),
)  # fmt: skip


def without_signs(part: str, trouble: str) -> str:
    """What else the words hold."""
    return _signs(trouble).sub(" ", part)


def shown_in(part: str, trouble: str) -> re.Match[str] | None:
    """Where the words hold the last sign that what was in trouble does its work."""
    return next(reversed(list(_signs(trouble).finditer(part))), None)


@lru_cache(maxsize=64)
def _signs(trouble: str) -> re.Pattern[str]:
    zh, en = next(((zh, en) for kind, zh, en in _BY_KIND if trouble.startswith(kind)), ("", ""))
    return re.compile("|".join(filter(None, (_ANY_ZH, zh, rf"\b(?:{_ANY_EN}{en and '|'}{en})\b"))), re.IGNORECASE)
