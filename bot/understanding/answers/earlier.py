"""That something was well before: since when it is not is told by that, and nothing of how it is now.

A part is read as a whole: when, that it was well, and words that tell no more. What else it holds tells something else.
"""

from __future__ import annotations

import re

from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.text.normalising import has_han

_LONGEST = {True: 36, False: 90}  # characters; what is longer is a story
_COUNT = r"(?:an?|one|two|three|four|five|six|ten|twenty|half an|(?:a )?(?:couple|few)(?: of)?|several|many|\d{1,2})"
_WHEN_EN = re.compile(
    r"\b(?:(?:all (?:day )?)?yesterday(?: morning| afternoon| evening)?|(?:earlier|first thing)(?: today| this morning| on)?|(?:all |every )?this (?:morning|afternoon)|last (?:night|week|month|year|time)(?:'s)?|the other day"
    r"|(?:(?:just )?before(?:hand)?|prior to|up to|up until|un?til|till)(?: (?:about|around|just|then|now|today|that|this(?: (?:morning|week|afternoon))?|yesterday|noon|midday|lunch(?:time)?|last (?:night|week)|\d{1,2}(?::\d\d)? ?(?:am|pm|o'?clock)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:i|we|he|she|they) (?:changed|swapped|replaced|put|loaded|moved|updated|cleaned)(?: (?:it|that|this|the \w+))?(?: in)?))*"
    rf"|{_COUNT} (?:minute|min|hour|hr|day|week|month|year)s? (?:ago|before|back)|(?:for|in|over) (?:the (?:last|past) )?(?:{_COUNT} )?(?:day|week|month|year|age)s?(?: now)?|ages ago|a (?:while|minute|moment|second) ago"
    r"|(?:back )?when (?:we|i|they|you|it) (?:first |just )?(?:opened|open|got|bought|had|started|came|was new|were new|arrived)(?: (?:up|in|it|here|this|the shop|today|this morning))*|at (?:opening|lunch(?:time)?|noon|midday)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|since (?:we|i) (?:got|bought|had) it|from (?:day one|new)|in the (?:past|beginning)|at first|previously|originally|always|used to|just now)\b",
    re.IGNORECASE,
)
_WHEN_ZH = re.compile(
    r"以前|之前|从前|过去(?!了)|先前|早先|当初|昨[天日晚儿]个?(?:[早晚]上|下午)?|大?前(?:天|两天|几天|些天|阵子|一?阵)|上个?(?:周|星期|礼拜|月|次|回)[一二三四五六日天末]?|今早|一直(?:以来)?|向来|从来|去年|前年|刚才|刚刚|方才|本来|原先|明明"
    r"|(?:刚|头)?(?:买来?|用|装|拿到|领)(?:的|回来|来)?(?:时候|那会儿?|那阵|那时|头一?年|起)+|(?:刚|早上|今天)?(?:开门|开店|开张|开机|营业)(?:的|那|时候|会儿?|时)*|(?:换|搬|改|升级?|更新)[^,，。]{0,3}(?:那会儿|之?前|以前)"
    r"|(?:都|也|已经|才|我们?)*用了?(?:有|快)?(?:好?几|[一二两三四五六七八九十半\d]{1,2})个?多?(?:年|月|星期|礼拜|周)多?(?:来|了)*|这么(?:多|些|久|几)年?来?|好?几(?:年|个月)[来了]?|[一二两三四五六七八九十半几\d]{1,2}个?(?:多)?(?:天|小时|钟头|分钟|星期|礼拜|月)(?:之|以)?前"
    r"|(?:早上|早晨|上午|中午|下午|晚上|原来)(?=(?:(?:打|刷|扫|连|读|用|充|按|机器|它|网|票|卡)*(?:还|都|也|一直)+(?:能|可以|好|正常|行|没|在用|打|刷|扫|连|读|充|用|挺|有)))"
)
"""When it was; a part of the day alone may be one at which it is well every day, and tells the past with a 还 or 都 behind it."""
_WELL_EN = re.compile(
    r"\b(?:work(?:s|ed|ing)?|fine|ok|okay|good|great|perfect(?:ly)?|alright|all right|normal(?:ly)?|no (?:problems?|trouble|bother|issues?)(?: (?:at all|whatsoever|with it))?|never (?:had )?(?:a |an |any |one )?(?:problems?|issues?|trouble|bother|single problem|fail(?:ed|s)?|let (?:me|us) down|missed)(?: with it| from it)?"
    r"|print(?:ed|ing)?|scan(?:ned|ning)?|read(?:ing)?|connect(?:ed|ing)?|charg(?:ed|ing)|last(?:ed|ing)|tapp?(?:ed|ing)|pair(?:ed|ing)|online|respond(?:ed|ing)|fed|feeding|went through|going through|taking (?:cards|payments)|took (?:cards|payments|every card))\b",
    re.IGNORECASE,
)
_WELL_ZH = re.compile(
    r"(?:好好|好用|好使|好着|挺好|很好|都好(?![使用着])|正常|没(?:什么|啥|有)?(?:问题|事|毛病)|没(?:坏|卡|断|掉|死机?|黑|花)过|没(?:有)?出过?(?:问题|毛病|事|错|故障)|没(?:有)?这样过?|不(?:会)?这样|(?:能|可以)(?:正常)?(?:用|打|刷|扫|连|读|点|按|收|充|上|开|认|配|签|挥|拍|插|撑|付)(?:得)?(?:上|到|出来?|动|开|网|机|电|卡|票|码|款|钱|字)*"
    r"|(?:打|刷|扫|连|读|按|点|充|收|印|认|划|用)(?:得|的)(?:好|挺|很|可|都|蛮|特别|出来?|上|到|动|清清?楚楚?|顺|快|溜|清晰)+|[打刷扫连读按点充收印认插碰挥]一下就(?:能)?[打刷扫连读按点充收印认付过](?:上|出来|了)?|(?<=[是都还也])(?:好|行)|(?<=[还都])行|可以)(?!了)"
)
_WAS = re.compile(
    r"\b(?:was|were|used to|had|did|(?:been|never|always)|\w+ed|read|took|fed|went|ok|okay|fine|good)\b(?!.*\b(?:now|is|are)\b)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|again|anymore|since (?:then|this)|is|are|(?:like|as|than)(?: it (?:did|was|used))?(?: \w+)? before|as before|finally|(?:it'?s|its|has|have|'ve)(?: been)?(?: \w+){0,2} (?:this (?:morning|afternoon)|(?:for|all) (?:the last )?(?:an?|one|two|three|ten|\d{1,2})?(?: |\b)(?:min|minute|hour|hr|day)s?))\b"
    r"|(?:像|跟|和|比)(?:以|之)前|又(?:能|好|可以|正常|行)|现在(?:也|都|又|就|已经)?(?:能|好|可以|正常|行|没)",
    re.IGNORECASE,
)
"""That it is told of now as well."""
_NOT_SO = re.compile(
    r"\b(?:not|nothing|none|no one)\b|n'?t\b|\bcannot\b|不(?!是|会?这样|(?:会)?[死掉断卡])|没(?=[能打刷扫连读好])", re.IGNORECASE
)
_FILL_EN = re.compile(
    r"\b(?:it|its|it's|this|that|they|them|these|the|my|our|we|i|everything|all|all of (?:it|them)|things?|machine|terminal|reader|printer|wi-?fi|internet|signal|network|connection|screen|touch|scanner|cards?|contactless|chip|battery|receipts?|rolls?|paper|keys?|buttons?|bluetooth|one|same|payments?|today|day|time|every|first|was|were|had|has|have|been|be|did|do|just|still|only|and|but|so|well|yes|yeah|no|honestly|actually|really|absolutely|totally|perfectly|properly|about|around|like|lovely|nicely|nice|clear(?:ly)?|go|ok|on|off|up|in|to|at|a|me|us|for|year|years|with|then|though|tho|mate|long|very|quite|of|there|here|from)\b",
    re.IGNORECASE,
)
_FILL_ZH = re.compile(
    r"还|都|也|一直|就|又|它|他|我们?|咱们?|这|那|个|台|张|机器|机子|东西|家|店里?|明明|不是|连|打|刷|扫|读|用|印|字|网络?|纸|卡|票|小票|打印机?|扫码枪?|扫码|屏幕?|触屏|按?键|电池?|充电|wifi|信号|蓝牙|今天|今儿|每[次天张]|一整天|天天|才|时候?|会儿?|一|得|的|地|呢|呀|啊|哦|吧|嘛|了|可|很|挺|蛮|特别|清楚|好|过|从|是|在|里|上|出|来|有|没|人|动|\s"
)
_SINCE_ILL = re.compile(
    r"(?:今天|今早|现在|刚才|后来|突然|忽然|不知怎么|怎么|怎的|一下子?|结果|就|才|又|这|它|机器|都)*(?:不行|坏|坏掉|这样|不能用|用不了|没反应|出问题|出毛病|不好使|不灵)了?(?:的|呢|啊|呀)?|(?:就|才|只有)?(?:今天|今儿|现在|这两天)(?:才|就|开始)?(?:的|这样的?|不行)?"
    r"|(?:(?:and|but|then|now|today|just|suddenly|it|it'?s|this morning|only|until|all of a sudden) ?)*(?:nothing|not|dead|broken|stopped|gone|this|this happened|it doesn'?t|it stopped|it won'?t|not working|doing this|no good)?",
    re.IGNORECASE,
)
"""That now it is not, in words that tell no more."""


def was_well(text: str, state: State) -> bool:
    """Whether the words, amid a trouble, only tell that it was well before: "it was working this morning", 以前好用的."""
    asked = state.question if state.trouble else None
    if asked is None or asked.slot or len(text) > _LONGEST[has_han(text)]:
        return False
    parts = [part for part in parted(text) if part]
    earlier = [part for part in parts if is_of_before(part)]
    return bool(earlier) and all(part in earlier or _SINCE_ILL.fullmatch(part) for part in parts) and not is_question(text)


def is_of_before(part: str) -> bool:
    """Whether the part tells when, that it was well then, and no more."""
    when, well, fill = (_WHEN_ZH, _WELL_ZH, _FILL_ZH) if has_han(part) else (_WHEN_EN, _WELL_EN, _FILL_EN)
    if _NOW.search(part) or not when.search(part) or (not has_han(part) and not _WAS.search(part)):
        return False
    rest = when.sub(" ", part)
    if not well.search(rest):
        return False
    rest = well.sub(" ", rest)
    return not _NOT_SO.search(rest) and not re.sub(r"[\W_]|'s", "", fill.sub(" ", rest))
