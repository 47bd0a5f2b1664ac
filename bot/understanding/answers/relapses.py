"""That a trouble which was seen to is back, told where nothing is worked on: in words that hold for it, and name no other."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.core.knowledge import OF_THE_TERMINAL, group_of, kind_of
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.matcher.joining import Match

_BACK_AT_REST = re.compile(
    r"(?:你好|您好|早上好|早|哎|唉|它|这个?|那个?|机器|问题|怎么|今天|昨天|现在|刚才|刚刚|结果|一样|同样|的|,|，| )*又(?:来了?|不行|坏|没反应|不好使|这样|那样|出问题|出毛病|犯毛病|犯老毛病|犯病)(?:了|啊|呀|吧)*[。.!！]*"
    r"|(?:(?:hi|hello|morning|good morning|so|and|well|oh no|it'?s|it is|the|same|problem|issue|thing|that|is|now|today)[,. ]+)*(?:(?:back|at it|happening|doing it|doing the same|not working|broken|playing up|acting up|same thing|same problem|same issue) again|same (?:problem |issue |thing )?as (?:yesterday|before|last time))[.! ]*",
    re.IGNORECASE,
)
_OFFLINE = re.compile(
    r"(?:你好|您好|早上好|早|哎|唉|它|机器|今天|现在|刚才|又是|,|，| )*又(?:连|上)不[上了](?:网|去)?[了啊呀。.!！]*|.{0,20}\b(?:not connecting|offline|disconnected|drop(?:s|ped|ping)?(?: out| off)?|cut(?:s|ting)? out|won'?t connect) again[.! ]*",
    re.IGNORECASE,
)
_DOES_AGAIN = re.compile(
    r"(?:你好|您好|早上好|早|哎呀?|唉|嗯|它|这个?|那个?|这台|那台|机器|机子|怎么|今天|昨天|昨晚|今早|现在|刚才|刚刚|结果|,|，| )*又(?P<zh>(?!好|能|可以|行了|正常|有[网电信]|通了|来[问找]|想|要|是|没事)[^,，。!！?？又]{1,6})了[啊呀吧]?[。.!！]*"
    r"|(?:(?:hi|hello|morning|good morning|so|and|well|oh no|oh|hmm+|ugh|argh|now|today|just|sorry)[,. ]+)*(?:it|its|it's|this one|the (?:thing|machine|terminal|reader))(?: (?!work|fine|ok|good|up\b|on\b|back|me\b|us\b)[a-z']+){1,4} again(?: (?:today|now|this morning|just now))?[.! ]*",
    re.IGNORECASE,
)
"""That it does again what it did, in a word that may be too short to be known: "it jams again", 又卡住了."""
_NOT_SORTED = re.compile(
    r"(?:你好|哎|唉|喂|它|机器|问题|这|那|我|可|但|根本|压根|明明|其实|还|都|又|就|哪里?|谁说|说|啊|,|，| )*(?:没(?:有)?(?:完全)?(?:好|修好|弄好|解决|搞定|恢复)|不是(?:好了|修好了)|没说(?:已经)?好了?)(?:呢|啊|呀|的|了|吧|嘛|,|，)*[?？!！。]*(?:[,，。!！ ].{1,30})?"
    r"|(?:谁说|哪里?|没说)(?:它|已经|是|机器)?(?:好|修好|弄好|解决|搞定)(?:了|呢|啊|呀)*[?？!！。]*"
    r"|(?:(?:hi|hey|no|nope|wait|wtf|what|but|sorry|hang on|hold on|excuse me|well|and|so|er|um|the|my|problem|issue|thing|machine|terminal|it'?s|its|it|that'?s|that|is|this|has|does|did|still|really|definitely|nothing'?s?|been|absolutely)[,.! ]+)*(?:not|isn'?t|hasn'?t(?: been)?|is ?n'?t|ain'?t|nothing(?:'s| is| has been)?)(?: (?:really|actually|all|been|at all))* (?:sorted|solved|fixed|resolved|done|working|mended)\b[^?]*"
    r"|(?:(?:no|nope|wait|but|sorry|hang on|well|er)[,.! ]+)*(?:who (?:says?|said|told you)|i (?:did ?n'?t|never) (?:say|said)|why do you (?:say|think))(?: (?:that|it|its|it'?s|was|is|all))* (?:sorted|solved|fixed|works|working|worked|mended|done|ok|fine)\b[^.]*",
    re.IGNORECASE,
)
"""That what was called mended is not."""
_STILL_SO = re.compile(
    r"还是|仍|又(?!要)|依然|照样|照旧|没好|不对[,，。 ]|\b(?:still|again|yet|after all|no wait|wait,? no|spoke too soon|not fixed)\b",
    re.IGNORECASE,
)
"""That something holds which was told before."""
_ELSE = re.compile(r"另|别的|其他|其它|隔壁|第[二三]|也(?:不|没|坏)|\b(?:other|another|second|too|as well|also|next)\b", re.IGNORECASE)
"""That it is told of something else."""
_NETWORK, _PARTS = "network", "hardware"
_TELLS_NOTHING_MORE = frozenset({"window"})


def is_back_at_rest(text: str, state: State, match: Match, facts: Collection[str]) -> bool:
    """Whether, with nothing worked on, the trouble that was is said to be back, in words that name no other: 又卡了, of the paper that
    was told to be so, is of no screen.
    """
    said, trouble = text.strip(), state.trouble
    if not _TELLS_NOTHING_MORE.issuperset(facts):
        return False
    if _BACK_AT_REST.fullmatch(said) or _NOT_SORTED.fullmatch(said) or (trouble.startswith("network.") and _OFFLINE.fullmatch(said)):
        return True
    if _STILL_SO.search(said) and not _ELSE.search(said) and _is_of_its_kind(match, trouble):
        return True
    does = _DOES_AGAIN.fullmatch(said)
    named = match.intent if match.decision is Decision.ACCEPT and not match.is_talk else ""
    return does is not None and (named in {"", trouble} or bool(does["zh"] and does["zh"] in " ".join(state.words)))


def _is_of_its_kind(match: Match, trouble: str) -> bool:
    """Whether what is named is the trouble that was, or one that is told like it: wifi还是连不上, of the connection."""
    best = match.candidates[0].intent if match.candidates and match.decision is not Decision.REJECT else ""
    of_one = group_of(best) == group_of(trouble) == _NETWORK or (group_of(best) == _PARTS and kind_of(best) == kind_of(trouble))
    return group_of(trouble) in OF_THE_TERMINAL and (best == trouble or of_one)
