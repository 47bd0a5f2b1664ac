"""The parts of a message, and which of them name the trouble.

Hurried people write stories. A part that says what is *not* wrong ("wifi is fine", 不是没网), what
was done already, or only greets, does not name the trouble where another part does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.text.normalising import has_han
from bot.understanding.text.telling import chosen

_MOST = 12  # parts looked at
_BREAK = re.compile(
    r"[,.;!?。、…:\n~()—]+(?!\d)|\s*(?:但是|但|可是|不过|就是说|只是|而且|并且|外加|再加上|加上|还有就是|还有|另外|顺便|然后|结果|所以|因为|而是|反而|其实是|倒是|同时|以及)\s*"
    r"|\s+(?:but|and also|also|however|although|though|yet|because|cause|cos|plus|btw|by the way|instead|rather|so(?! (?!can|now|then|what|please|today|is|how)\w+(?: (?:i|we|you|that)\b| and\b|,|$))|then|while|whereas|except that)\s+|\s+and\s+(?=(?:the|my|our|his|her|their|this|that|a|an|one|another|some|no|he|she|they|it|its|i|im|is|now|then|also|can|how|what|when|there|theres|we|customers?|people|nothing|every\w*|still)\b)"
    r"|\s+(?=(?:i|we) (?:just|need|want|only|can'?t|cannot)\b)|\s+(?=(?:it'?s|it is|the (?:problem|issue|trouble)) (?:the|that|just|actually)\b)|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=就是(?!这|不是))|(?<=[次遍回]了)(?=还|也|都|照样|依然)|(?<=[了断坏])(?=(?:打印机?|屏幕?|扫码|刷卡|键盘|按键|网络?|wifi|电池)(?:也|又))"
)
_DENIED = re.compile(
    r"^(?:又|也|并|都|先|应该|肯定|绝对|我说的|我问的|我这|这|那|跟你说|我是说|你搞错了|错了)*(?:不是|并非|不算|不关|跟?不用管|不需要|不想要?|不要|不用|没说|没问|别管|不管|别说)(?!.*(?:不是|而是)).{1,30}$"
    r"|^(?:it'?s |it is |it |that'?s |that |this is |this |i'?m |i am |i |we'?re |we |you |and |so |no |well |really |definitely |sure |wait |hold on |hang on |oh |ok )*(?:not|isn'?t|is not|nothing to do with|never mind|forget|ignore|don'?t worry about|leave (?=(?:the|my|our) \w+(?: for now| first)?$)|no need for|don'?t (?:want|need|cancel|close|delete|void|reset|wipe)|do not (?:want|need|cancel|close|delete|void|reset|wipe)|am not|nothing wrong with|wasn'?t|no problem with|not asking|not talking|never said|no need to|doesn'?t matter|does not matter|not bothered about)\b.{2,60}$"
    r"|^(?:and |but |so )*(?:before you (?:tell|ask|say)|don'?t (?:you )?(?:dare )?(?:tell|ask) me)\b.{2,60}$|^(?:也|可|你|您)*(?:别|不要|甭)再?(?:叫|让|跟|和)我(?:说|去|再)?.{1,20}$"
    r"|\b(?:isn'?t|is not|not) the (?:problem|issue|trouble|question)\b|\bhas nothing to do\b"
)
_FINE = re.compile(
    r"(?:没(?:啥|什么)?(?:问题|毛病|事|坏|错|关系)|[得很挺蛮](?:清楚|清晰)|[点按刷扫打连充开读插碰挥印亮](?:得|的)(?:动|了|到|出来?|上|进去?|起来|着|通|开|亮)|(?:是|都|也|还|挺)?(?:正常|好的|(?<=是)对|(?<=都)对|正确|没输错|好好的|好着(?:呢)?|好得很|没事|(?<![a-z])ok|可以的?|能用|好使|通的|有电|满的|满格|不错|亮着|连着|连上了|无关)|检查过了|试过了|弄过了|换过了|不影响)(?:的|了|啊|呀|哦|嘛)*$"
    r"|\b(?:is|are|'s|was|seems?|looks?|all|both|works?|working|prints?|charges?|connects?|scans?)\s*(?:all |away |absolutely |perfectly |totally |working |still |just |completely |very |really |pretty |quite |nice and |brand )*(?:fine|ok|okay|good|normal|alright|all right|perfect|great|perfectly|grand|brilliant|full|strong|stable|clear|clean|dark|sharp|correct|right|connected|on|up)(?: though| now| as (?:usual|normal|always))?(?: (?:on|for) (?:my|our|the|every) (?:\w+ )?(?:phones?|mobiles?|laptops?|computers?|tablets?|ipads?|devices?))?$"
    r"|^(?!(?:all|i|im|it|its|that|thats|this|you|very|so|too|rather|as)\b)(?:\w+ ){1,3}(?:fine|ok|okay|grand|full|strong|alright)(?: now| again| though)?$"
    r"|\b(?:works|prints|charges|connects|scans)$|\b(?:is|are|its|'s|'re) (?:all |both |fully |now |still )*(?:working|charged|charging|online|back|up|printing|connecting)(?: fully| ok| fine| again)?$"
    r"|^(?:\w+ ){0,3}(?:does|did|do) (?:work|connect|print|charge|read|scan|start|light|respond|turn|come|go|beep|accept|open|load|show)\b(?: \w+){0,3}$"
)
_NOT_FINE = re.compile(
    r"\b(?:screen|display|picture|lcd)(?:'s| is| looks?| seems?)(?: all| still| completely| totally| very| pretty)? dark$|\b(?:batch|memory|storage|log|journal|buffer|disk) (?:is |was |are )?full\b|\b(?:not|nothing|never|no|none|only|hardly|barely|sometimes|how|what|why|when|where|which|who|if|unless|until|should|can|could|refund\w*|charged (?:twice|me|us|him|her|the|for|again|double)|still being|want|(?:do|does|did|is|are|was|were|wo|ca|could|would|should|has|have|had)nt)\b|n't\b|不(?!错|影响)|没(?!(?:啥|什么)?(?:问题|毛病|事|坏|错|关系))|才|偶尔|有时|吗|怎么|如何|才能"
)
_OF_THE_REST = re.compile(
    r"^(?:其他|其它|其余|别的|剩下)|^(?:and |the |my |all )*(?:rest|others?|otherwise|everything else|anything else|all else|remaining|apart from that|besides that|other than that|aside from that)\b"
)
"""Of what it is said that it works, where the trouble lies elsewhere."""
_PARTS = tuple(
    re.compile(words)
    for words in (
        r"打印|打票|小票|纸|\bprint\w*|\breceipts?\b|\bpaper\b", r"扫|\bscan\w*|\bqr\b", r"屏|显示|\bscreen\b|\bdisplay\b", r"触摸|\btouch\w*",
        r"按键|键盘|\bkeys?\b|\bkeypad\b|\bbuttons?\b", r"插卡|芯片|\bchip\w*|\binsert\w*", r"挥卡|感应|闪付|碰一碰|\btap\w*|\bcontactless\b", r"刷卡|刷磁|\bswip\w*",
        r"网|信号|wifi|\bwi-?fi\b|\bsignal\b|\binternet\b|\bbroadband\b", r"蓝牙|\bbluetooth\b", r"充电|电池|\bcharg\w*|\bbatter\w*", r"声音|喇叭|\bsound\b|\bspeaker\b|\bbeeps?\b",
    )
)  # fmt: skip
"""What of a terminal works or fails by itself."""
_OVER = re.compile(r"了$|现在|\b(?:now|again)$")
"""That it works by now, which it did not before."""
_UNDENIED = re.compile(
    r"不是(?:吗|么|嘛)|是不是|(?:不用|别|不必)再?(?:来|上门|派|跑)|(?:no need (?:to|for)|don'?t (?:bother|need)(?: to)?) (?:com(?:e|ing)|send(?:ing)?|(?:any|some)(?:one|body)|him|them|the)\b|don'?t want (?:the|my|our|them|him|her|staff|everyone|everybody|people)\b(?: \w+){0,3} (?:to|able|doing|getting|having|seeing)\b|not (?:sure|certain|working|turning|printing|charging|connecting|reading|responding|starting|getting|able|going|showing|accepting|letting|even|one|been|a single|receiv)|不是很|不好"
)
_TURN = re.compile(r"((?:^|[,.。;又也并])不是[^是,.。;]{1,14}?)(?=(?:而)?是(?!不是|否))")  # 不是网的问题是打印机 -> two parts
_RATHER = (
    (re.compile(r"^(?:不对|我说的)?[,，]?(?:应该)?是([^不没,，.是]{1,6})[,，]?(?:而)?不是([^,，.]{1,8})$"), r"不是\2,是\1"),
    (re.compile(r"^(?:(?:no|sorry|actually|oh),? )*(?:it'?s |it is |i meant? )(?:the |my )?(?!not\b|never\b|no\b)(\w+(?: \w+)?),? (?:and )?not (?:the |my )?(\w+(?: \w+)?)$"), r"not the \2, the \1"),
)  # fmt: skip
"""What it is told before what it is not: 是打印机不是扫码, "it's the printer not the scanner"."""
_TWO = re.compile(
    r"(一(?:(?P<each>[台部])|个(?![月人多小客电星礼字]))[^,.;]{2,14}?)(?=[,.;]?(?:还有|另外?|那)?(?:一(?:[台部]|个(?![月人多小客电星礼字]))|(?P=each)))"
    r"|(\bone\b[^,.;]{4,40}?)[,;]? (?=(?:and |but )?(?:the other|another|other one)\b)"
)
"""Two machines in one breath: 一台黑屏一台打不出纸, "one is dead the other won't print"."""
_SET_ASIDE = re.compile(
    r"\b((?:forget|ignore|leave|skip|never ?mind|don'?t worry about) (?:about )?(?:the|my|our) \w+(?: for now| first)?) (?=(?:the|my|our|it|its|i|we|there|theres|now|no)\b)"
)
"""What shall wait, run on with what shall not: "ignore the scanner my printer is jammed"."""
_COUNTED = re.compile(r"(?<![\w.,])[1-4][.):、]\s*(?=[^\d\s])|第[一二三](?:个问题|点|条)?(?:就?是|[,:、]\s*)")
"""The number before one of several things: "1. no signal 2. paper jam"."""
_THING, _ITS = r"[\u4e00-\u9fffa-z]", r"(?:the|my|our|its)"
_OF_BOTH = (
    (re.compile(rf"(?<!{_THING})({_THING}{{1,8}}?)(?:和|跟|与|还有)({_THING}{{1,8}}?)(?:两个|两样)?(?:全|也)?都((?:坏|不行|用不了|不能用|失灵|不灵|不好使|有问题|出问题|出毛病|罢工)了?)"), r"\1\3, \2\3"),
    (re.compile(rf"\bneither ({_ITS} [^,.;]{{2,30}}?),? nor ((?:{_ITS} )?[^,.;]{{2,30}}?) (?:works?|is working|are working|responds?|will work)\b"), r"\1 doesn't work, \2 doesn't work"),
    (re.compile(rf"\bneither (?!{_ITS}\b|of\b|one\b)([^,.;]{{3,40}}?),? nor (?:does it |will it |can it |it )?"), r"doesn't \1, doesn't "),
    (re.compile(rf"\b({_ITS} [^,.;]{{2,25}}?) and ((?:{_ITS} )?[^,.;]{{2,25}}?) (?:are |have )?both (?:are |have )?([^,.;]{{3,25}})"), r"\1 \3, \2 \3"),
)  # fmt: skip
"""What is said of two things at once: 屏幕和打印都坏了, "neither the tap nor the printer works", "it neither reads nor prints"."""
_ASKED_ON = re.compile(
    r"((?<!\S)[^\s,.;!?]+ [^\s,.;!?]+ (?!(?:how|what|when|where|why|who|which|and|or|so|if|long|much|many|often|time|soon|fast|quickly|else|to|ask(?:ed|ing)?|days?|weeks?)\b)[^\s,.;!?]+) "
    r"(?=(?:(?:would|will|does|can|could|should) (?:i|we|you|u|the|my|it|this|they)|do (?:i|you|u|yous)|is (?:it|that|this) (?:covered|ok|okay|safe|free|under|normal|worth|something)|how (?:do|can|much|long|soon)|what (?:do|should) (?:i|we))\b)"
)
"""A question run on after what is wrong: "screen is smashed would the guarantee do anything"."""
_HISTORY = re.compile(
    r"(?<![没未])(?<!没有)(?:重启|(?<![动己然是就又总老])关机|换|试|检查|插拔|拔|充(?!电[器宝头线口座])|擦|重装|更新|清|弄|搞|按(?![钮键]))(?!.{0,4}(?:坏|错|失败|失灵|卡|断|裂|碎|烧|掉|丢|死机|出错))(?!.{0,4}不[出了进上下动掉开到住])(?:.{0,8}(?:过了?|了(?:好?几|两|三|一|半|很多)?[次遍天个]?)(?:也?(?:没用|不行|没效果|没反应|没好))?|了.{1,6}(?:也|还是?|都|照样)(?:没用|不行|没效果|没反应|没好|一样))$"
    r"|^(?!(?:how|what|when|where|why|is|are|can|could|should|does|do|will|would)\b)(?!.*\b(?:itself|its own|ne?ve?r|not|(?:have|has|had|did)n'?t)\b).*?\b(?:i(?:'ve| have)? |we(?:'ve| have)? )?(?:already |just )?(?:tried|restarted|rebooted|checked|replaced|swapped|unplugged|changed|cleaned|turned it off)\b"
)
_POLITE = re.compile(
    r"(?:你好|您好|早上好|上午好|中午好|下午好|晚上好|早啊|早安|等等|等一?下|稍等|先等等|在吗|在不在|有人吗|请问(?:一下)?|麻烦(?:问|看)?一?下?|老师|师傅|亲|谢谢(?:你|您|啦|了)?|多谢|急|很急|帮帮忙|帮忙看看|怎么办|咋办|怎么回事|咋回事|怎么处理|咋整|什么情况)+"
    r"|(?:hi|hello|hey|wait|hold on|hang on|oh|dear|good (?:morning|afternoon|evening|day)|there|guys|team|mate|sir|madam|boss|please|pls|kindly|abeg|thanks?|thank you|help|urgent|asap|any ideas?|what (?:do|should) i do|what now|sorry|(?:please |pls |kindly )?do the needful)+"
    r"(?: (?:there|all|team|guys|mate|sir|madam|ma|boss|support|so much|in advance|a lot|please|help|advise|suggest|assist|guide|me|us|at the earliest))*"
)


_HURRY = re.compile(
    r"(?:老板|师傅|哎呀?|真是)*(?:急死(?:我|人)?了|急急急+|很急的?|着急死了|急得很|急着用|烦死(?:我|人)?了|气死(?:我|人)?了|气得(?:我|人)?(?:都|要|快)?(?:冒火|要死|吐血|发抖|不行|跳脚)|搞什么(?:鬼|名堂)|真是服了|无语了?|赶紧的|救命啊?)"
    r"|(?:^|(?<=[,.;!?、 ]))(?:你们?)?(?:能不能)?(?:(?:麻烦|搞)?快{1,4}(?:一?[点些])?|赶[快紧]|麻利点|速度点?)(?:儿|啊|呀|吧|的|行不行|好不好|可以吗|成不成)*(?=[,.;!?、 ]|$)"
    r"|(?:客人|顾客|客户|人家|好多人)(?:们|都|还|在|全|正)*等着?(?:呢|我|我们|结账|付钱|付款|买单|急)*|(?:外面|后面|门口|客人|顾客)?(?:都|在|还)*(?:排着?|排起)(?:长|好长的?)?队(?:呢|了)?"
    r"|\b(?:i(?:'ve| have) (?:got )?(?:a )?)?(?:customers?|people|punters|queue|line)(?: are| is|'s)? (?:waiting|out the door|piling up|lining up|queuing(?: up)?|getting angry)(?: now| here)?\b"
    r"|\b(?:asap|ffs|omg|please help(?: me)?|help me|hurry(?: up)?|losing (?:money|customers|sales|business)|this is (?:ridiculous|a joke)|so annoying|what the hell)\b"
)
"""Haste and anger: they come along with a trouble and tell nothing of it."""
_WAVED_OFF = re.compile(
    r"(?:那|哦|嗯|唉|,|，| )*(?:算了|不用|没事|不用找人|不用人工)(?:不用|吧|了)*(?:[,，。.!！ ]+|(?=[叫派让找喊]))|(?:(?:actually|oh|ok|no|sorry|well),? )*(?:never ?mind|nvm|forget (?:it|that|about (?:it|that)))(?: that)?[,.! ]+"
    r"|(?:哦|,|，| )*(?:对了|还有(?:个|一个|一?件)事|另外(?:一?(?:个|件)事)?)[,，。:： ]*|(?:(?:oh|and|also|ok),? )*(?:one more thing|another thing|by the way|btw)[,.: ]+",
    re.IGNORECASE,
)
_TOLD_FROM = 4  # characters after it that may tell something


def taken_up(text: str) -> str:
    """The words after a "never mind" or "one more thing", if they tell anything: "never mind, printer is blank"."""
    waved = _WAVED_OFF.match(text)
    return text[waved.end() :] if waved and len(text) - waved.end() >= _TOLD_FROM else text


_BECAME = re.compile(
    r"(?:(?:'s|\b(?:has|have|had)) )?\b(?:just )?(?:gone|went) (?=(?:(?:all|(?:a )?bit|a little|completely|totally|proper(?:ly)?|right|really|so|quite|utterly|absolutely|very) )+(?!missing|astray|awol|walkabout|the\b|my\b|of\b|over\b|for\b|now\b)[a-z]"
    r"|(?:weird|funny|odd|strange|crazy|mad|mental|nuts|haywire|bonkers|berserk|wild|silly|screwy|wonky|doolally|bananas|rogue|wrong|kaput)\b)",
    re.IGNORECASE,
)


def become(text: str) -> str:
    """The words with "is" for what has become so, since what is gone is lost: "my reader has gone all fuzzy"."""
    return _BECAME.sub(" is ", text).replace("  ", " ")


def unhurried(text: str) -> str:
    """An answer without the parts that are mostly haste or anger: "im losing customers here, yes it works"."""
    pieces = _BREAK.split(text)
    calm = [piece.strip() for piece in pieces if piece and piece.strip() and not _is_haste(piece)]
    return ", ".join(calm) if 0 < len(calm) < len([piece for piece in pieces if piece and piece.strip()]) else text


def _is_haste(piece: str) -> bool:
    found = _HURRY.search(piece)
    return found is not None and 3 * len(found.group()) >= len(piece.strip())


DENIAL = re.compile(r"不|没|未|别|冇|木有|\bnot?\b|n't\b|\bnever\b|\bstill\b|\bnope\b|\bnah\b|\bdont\b|\bcant\b|\bdidnt\b")
_DENYING = re.compile(
    r"^.{0,6}?(?:并?不是|并非|不算|不关|跟?不用管|不需要|不想要?|不要|不用|没说|没问|别管)"
    r"|^(?:it'?s |it is |it |that'?s |that |this is |this |i'?m |i am |i |we'?re |we |you |and |so |no |well |really |definitely |sure )*(?:not asking about|not talking about|not|isn'?t|is not|nothing to do with|never mind|forget|ignore|no need for|don'?t (?:want|need)|do not (?:want|need)|nothing wrong with|wasn'?t|no problem with)\b"
)


def affirmed(piece: str) -> str:
    """A denied part without its denial, for finding out what is denied: 不是没网 -> 没网."""
    return _DENYING.sub("", piece).strip() or piece


_ASKED = re.compile(
    r"怎么(?!回事)|咋(?!回事)|如何|[拿用](?:什么|啥)|多少|多钱|啥价|几(?:天|多|钱|块)|多久|([\u4e00-\u9fff])不\1|可不可以|有没有|[吗么嘛不没]\W*$"
    r"|^(?:(?:and|n|so|also|ok|please|pls) )*(?:how|what|can|could|is|are|does|do|will|would|should|when|where)\b"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """``telling`` parts may name the trouble; ``denied`` ones say what it is not; ``left_out``: some
    part is not among the telling ones; ``two``: they speak of two machines.
    """

    telling: tuple[str, ...]
    denied: tuple[str, ...]
    left_out: bool
    two: bool = False

    @property
    def told(self) -> str:
        """The telling parts as one text."""
        return " , ".join(self.telling)


@lru_cache(maxsize=256)
def parts(text: str) -> Parts:
    """The parts of a normalised text, in order; telling is never empty unless the text is."""
    calm = _HURRY.sub(",", text)
    hurried = calm != text and bool(re.search(r"\w{2}", calm))
    pieces = [piece.strip(" '\"") for piece in _BREAK.split(_parted(calm if hurried else text)) if piece and piece.strip(" '\"")]
    pieces = _joined(chosen(pieces, _MOST))
    denied = tuple(piece for piece in pieces if _is_denied(piece))
    told = [piece for piece in pieces if piece not in denied and not _POLITE.fullmatch(piece)]
    new = [piece for piece in told if not _HISTORY.search(piece)]
    telling = tuple(new or told or pieces)
    return Parts(telling, denied, hurried or len(telling) < len(pieces), bool(_TWO.search(text)))


def _parted(text: str) -> str:
    """With a comma where one goes on to what it is instead, to the other machine, to a question, or to the next on a
    list; and with what is said of two things said of each.
    """
    for joint, each in (*_RATHER, *_OF_BOTH):
        text = joint.sub(each, text)
    text = _SET_ASIDE.sub(r"\1, ", text)
    return _TWO.sub(lambda found: f"{found[0].rstrip()}, ", _TURN.sub(r"\1,", _ASKED_ON.sub(r"\1, ", _COUNTED.sub(", ", text))))


def is_asked(piece: str) -> bool:
    """Whether a part has the form of a question."""
    return bool(_ASKED.search(piece))


@lru_cache(maxsize=256)
def is_fine(piece: str) -> bool:
    """Whether a part says that something works: what it names is not the trouble."""
    return bool(_FINE.search(piece)) and not _NOT_FINE.search(piece)


def is_well_only(text: str) -> bool:
    """Whether a message ends with what is well and names no trouble beside it, or one that is over: "jammed earlier, fine now"; what
    is said of the rest, or of another part, leaves the trouble standing: "screen is black, it prints fine".
    """
    split = parts(text)
    last = split.denied[-1] if split.denied and text.rstrip(" .!。").endswith(split.denied[-1]) else ""
    if not (is_fine(text) or (_OVER.search(last) and is_fine(last))):
        return False
    told = [piece for piece in split.telling if not (piece in split.denied or _POLITE.fullmatch(piece) or _HISTORY.search(piece))]
    return not told or not (split.denied and _is_of_another(split.denied[-1], " ".join(told)))


def _is_of_another(piece: str, told: str) -> bool:
    """Whether what is well is the rest, or a part that the words of the trouble do not name."""
    if _OF_THE_REST.search(piece):
        return True
    named = [part for part in _PARTS if part.search(piece)]
    return bool(named) and not any(part.search(told) for part in named)


def _is_denied(piece: str) -> bool:
    if is_fine(piece):
        return True
    return bool(_DENIED.search(piece)) and not _UNDENIED.search(piece)


def _joined(pieces: Sequence[str]) -> list[str]:
    """A part of one or two letters goes with the next: "对,", "嗯"; what the terminal says against the part before goes with that, and
    so does that the link whose signal is full does not come about.
    """
    found: list[str] = []
    for piece in pieces:
        if found and (_is_scrap(found[-1]) or _SAYS_NOT.fullmatch(piece) or (_FULL.search(found[-1]) and _NO_LINK.fullmatch(piece))):
            found[-1] = f"{found[-1]}{'' if has_han(piece) else ' '}{piece}"
        else:
            found.append(piece)
    return found


_SAYS_NOT = re.compile(
    r"(?:它|机[器子]|屏[幕上]*|上面|可|但|却|还|硬|非|老|总|一直|偏)*(?:说|显示|提示|报|讲)(?:我|是)?(?:没|未|冇)(?:有)?[插装放连接上]?[好上着]?(?:啊|呀|的|呢)*"
    r"|(?:and |but |yet )?(?:it|the (?:terminal|machine|screen)) (?:still |just |keeps )?(?:says?|shows?|saying) (?:it'?s )?(?:not|un)[ -]?(?:plugged(?: in)?|connected|inserted|there|in)"
)
"""网线插得好好的，它说没插: of what was said before."""


_FULL = re.compile(r"(?:满|满格|满的|很强|很好)$|\b(?:full|strong|good)(?: bars| signal)?$")
_NO_LINK = re.compile(
    r"(?:就是|但|却|可|还是|老|一直|机器|总)*(?:连|接|上|搜)不[上了到通](?:网|去|来)?[了啊呀的]*"
    r"|(?:but |it |the (?:terminal|machine) |still |just )*(?:won'?t|will not|doesn'?t|can'?t|cannot|not) (?:connect\w*|join\w*)(?: to it)?"
)
"""wifi信号满格就是连不上: what does not come about is the wifi."""


def _is_scrap(piece: str) -> bool:
    return len(piece) < 2 if has_han(piece) else " " not in piece and len(piece) < 3
