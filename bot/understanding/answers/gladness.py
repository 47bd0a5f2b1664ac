"""Whether a story ends well: what was done, and then that it works; or that it works, and then of something else that does not."""

from __future__ import annotations

import re

from bot.core.knowledge import OF_MONEY, Knowledge, group_of, kind_of
from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.left_behind import is_left_behind
from bot.understanding.answers.taking_back import at_times, denies
from bot.understanding.words.chatting import bare_of

_ONCE = at_times("每次|老是", "every time|always|whenever|might|maybe")
"""That it is well only now and then, or was once."""
_THEN_WELL = re.compile(
    r"就(?:都|又|全)?(?:好|行|可以|正常|能用|能打|能刷|能扫|有网|有信号|连上|通|出来|打出来|读出来|扫出来|恢复)(?:了|啦|咯)[啊呀哈~!！。.]*"
    r"|(?:that|which|and|so|now|and now|and then|then)? ?(?:that |it |all |everything |they )?(?:(?:has |have )?(?:fixed|sorted|solved|did|cured) it|did the trick|works? (?:fine |great |perfectly |ok )?now|is (?:working|fine|back|ok) now)[.!]*",
    re.IGNORECASE,
)
"""What was done, and that it was well at once: 交了钱就好了."""
_ONLINE = re.compile(
    r"(?:机器|终端|现在|已经|都|它|就|终于|,|，| )*(?:连上(?:网|去)?|有网|能上网|上得了网|有信号|联网)(?:了|啦|咯)[啊呀哈~!！。.]*|(?:it'?s |now |back |all |and |is |we'?re )*(?:connected|online|got signal|on the wifi)(?: now| again)?[.!]*",
    re.IGNORECASE,
)
"""That it has a connection again."""
_FED = re.compile(
    r"(?:现在|又|都|它|终于|好像)*(?:打出来|走纸|能打|出纸|打印出来)了[ ,，]*(?:谢谢|多谢|哈|啊)*[!！。]*|(?:never ?mind,? |forget it,? |it'?s |now |all |it |ok |finally )*(?:printing|feeding|feeds|prints|printed)(?: (?:fine|ok|again|now|properly|thanks|thank you|cheers|great))*[!. ]*",
    re.IGNORECASE,
)
"""That paper comes out again."""
_OTHER_CARD = re.compile(
    r"(?:他)?换了?(?:一)?(?:张|别的|另一张)卡?(?:就)?(?:可以|行|好|过|成|刷过去)(?:了)?|(?:but )?(?:another|a different|a second|the other|his other|her other|their other) (?:card|one) (?:worked|works|went through|was fine|is fine|goes through)(?: fine| ok)?",
    re.IGNORECASE,
)
"""That the sale went through with another card: the first was refused by its bank."""
_OF_CODE, _OF_FEED, _OF_BLANK = "transaction.response_code", "hardware.printer_paper_jam", "hardware.printer_blank"
_AGAIN = re.compile(r"又|能打|终于|\b(?:now|again|finally)\b", re.IGNORECASE)
_OF_PART = (
    ("network", re.compile(r"网络?|信号|\b(?:wi-?fi|internet|network|signal|connection)\b", re.IGNORECASE)),
    ("hardware.printer", re.compile(r"打印机?|小票|打票|纸|\b(?:printer|printing|prints?|receipts?|paper|stripes?)\b", re.IGNORECASE)),
    ("hardware.scanner", re.compile(r"扫码|扫描|扫(?=的|得|上|了|着)|\b(?:scanner|scanning|scans?)\b", re.IGNORECASE)),
    ("hardware.screen", re.compile(r"屏幕?|\bscreen\b", re.IGNORECASE)),
    ("hardware.touch", re.compile(r"触屏|屏幕?|\b(?:touch|screen)\b", re.IGNORECASE)),
    ("software.frozen", re.compile(r"屏幕?|机[器子]|\b(?:screen|terminal|machine)\b", re.IGNORECASE)),
    ("power", re.compile(r"电池|充电|\b(?:battery|charging)\b", re.IGNORECASE)),
)
"""How the part that is at hand is named where it is said to work."""
_FINE = re.compile(
    r"(?:no |yes |ok |okay |well |now |the |my |it'?s |it |that'?s |that |thing |is |are |all |absolutely |just |working )*(?:reads?|prints?|scans?|taps?|charges?|connects?|looks?|seems?|goes|works?|is)?\s*(?:fine|ok|okay|all right|alright|perfect(?:ly)?|sorted|great)(?: now| again| already| thanks)*"
    r"|(?:现在|已经|都|就|那个?|这个?|的|又|没有?)*(?:好(?:着呢?|的|了)|(?:能|可以)(?:用|扫|刷|打|读|充|连)(?:的|了)|没(?:事|问题|毛病)(?:了)?|正常(?:的|了)?)(?:啊|呀|啦|的)*",
    re.IGNORECASE,
)
"""That it is well, in words too few to say what."""
_AT_LENGTH = 80  # characters


def is_glad(text: str, state: State) -> bool:
    """Whether something is told, and then that it works, and nothing else: "turned it round. works now, thank you". What became of money
    is never told so.
    """
    parts, said = parted(text), text.strip(" .。!！~")
    if (state.trouble == _OF_CODE and _OTHER_CARD.fullmatch(said)) or _is_fed(said, state.trouble):
        return True
    if any(_is_well(" ".join(parts[first:])) for first in range(1, len(parts))):
        return True
    amid = state.place is not None and state.question is not None and group_of(state.trouble) not in OF_MONEY
    if not amid or len(text) > _AT_LENGTH or is_question(text) or _ONCE.search(text) or not parts:
        return False
    ends = _ONLINE.fullmatch(parts[-1]) and len(parts) > 1 if group_of(state.trouble) == "network" else None
    return bool(ends or _ends_so(parts[-1]))


def _is_fed(said: str, trouble: str) -> bool:
    """Whether paper comes out again; of receipts that were blank, that it prints again."""
    again = trouble == _OF_BLANK and bool(_AGAIN.search(said))
    return (trouble == _OF_FEED or again) and bool(_FED.fullmatch(said))


def _ends_so(said: str) -> bool:
    """Whether the last part ends with that it was well, and denies nothing: "it doesn't work now"."""
    return any(found.end() == len(said) for found in _THEN_WELL.finditer(said)) and not denies(said)


def _is_well(said: str) -> bool:
    return bare_of(said) == "solved" and not denies(said)


def after_solved(text: str, state: State) -> str:
    """What is told after the trouble at hand is said to be gone: 好了 但是电池掉得快. Nothing, where it is not said to be."""
    parts = parted(text) if state.place is not None and state.question is not None and state.trouble else []
    gone = next((place for place, part in enumerate(parts[:-1], 1) if _is_of_this(part, state.trouble)), 0)
    if not gone and parts[1:] and (own := _own_part(state.trouble)) and own.search(parts[-1]) and _is_of_this(parts[-1], state.trouble):
        return ", ".join(parts[:-1])  # "payout is short 40. screen is fine"
    return ", ".join(parts[gone:]) if gone else ""


def is_apart(intent: str, trouble: str, knowledge: Knowledge) -> bool:
    """Whether it is another kind of trouble, and none that the one at hand may turn out to be."""
    flow, known = knowledge.flows.get(trouble), knowledge.intents.get(intent)
    leads = flow.leads_to if flow else frozenset()
    same = group_of(intent) == group_of(trouble) != "hardware" or kind_of(intent) == kind_of(trouble)
    return known is not None and known.trouble and not same and intent not in leads


def waiting_one(text: str, state: State) -> str:
    """The trouble noted for later whose part the words name: "paper still has the stripe though"."""
    named = {kind for kind, names in _OF_PART if names.search(text)}
    return next((one for one in state.noted if any(one.startswith(kind) for kind in named)), "")


def _is_of_this(part: str, trouble: str) -> bool:
    """Whether it is said to be well, and no other part than the one at hand is named."""
    own = _own_part(trouble)
    said = " ".join((own.sub(" ", part) if own else part).split())
    well = _is_well(said) or bool(_FINE.fullmatch(said.strip())) or is_left_behind(part, trouble)
    return well and not any(names.search(said) for _, names in _OF_PART)


def _own_part(trouble: str) -> re.Pattern[str] | None:
    """How the part is named that is at hand."""
    return next((names for kind, names in _OF_PART if trouble.startswith(kind)), None)
