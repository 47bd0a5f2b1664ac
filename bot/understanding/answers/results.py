"""How a step that was proposed went, in a few words of what it was to mend or of what it wants: 没连上, "prints now", "no cloth here".

Known by the form of the words alone, at steps of the terminal whose answers are the common ones: it works, still not, can't do that now.
What shows life and no more (亮了, "it's on") is none of them: whether it works is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.knowledge import OF_MONEY, OF_THE_TERMINAL, Kind, Knowledge, group_of
from bot.core.state import Offer, Place, State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.limits import NAMES, of_itself
from bot.understanding.answers.retries import outcome
from bot.understanding.answers.taking_back import denies
from bot.understanding.text.normalising import has_han, levelled

_LONGEST = {True: 40, False: 80}  # characters (Chinese, English); what is longer is a story
_ZH_BEFORE = r"(?:还是|仍然?|照样|照旧|依旧|依然|结果|机器|机子|还|又|也|都|就|可|但|它|我|这|那|一直|根本|完全|好像|现在|试了|弄了|换了|插了|重启了|,|，| )*"
_ZH_AFTER = r"[了的啊呀嘞呢哦。!！~ ]*"
_EN_BEFORE = r"(?:(?:yes|yep|yeah|ok|okay|oh|ah|great|hey|right|well|and|now|all|just|finally|it|it'?s|the terminal|the reader|terminal|they|they'?re|that|this|everything|is|are|was|has|have|we|we'?re|i|i'?m|seems|looks|so|which|even|both|also|then|nope?|nah|but|sorry|tried|there'?s|there is)[ ,]+)*"
_EN_AFTER = r"(?: (?:now|again|fine|ok|okay|good|properly|perfectly|great|normally|nicely|lovely|beautifully|clearly|well|like new|a treat|straight away|right away|with the \w+(?: up| on| off)?|at last|at once|at all|either|still|thanks|thank you|cheers|here|today|yet|anyway|whatever i do|both|so far|no problem))*[.! ]*"

_FAILED = re.compile(
    rf"{_ZH_BEFORE}(?:没有?(?:连|配|搜|充|扫|读|打|印|签|更新|升级?|刷|认|识别|启动|登|拨|修|弄|搞)?(?:上|成|通|好|出来|亮|着|进去|起来|成功)"
    r"|(?:连|配|搜|充|扫|读|打|印|签|上|登|刷|认|识别|按|点|划|走|启动|更新|升级|拨|收|亮)不(?:上|了|出来|出|进去|进|动|到|通|成|着|起来)(?:网|电|机|纸|字|去|款|钱|它|我?的?(?:手机|热点)|wi-?fi)?"
    r"|(?:连接|配对|更新|升级|签到|充电|打印|识别|读卡|扫码|登录|启动)?(?:失败|报错|出错|超时|不成功)"
    r"|(?:啥|什么)?(?:没有?|毫无|无)(?:任何|什么|啥|一点|半点)?(?:网络?|信号|反应|声音?|动静|字|画面|图像|起色|改善|好转|变化|区别|差别|效果|作用|服务)"
    r"|(?:画面|屏幕?|字|机器)?(?:还|照样|依旧|又|仍)是?(?:那么|这么|一样)?(?:黑|白|花|卡|闪|断|掉|暗|死|淡|糊|慢|跳|空白|离线)(?:着|屏|机|掉|开|线|乎乎)*"
    rf"){_ZH_AFTER}"
    r"|[^没不吗怎?？]{1,14}[了过完紧好头高][,，]?(?:指示灯|灯|屏幕?|机器|它|画面|字|网|信号)?(?:也|还是?|照样|照旧|依旧|仍然?)(?:不|没|黑|白|暗|花|淡|卡|闪|那样|一样|老样)[^吗呢,，?？]{0,6}"
    r"|[^?]{4,40}(?:,|\.|\sbut|\sand)\s(?:(?:it'?s|it|still|is|the (?:lights?|screen|terminal|app|keys?|paper|picture)|now)\s)*(?:dark (?:anyway|either|again|still|as before)|dead|offline|blank|faint|empty|flat|nope|not working|(?:the )?same)(?:\s(?:anyway|either|again|at all|still|now|as before|on it|after \d{1,2} hours?|after an hour))*[.! ]*"
    rf"|{_EN_BEFORE}(?:(?:no|without) (?:connection|signal|service|internet|network|picture|print(?:ing)?|response|reaction|beep|sound|difference|improvement|change|effect|joy|luck|better)"
    r"|(?:does|did|do|wo|is|ca|could|has|have|was)(?:n'?t| not) (?:\w+ )?(?:connect(?:ed|ing)?|pair(?:ed|ing)?|join(?:ed|ing)?|print(?:ed|ing)?|scan(?:ned|ning)?|read(?:ing)?|charg(?:e|ed|ing)|respond(?:ed|ing)?|react(?:ed|ing)?|start(?:ed|ing)?|update[d]?|sign (?:in|on)|log (?:in|on)|feed|find it|see it|show(?: up)?|hold|boot|beep|see|recogni[sz]e)(?: it| them| to it| me| on| up| in|(?: to)? (?:the|my) (?:phone|hotspot|reader|network|wi-?fi|terminal|code|card))?"
    r"|(?:same (?:error|message|story|problem|issue|again|mess)|(?:another|an|the) error|errors?|fail(?:s|ed)|time[sd] out)(?: (?:again|as before|every time|each time))?"
    rf"){_EN_AFTER}"
    r"|(?:(?:i|we|i've|we've|ive|have|just|already|yes|ok|and)\s+)*+(?:held|hold|pressed|tried|did|done|swapped|changed|moved|cleaned|wiped|restarted|rebooted|reset|unplugged|plugged|charged|turned|flipped|put|replaced|used|forgot|rejoined|switched|toggled|took|blew)\b"
    r"[^?;]{0,48}?[\s,.]+(?:nope|nah|no luck|no joy|no good|nada|nothing(?: happens| happened| changed)?|no change|no difference|zilch|not a thing)",
    re.IGNORECASE,
)
"""That it failed again, of whatever kind it is; or what was done, and that it was for nothing."""

_WORKS: tuple[tuple[str, str, str], ...] = (
    (
        "network.",
        r"(?:连|配|拨|登|接|上)(?:得?上|通|成)(?:网|去)?|能连|有(?:网|信号)|能?上网|恢复|网(?:络)?(?:来|通|回来|恢复)",
        r"(?:back )?online|connected|paired(?: up)?|joined(?: it| in)?|connects?|pairs?|got (?:a )?(?:signal|connection|internet)|(?:the )?(?:network|signal|connection|internet|wi-?fi) (?:is |came )?back|(?:\d|full|four|three) bars",
    ),
    (
        "hardware.printer_",
        r"(?:能?打|印)(?:得)?(?:出来|出字|出|上)|有字|走纸|出纸|字(?:也|都)?(?:出来|清楚)|清楚|出票|能打(?:票|印)?",
        r"prints?|printed|printing|feeds?|feeding|(?:it )?(?:came|comes|coming) out(?: (?:readable|dark|clear|nice and dark|this time))*|can read it|readable",
    ),
    (
        "hardware.scanner",
        r"(?:能?扫|读)(?:得)?(?:上|到|出来|出)|能?认|能[扫读]|滴(?:的?一[声下])?",
        r"scans?|scanned|scanning|reads?|beeps|beeped|read it|picks? it up|picked it up",
    ),
    (
        "hardware.card_reader_",
        r"(?:能?读|刷|挥|拍|感应|识别|贴)(?:得)?(?:上|到|出来|出|动|着)|能?(?:读|认)|能(?:挥|拍|刷|感应|闪付)(?:卡|手机)?",
        r"reads?|(?:it )?(?:read|took|takes) (?:it|the card|her card|his card|one|another)|went (?:straight )?(?:in|through)|goes through|picks? (?:it|them) up|taps",
    ),
    (
        "hardware.sound",
        r"响|播(?:报|出来|放)?|报(?:出来|数|钱|金额)?|念(?:出来|金额)?|出声|有声音?|说话|听(?:得)?(?:见|到)",
        r"(?:it )?(?:speaks?|spoke|talks?|talked|announces?|announced|speaking|talking|announcing)|(?:can )?hear (?:it|them)|(?:the )?(?:sound|voice) (?:is |came |comes )?(?:back|on|out)|got sound",
    ),
    (
        "hardware.keypad",
        r"(?:能?按|打)(?:得)?(?:动|出来|出)|能按|(?:全|都)?灵",
        r"types?|(?:keys?|buttons?|numbers?) (?:all )?(?:go|work|press|type|respond)s?|responds?|presses",
    ),
    (
        "hardware.touch",
        r"(?:能?点|划|按|戳)(?:得)?(?:动|上)|灵(?:敏)?|有反应|不(?:乱)?跳",
        r"responds?|reacts?|touch (?:is )?back|takes (?:my|every) (?:finger|touch|tap|press)|stopped jumping",
    ),
    (
        "hardware.screen",
        r"(?:有|能看(?:得)?(?:见|到|清)|看得(?:见|到|清))(?:画面|图像|字)?|画面(?:都|也)?(?:正常|好|出来|回来|清楚)|清楚多?|亮堂(?:多)?|不闪|不花",
        r"(?:the )?(?:picture|image|screen|display) (?:is |came |looks )?(?:back|clear|normal|bright|right)|clear picture|bright|can see it|stopped flickering|the flicker(?:ing)? (?:stopped|is gone|went)",
    ),
    (
        "power.battery",
        r"(?:能?充)(?:得)?(?:上|进去|进|满)(?:电)?|耐用(?:多)?|经用(?:多)?",
        r"lasts? (?:longer|all day)|lasting longer|holds (?:its |the |a )?charge",
    ),
    ("power.adapter", r"(?:能?充)(?:得)?(?:上|进去|进)(?:电)?|有电", r"charges|charging|stays on"),
    (
        "power.random_shutdown",
        r"不(?:关机|重启|自己关|断电)|(?:挺|很)?稳(?:定)?",
        r"stays on|stayed on(?: all day)?|stopped (?:restarting|rebooting|switching off|shutting down)|stable",
    ),
    (
        "software.frozen",
        r"不卡|不死机|不闪退|(?:快|顺|流畅|顺溜|顺畅)(?:多)?|(?:动|点得动)",
        r"(?:much |a lot )?(?:faster|smooth(?:er)?|quicker)|unfroze(?:n)?|loads|moves|stopped (?:freezing|crashing)|no (?:more|longer) (?:freezing|crashing|freezes|crashes)",
    ),
    (
        "software.driver_update",
        r"(?:更新|升级?|装)(?:成功?|上)|升上去",
        r"updated|(?:the )?update (?:went through|succeeded|worked|is (?:on|in))|(?:new|latest) version is on",
    ),
    (
        "software.signin_key",
        r"(?:能?签)(?:得)?(?:上|到)|签到(?:成功?|好)?|登上",
        r"signed (?:in|on)|logged (?:in|on)|(?:sign|log)s? (?:in|on) (?:ok|fine|now)",
    ),
)
_WORKED = tuple(
    (
        kind,
        re.compile(
            rf"(?:机器|机子|它|这回|这次|现在|终于|总算|可算|已经|马上|立马|一下子?|就|又|都|也|可以|诶|哎|哦|嗯|,|，| )*(?:{zh})(?:了|(?<=得.)|(?<=得..)){_ZH_AFTER}"
            rf"|{_EN_BEFORE}(?:{en}){_EN_AFTER}",
            re.IGNORECASE,
        ),
    )
    for kind, zh, en in _WORKS
)
_ANOTHER = re.compile(
    rf"{NAMES}|以前|之前|昨[天晚]|上次|有时|偶尔|一会儿?|但|可是|不过|又(?:没|不|断|掉|卡|死)|(?<!刚)才|只|想|要|怎么|先"
    r"|\b(?:before|yesterday|used to|until|sometimes|only|but|once|for a (?:bit|while|minute|second)|if|when|should|would|might|needs?|trying|try|almost|nearly)\b",
    re.IGNORECASE,
)
"""Of another thing, of another time, or taken back in the same breath: that tells of nothing that it is mended."""

_PRINTS, _DARK = "hardware.printer", re.compile(r"\bdark\b|[黑深]", re.IGNORECASE)
"""What is well of print, and of no screen."""
_NO_DENIAL = re.compile(r"\bno problems?\b|\bno (?:more|longer)\b|不(?:再|卡|死机|闪退?|花|跳|乱跳|关机|重启|自己关|断电)", re.IGNORECASE)
"""What is told of well being."""

_ZH_THINGS = r"座机|电话机|固定?电话|湿布|软布|干布|布|(?:热敏)?纸卷|热敏纸|纸|新卷|备用卷|卷|充电器|适配器|充电线|连接线|数据线|网线|插座|空口|口|流量|热点|手机|平板|电脑|清洁卡|清洁液|卡|密码|原装(?:的|充电器|适配器)?|底座|WI-?FI"
_ZH_ALWAYS = r"智能手机|客人|顾客|工具|螺丝刀|钥匙|权限|说明书|选项|菜单|设置|按钮|开关|这个功能|这功能"
_ZH_LACKS = re.compile(
    r"(?:我们?|这(?:机子|台|边|里|儿)?|店里?|家里|手边|手头|身边|现在|目前|暂时|今天|早就|一时|套餐里?|手机|就是|也|都|可|但|,|，| )*(?:没有?|缺)(?:备|买|带)?"
    rf"(?:备用的?|多余的?|多的|别的|其他的?|另外的?|合适的?|专用的?|新的?|那种|这种|这个|那个|什么)*(?:(?P<always>{_ZH_ALWAYS})|(?P<thing>{_ZH_THINGS}))(?:在身边|可以试|可试|来试|试|用|换|擦)?{_ZH_AFTER}"
    r"|(?P<away>(?:旧|老|以前的?|原来的?|原装的?|那个|那[台部根张]|备用的?)*(?:手机|平板|充电器|适配器|充电线|网线|机器))(?:早就?|已经|都|也)*(?:不在(?:身边|这里?|这儿|店里|手边)?|丢了|扔了|卖了|没带(?:来|着)?|给(?:人|别人)了)[。.!！]*"
)
_ZH_HINDERED = re.compile(
    r"(?:那个?|这个?|刚才)?(?:客人|顾客|人家?|他们?|她)(?:都|也|已经|早|就|刚|等不及|嫌[^,，]{1,3}|付(?:了)?现金|给(?:了)?现金|不买|,|，)*(?:走|离开|跑|不买|没影)(?:了|掉了)[啊呀。!！]*|(?:我|他|她|的)*手机(?:也|又|刚好|正好)*(?:没电|没流量|欠费|停机)了?[啊呀。!！]*"
    r"|[^,，?？吗]{0,12}(?:够|摸|伸手?)不(?:着|到|进)(?:手|插座|那头|它|后面)?[了啊呀。!！]*|(?:[^?？吗]{0,14}[,，])?[^,，?？吗]{0,8}(?:挪|搬|移|转)不(?:动|了|开)(?:它|机器)?[了啊呀。!！]*"
    r"|[^,，?？吗]{0,8}(?:锁|钉|固定|焊|封)(?:着|死|上了|住)[了的啊呀。!！]*|[^,，?？吗]{0,8}锁在[^,，?？吗]{1,8}(?:[,，][^?？吗]{1,10})?"
    r"|(?:房东|商场|公司|老板|店里?|他们|物业)[^,，?？]{0,6}不(?:让|准|许)(?:我们?)?(?:动|碰|改|弄|拔|换|开|关)?[^,，?？]{0,4}"
)
_EN_LACKS = re.compile(
    r"(?:(?:i|we|sorry|but|there'?s|there is|there are|he|she|just|still|actually|nope?|ok)[ ,]+)*(?:(?:got |have )?no|have ?n'?t(?: got)?(?: any| an?| the)?|do(?:es)?n'?t have(?: any| an?| the)?|do not have(?: any| an?| the)?|(?:all |ran |run )?out of|(?:i'?ve )?lost (?:the|my|our))"
    r"(?: (?:other|spare|more|proper|clean|suitable|second|new|different|such|extra|ordinary|original|right|free))* (?P<thing>[a-z'-]+(?: [a-z'-]+){0,2}?)"
    r"(?: (?:here|now|right now|left|around|at hand|with me|on me|for that|today|tonight|in (?:the|this) shop|handy|any ?more|of that|at the moment|to (?:try|test|wipe|swap|use|plug)\b.{0,20}|in years))*[.! ]*",
    re.IGNORECASE,
)
_EN_HINDERED = re.compile(
    r"(?:[^?]{0,40}[,.] ?)?(?:i |we |you |sorry |but )*(?:can'?t|cannot|couldn'?t|unable to|not able to) (?:reach|get (?:to|at|behind|near|under)|move|turn|lift|shift|access) ?(?:it|that|the \w+(?: \w+)?|there|them|this)?(?: (?:now|right now|at the moment|from here|by myself|alone))*(?:[,.] ?[^?]{1,24})?"
    r"|(?:(?:the|that|this|no|sorry|well|but|already|now)[ ,]+)*(?:customers?|he|she|they|lady|guy|man|woman|person)(?:'?s|'?ve| is| are| has| have| already| just| all| paid (?:in )?cash and)* (?:gone(?: now| already| away)?|left(?: already| now| the shop)?|walked (?:out|off|away)|went away)[.! ]*"
    r"|(?:my |the |his |her )?(?:phone|mobile)(?:'?s)?(?: battery)? (?:is |has |just |got )?(?:died|dead|flat|no (?:data|battery)(?: left)?|out of (?:data|battery))[.! ]*"
    r"|[^?]{0,30}\b(?:is|it'?s|are|they'?re) (?:locked (?:away|up|in|by)|screwed (?:down|to|on)|bolted|glued|fixed to)\b[^?]{0,40}|[^?]{0,20}\b(?:won'?t|doesn'?t|not allowed to|don'?t) (?:let|allow)(?: (?:me|us))?(?: (?:change|touch|move|switch|turn|do|unplug|open)\b[^?]{0,20})?|[^?]{0,20}\bnot allowed to (?:change|touch|move|switch|turn|unplug|open)\b[^?]{0,20}",
    re.IGNORECASE,
)
_NOT_LOOKED = re.compile(
    r"(?:我们?|还|都|也|暂时|刚才|当时|忘了|,|，| )*(?:没有?|未)(?:去|来得及|顾上|工夫|功夫|时间|空)?(?:问|查|看|打|试|注意|留意|核实|核对|上去看)(?:过|他们?|她|它|呢|别的|清楚?|电话|啊|的|了)*[。.!！]*"
    r"|(?:我们?|也|真|又|,|，| )*(?:不会|不知道|不晓得|不懂)(?:怎么|咋|上哪儿?|去哪儿?|在哪[儿里]?)?(?:查|看|问|分)(?:这个|的|去|啊|呀)*[。.!！]*"
    r"|(?:得|要|我|回头|回去|明天|等下|再)+(?:问|查)(?:一下|问|查|他们?|她|看)*[。.!！]*|(?:那个?|这个?|他们?的?)?(?:网站|网页|页面)(?:也|又|老|总|都)*(?:打不开|进不去|上不去)[了啊。.!！]*"
    r"|(?:那?字|提示|它)?一闪(?:就|而)(?:没|过|不见)了?[。.!！]*|(?:我|早|都|已经)*(?:忘了?|不记得|记不得|记不清|想不起来?)(?:它|上面|屏幕上)?(?:写|说|显示)?(?:的|了)?(?:是)?(?:啥|什么|哪个)?了?[。.!！]*"
    r"|(?:(?:i|we|honestly|sorry|no|well|still|just|actually|to be honest|tbh)[ ,]+)*(?:did ?n'?t|did not|have ?n'?t|have not|never|not)(?: (?:even|actually|really|yet))*"
    r" (?:ask(?:ed)?|check(?:ed)?|look(?:ed)?|rung|rang|ring|call(?:ed)?|phoned?|seen|see|tried|try|notice[d]?)(?: (?:him|her|them|it|that|yet|up|so far|any others?|another one|another|others?|properly|there))*[.! ]*"
    r"|(?:(?:i|we|honestly|sorry|no|well)[ ,]+)*(?:don'?t|do not|wouldn'?t|no idea|not sure) ?(?:know )?(?:where|how) to (?:look|check|find|see|tell|search)(?: (?:it|that|this|them|for it))?(?: up)?[.! ]*"
    r"|(?:(?:i|we|i'?ll|we'?ll|will|would|have|need|got|to|must)[ ,]+)*ask (?:him|her|them)(?: (?:tomorrow|later|first|tonight|again|when he comes|next time))*[.! ]*"
    r"|(?:(?:the|that|their|your) )?(?:web ?)?(?:site|page) (?:does ?n'?t|wo ?n'?t|is ?n'?t|not) (?:load|open|work|loading|opening|working)(?: for me| here)?[.! ]*"
    r"|(?:(?:it|the message|message|that|the text) )?(?:goes|went|disappears|disappeared|vanishes|gone) (?:away )?too (?:fast|quick|quickly|soon)[.! ]*",
    re.IGNORECASE,
)
"""That nobody has looked, or asked, or can: of what the question wants to know nothing is known."""
_SIGNS_EN = frozenset(
    [
        "signal",
        "internet",
        "network",
        "connection",
        "service",
        "light",
        "lights",
        "picture",
        "power",
        "change",
        "luck",
        "sound",
        "response",
        "reaction",
        "difference",
        "tone",
        "error",
        "errors",
        "wifi",
        "wi-fi",
        "bluetooth",
        "sim",
        "beep",
        "joy",
        "answer",
        "way",
        "idea",
        "one",
        "problem",
        "problems",
        "update",
        "image",
        "screen",
        "display",
        "printout",
        "print",
        "charge",
        "lines",
        "time",
    ]
)
"""Whose lack is how it goes, or is told of anything."""
_SIGNS_ZH = {"network.sim": "卡", "hardware.printer_paper_jam": "纸", "network.wifi": "wifi"}
"""Of some troubles, what their own screens say is missing."""
_WORDS = re.compile(r"[a-z'-]+")


def result_of(text: str, state: State, knowledge: Knowledge) -> str | None:
    """The name of the common answer that the words give to the open step: solved, not_fixed or cannot; of a question, unsure."""
    place, question = state.place, state.question
    if place is None or question is None:
        return None
    said = levelled(text).strip().casefold()
    step = knowledge.step(place.flow, place.step)
    if step is None or not said or len(said) > _LONGEST[has_han(said)] or is_question(said):
        return None
    again = outcome(said, step.remedy, refused=group_of(place.flow) in OF_MONEY) if step.kind is Kind.TRY else None
    if again and question.offer(again):
        return again
    if step.kind is not Kind.TRY or group_of(place.flow) not in OF_THE_TERMINAL:
        unsure = step.kind is Kind.ASK and question.offer("unsure") and not knowledge.is_safety(state.trouble)
        return "unsure" if unsure and _NOT_LOOKED.fullmatch(said) else None
    found = _told(said, state, " ".join(_asked(place, knowledge)))
    offer = question.offer(found) if found else None
    return found if offer and is_common(offer, knowledge) else None


def _told(said: str, state: State, asked: str) -> str | None:
    """Which of the three it is; ``asked`` is the step in every language."""
    trouble = state.trouble
    if _is_lacking(said, trouble, asked) or (_ZH_HINDERED if has_han(said) else _EN_HINDERED).fullmatch(said):
        return "cannot"
    if any(map(_FAILED.fullmatch, (said, ", ".join(of_itself(said, state))))) and not (trouble.startswith(_PRINTS) and _DARK.search(said)):
        return "not_fixed"
    if is_taken_back(said):
        return None
    last = next(reversed(parted(said)), "")
    return "solved" if any(form and works(form, trouble) for form in (said, last)) else None


def works(said: str, trouble: str) -> bool:
    """Whether the words are nothing but that what was in trouble does its work."""
    form = next((form for kind, form in _WORKED if trouble.startswith(kind)), None)
    return form is not None and bool(form.fullmatch(said))


def is_taken_back(said: str) -> bool:
    """Whether something is denied, or told of another thing or another time."""
    return denies(_NO_DENIAL.sub("", said)) or bool(_ANOTHER.search(said))


def _is_lacking(said: str, trouble: str, asked: str) -> bool:
    """Whether something that the step wants is said not to be there."""
    if found := _ZH_LACKS.fullmatch(said):
        thing = found["thing"] or ""
        return not thing or (thing != _SIGNS_ZH.get(trouble) and thing[-1] in asked)
    lacks = _EN_LACKS.fullmatch(said)
    heads = set(_WORDS.findall(lacks["thing"])[-1:]) if lacks else set()
    return bool(heads) and not heads & _SIGNS_EN and any(head.rstrip("s") in asked for head in heads)


def _asked(place: Place, knowledge: Knowledge) -> Iterator[str]:
    """What the step says, in every language."""
    for sentences in knowledge.sentences.values():
        yield sentences.get(f"{place.flow}.{place.step}", "").casefold()


def is_common(offer: Offer, knowledge: Knowledge) -> bool:
    """Whether the offer is called as such answers are everywhere."""
    return all(one.get(offer.label) == one.get(f"choice.{offer.name}") for one in knowledge.sentences.values())
