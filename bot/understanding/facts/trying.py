"""How "I did it" is told from "I have not", "can I", "I will" and "it does so by itself", in Chinese and English.

Looks at the words around a deed, never at what the deed is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understanding.text.normalising import has_han

Spans = tuple[tuple[int, int], ...]
"""Where the words of a deed stand: start and end, in characters."""

_BREAK = re.compile(
    r"[,.;:!?。、…\n]+(?!\d)|\s(?=(?:but|so|then|also|and then|and i|and we)\b)|(?:但是|可是|不过|结果|然后)"
    r"|\s(?=(?:i|ive|i've|we|weve|we've)\b)(?<!should\s)(?<!can\s)(?<!do\s)(?<!if\s)(?<!could\s)(?<!before\s)(?<!when\s)(?<!shall\s)(?<!must\s)(?<!have\s)(?<!once\s)"
    r"|\s(?=already\b(?! ?(?:lah|la|liao|leh|lor)?(?:$|[,.;!])))(?<![a-z]nt\s)(?<!n't\s)(?<!not\s)(?<!never\s)(?<!without\s)(?<!yet\s)|\s(?<=[\u4e00-\u9fff]\s)\s*(?=[\u4e00-\u9fff])"
)

# ---- Chinese

_ZH_TOLD = re.compile(
    r"过|了|也|都|着|的$|还|仍|照样|照旧|依旧|依然|已经|早就|刚|一样|老样子|白搭|没用|无效|不行|不管用|不顶用|不好使|没效果|没反应|没变化|没区别|没好"
    r"|[两三四五六七八九十几多\d]\s?[次遍回趟]|试|完"
)
_ZH_DENIED = re.compile(
    r"(?:没|未|别(?!的)|不|勿|无法|还没|来不及|没来得及|懒得|忘记|忘了|忘|从来没|没人|没空)"
    r"(?:有|法|办法|能|敢|会|弄|搞|操作|想|想过|要|去|来|得及|试|试着|试过|用|再|给|人|空|时间|知道|懂|晓得|怎么|如何|机会|工具|他|它|我|把|动|曾|该|肯|愿意|准备|打算|先|拔|拆){0,5}$"
)
_ZH_PLANNED = re.compile(
    r"(?:要不要|能不能|可不可以|需不需要|用不用|是不是要|是不是该|是不是得|该不该|是否|怎么|怎样|如何|咋|为什么|需要|必须|应该|该|准备|打算|想|等下|等会儿?|待会儿?|一会儿?|回头|明天|晚点|"
    r"等我|我先|我去|我来|马上|可以|能|要|得|让我|叫我|教我|建议|每次|才能|只有|除非|哪里|哪儿|去哪)"
    r"(?:去|再|先|自己|给它|给|把|试着|试|帮我|您|你|我|机器|都要|都得|要|得|一下|个|用|自己)*$"
)
_ZH_AS_SOON_AS = re.compile(r"(?<![了过第])一$")
_ZH_CANNOT = re.compile(r"^(?:不了|不动|不掉|不开|不下|不上|不成|不到)")
_ZH_ASKED = re.compile(r"吗|要不要|能不能|可不可以|需不需要|用不用|该不该|是否|行不行$|好不好$|(?<!还是)(?<!也)(?<!都)(?:没有|没)$")
_ZH_STILL_TO_DO = re.compile(
    r"^[^了过]{0,5}(?:哪[里儿个块边些]?|什么|啥|怎么|咋|多久|几下)|^[^,，。]{0,6}(?<![回进上下出过])去(?:了|啦|咯|吧)?$"
)
"""After a deed: of what, where or how it is to be done, or that one goes to do it. 我关机了 擦哪里啊, 先打电话去了."""
_ZH_BY_ITSELF = re.compile(
    r"(?:(?<!我)(?<!们)自己|自动|突然|莫名其妙|无缘无故|老|老是|总|总是|频繁|反复|不停|一直|动不动|天天|无限|经常|时不时|隔一会)(?:地|就|会|要|又|的|给|自己)*"
    r"(?:重启|重起|重新启动|关机|断电|开关机)"
)
_ZH_HELPED = re.compile(
    r"^(?:就|又|也)?(?:可以了|行了|能用了|正常了|好使了|成功了|通了|能刷了|能扫了|能打了|刷成功|刷过去了)|就好了?$|就行了?$|就可以了?|就能用|又好了|就正常"
)

# ---- English

_EN_TOLD = re.compile(
    r"\b(?:\w+ed|took|put|held|left|got|stood|rang|spoke|kept|went|shut|set|given|taken|gave|did|done|been|had|ran|swept|blew|stuck|cut|bought|spun|gave|ive|i've|weve|have|has|already|twice|thrice|times|again|same|still"
    r"|nothing|after|even|tried|no (?:luck|use|good|change|difference|joy|help|effect|better)|didnt|didn't|doesnt|doesn't|wont|won't|makes|made|another|different|new|fresh|"
    r"second|other|every|tight|properly|fine|useless|pointless|in|several|both|is|are|was|all)\b"
)
_EN_NOT = r"(?:not|never|n't|haven'?t|hasn'?t|hadn'?t|ain'?t|without|nobody|no one|yet to|unable to|forgot to|refuse to|too scared to|afraid to|(?:can'?t|cannot|couldn'?t|won'?t|don'?t|doesn'?t) (?:be|get))"
_EN_DENIED = re.compile(rf"(?:\b|(?<=n)(?='t)){_EN_NOT}(?: (?!i\b|we\b)\w+){{0,2}}$")
_EN_FAILED = re.compile(
    r"\b(?:can'?t|cannot|couldn'?t|don'?t|do not|didn'?t|did not|doesn'?t|won'?t|wouldn'?t|no|only|isn'?t|aren'?t|hard to|how (?:do|can|to)|where (?:do|can|to))"
    r"(?: (?:even|really|just|yet|actually|properly|i|we|you|have|has|had|got|find|get|try|tried|use|do|a|an|any|the|my|one|to|know|how|own|swap|change|put|fit|buy|order|need|want|be|fully|on|in|with|there)){0,6}$"
)
_EN_UNABLE = re.compile(r"\b(?:won'?t|doesn'?t|can'?t|cannot|does not|will not|couldn'?t|isn'?t|don'?t)(?: \w+){0,2}$")
_EN_PAST = re.compile(r"\w+ed\b")
_EN_PLANNED = re.compile(
    r"\b(?:should|shall|could|can|may|must|do|does|how|where|when|if|whether|before|until|unless|need|needs|want|wants|wanted|going|gonna|will|would|i'?ll|ill|let me|try|trying|about|planning to|plan to|later|"
    r"every time|each time|once|please|requires?|needing|waiting for|looking for|asking for|send|buy|order|asked|asking|says?|told)"
    r"(?: (?:i|we|you|it|me|us|to|have|be|been|get|getting|do|a|an|the|my|some|any|it's|its|is|there|that|go|and|just|first|also|one|be|need|us|buy|order|send|find|more))*$"
)
_EN_TO = re.compile(r"(?<!tried )(?<!had )\bto$")
_EN_ASKED = re.compile(r"^(?:should|shall|can|could|do|does|will|would|is it|how|what if|where|when|why|did you|have you)\b|\?$")
_EN_BY_ITSELF = re.compile(
    r"\b(?:by itself|on its own|itself|randomly|keeps?|kept \w+ing|constantly|for no reason|by themselves|out of nowhere|suddenly|every night|each night|at night|every day)\b"
)
_EN_HELPED = re.compile(
    r"\b(?:fixed it|did the trick|sorted it|works? (?:again|now)|working (?:again|now)|helped$|solved it|worked$|went through|goes through|went fine|got approved|was accepted|worked fine|does work|did work)"
)
_EN_BASE = re.compile(
    r"(?:restart(?:ing)?|reboot(?:ing)?|power cycl(?:e|ing)|clean(?:ing)?|wip(?:e|ing)|update|close|flip|turn|reset|turn \w+ off and on)\b"
)
_EN_RESULT = re.compile(
    r"\b(?:tried|did|done|doing|already|after|even|twice|times|again|same|still|no (?:luck|use|good|change|difference|joy|help|effect)|"
    r"(?:did|does|do|wo|has)(?:n'?t| not) (?:\w+ )?(?:help|work|fix|change|solve|do|make|matter)|nothing|useless|pointless|had a|gave it a|makes? no)\b"
)

_ZH_WITHHELD = (_ZH_DENIED, _ZH_PLANNED, _ZH_AS_SOON_AS)
_EN_WITHHELD = (_EN_DENIED, _EN_PLANNED)
_EN_WITHHELD_UNLESS_PAST = (_EN_FAILED, _EN_UNABLE)

# ---- what is so, and what is not

_ZH_NOT_SO = re.compile(
    r"(?:没有?|未|不(?!停|断|小心|住|知道|晓得|了|仅|但|光|对劲|敢|能|能用|好|行|动|亮|开|通|出|上|到|只|清楚)|别(?!人|的)|无(?!缘|故|法)|非|并非|从来没)"
    r"(?:有|发现|看到|闻到|被|是|啥|什么|任何|感觉|觉得|怎么|再|在|太|很|特别|那么|过|给|让|人|去|会|敢|把|机器|电池|它|往|说|碰到|受|出现|明显|一点|看见|接|接到|收到|点|听|叫|要|我|地方|东西)*$"
)
_ZH_PREVENTED = re.compile(
    r"怎么(?:防|避免|预防|才不会|样才不)|如何(?:防|避免|预防)|防(?:水|摔|盗|骗)吗|会不会很?容易|怕不怕|以防|防止|避免|预防|平时.*注意|会.{0,8}(?:吗|不|么)$|会不会被|怎么(?:洗|清洁|清理|擦|保养)|(?:会|能)防|(?:怎么|咋|如何)(?:样)?(?:看|查|检查|知道|晓得|发现|判断|看出|辨别).{0,8}(?:有没有|是不是|是否|有无|装没装)"
)
_EN_NOT_SO = re.compile(
    r"(?:\b(?:(?<!oh )no|not|never|isn'?t|wasn'?t|hasn'?t|haven'?t|hadn'?t|didn'?t|don'?t|doesn'?t|ain'?t|without|nothing|nobody|cannot|can'?t|neither|nor|won'?t)\b)"
    r"(?: (?:been|is|was|any|the|a|an|it|really|actually|ever|even|that|sign|signs|of|smell|see|seen|seeing|smelling|got|get|gotten|had|have|has|having|looking|feeling|feel|"
    r"very|too|so|particularly|all that|hot|swollen|bulging|wet|visible|in|any water|water|one|my|me|us|anyone|given|give|gave|clicked|to|been dropped|or|to be|be|look|looks|seem|think|thing|wrong|asked|ask|lost|smoke|fire|burning|just))*$"
)
_EN_PREVENTED = re.compile(
    r"\b(?:prevent|avoid|waterproof|splash ?proof|how (?:do|can) (?:i|we) (?:stop|keep|protect|spot|tell|recogni[sz]e|check|know|find out|see)|how (?:would|will) (?:i|we) know|what if|in case|is it safe to|how many times|how often|protect (?:it|against)|insur\w+|theft cover)\b"
)


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[str, ...]:
    """The parts of a normalised text that each tell one thing. Kept, because a message asks several times."""
    return tuple(clause.strip() for clause in _BREAK.split(text) if clause and clause.strip())


def is_told(clause: str, spans: Spans) -> bool:
    """Whether a clause tells that something was done, where its words alone do not."""
    if has_han(clause):
        return bool(_ZH_TOLD.search(clause))
    first = clause[min(spans)[0] :]
    if _EN_BASE.match(first):
        return bool(_EN_RESULT.search(clause))
    return bool(_EN_TOLD.search(clause))


def is_done(clause: str, spans: Spans) -> bool:
    """Whether the deed whose words stand there was done by the merchant, with whatever result but that it helped."""
    after = clause[max(end for _, end in spans) :]
    if has_han(clause):
        cannot = any(_ZH_CANNOT.search(clause[end:]) for _, end in spans)
        wrong = cannot or _ZH_HELPED.search(after) or _ZH_ASKED.search(clause) or _ZH_BY_ITSELF.search(clause)
        to_do = any(_ZH_STILL_TO_DO.search(clause[end:]) for _, end in spans)
        return not (wrong or to_do) and not any(_is_withheld(clause[:start], _ZH_WITHHELD) for start, _ in spans)
    if _EN_HELPED.search(after) or _EN_ASKED.search(clause) or _EN_BY_ITSELF.search(clause):
        return False
    return not any(_is_withheld_in_english(clause[:start], clause[start:]) for start, _ in spans)


def is_so(clause: str, spans: Spans) -> bool:
    """Whether what the words there tell of is so: neither denied nor asked how to prevent."""
    prevented = _ZH_PREVENTED if has_han(clause) else _EN_PREVENTED
    return is_meant(clause, spans) and not prevented.search(clause)


def is_meant(clause: str, spans: Spans) -> bool:
    """Whether what the words there tell of is not denied; asking for it is meaning it."""
    denied = _ZH_NOT_SO if has_han(clause) else _EN_NOT_SO
    return not any(denied.search(clause[:start].rstrip()) for start, _ in spans)


def _is_withheld_in_english(before: str, deed: str) -> bool:
    """In "can't print changed the roll" only printing is denied: a verb in the past stands for itself."""
    if _is_withheld(before, _EN_WITHHELD) or (_EN_TO.search(before.rstrip()) and _EN_BASE.match(deed)):
        return True
    return not _EN_PAST.match(deed) and _is_withheld(before, _EN_WITHHELD_UNLESS_PAST)


def _is_withheld(before: str, withheld: tuple[re.Pattern[str], ...]) -> bool:
    """Whether the words before a deed deny, fail or plan it."""
    return any(pattern.search(before.rstrip()) for pattern in withheld)
