"""Wanting the repair and somebody to come, however much else is said beside it. Decides nothing."""

from __future__ import annotations

import re

from bot.core.knowledge import group_of
from bot.core.state import State
from bot.understanding.answers.answers import parted

_BOOK = re.compile(
    r"^(?:那|先|好|行|算了|不[弄搞查试]了|别[弄搞查试]了|别(?:废话|啰嗦|磨叽)了?|赶紧|马上|直接|还是|你|您|就|帮我|给我|麻烦|要不然?|不如|干脆|我|我们|想|要|请|能不能|可不可以|能|可以|,|，| )*(?:登记(?:一下|个)?(?:报修|维修|修)?|报(?:一下|一个|个)?修|(?:派|叫|让)(?:你们)?(?:的|家)?(?:个|一个|位)?(?:人|师傅)|(?:找|安排|约|喊)(?:个|一个|位)?师傅|(?:找|安排|喊)(?:个|一个)?人(?:来|过来|上门)*(?:修|看)|上门修?|寄修|送修|换(?:一)?台(?:新的?|机器|新机器?)|(?:过来|来)?修(?!好))(?:来|过来|上门|一趟|修|看|瞧|搞|弄|整|检查|处理|吧|呗|嘛|一下|下|好了|算了|得了|啊|了)*[。!！]*$"
    r"|^(?:ok(?:ay)?|yes|yeah|no|just|please|then|can you|could you|can i|could i|right|fine|(?:cancel|forget|scrap|skip|drop|leave|stop) (?:that|it|this|all that)|never ?mind|nvm|sod it|screw (?:it|this)|[,.;!]| )*(?:"
    r"(?:(?:i |i'?d |like |want |need |get |have |me |to )*)(?:a |the )?repair(?: please| then| now)*|(?:a |the |your )?(?:technician|tech|engineer)(?: please| then| now| out| round| to (?:come|look|fix it))*|(?:book|arrange|register) (?:it|me|us|in|a|an|the|some|for|repair|visit|technician|engineer|one|someone|somebody|out|then|please|now)(?:[, ]+(?:it|me|us|in|a|an|the|some|for|repair|visit|technician|engineer|one|someone|somebody|out|then|please|now))*"
    r"|(?:repair (?:it|this|the (?:terminal|machine|reader|card machine))|(?:fix|mend) it (?:then|for me)|come (?:and |over and |out and )?(?:fix|repair|mend|look at|see to) (?:it|this)|(?:(?:get|have) )?(?:it|this) (?:repaired|fixed|mended|looked at)|send (?:someone|somebody))(?: (?:then|please|now|to (?:fix|repair|look at) it))*"
    r"|(?:get|send|give|bring) (?:me |us )?(?:a |another )?(?:replacement|new (?:one|terminal|machine|reader)|swap)(?: (?:then|please|out|over|now))*"
    r"|log (?:it|(?:a|the) (?:repair|fault|ticket|visit|call))(?: (?:then|please|now))*"
    r"|(?:get|send) (?:me |us )?(?:a |an |the |your )?(?:technician|tech|engineer|repair ?(?:man|guy|person)|(?:someone|somebody))(?: (?:out|over|round|here|in|please|then|now|today|asap|to (?:fix|repair|look at|see to) (?:it|this)))*)[.!]*$",
    re.IGNORECASE,
)
"""Wanting the repair, without another step."""

_FOR = re.compile(r"(?P<wish>[^.,。，]{2,20})[.,。，] ?(?P<when>[^.。,，]{2,30}(?:[,，][^.。,，]{2,30})?)")

_SEND = re.compile(
    r"(?:ok(?:ay)?|yes|then|please|just|can|[, ])*send(?: it| one| someone| him)?(?: (?:in|over|then|please|lah))*", re.IGNORECASE
)

_TIME = re.compile(
    r"\d|上午|下午|早上|晚上|明天|后天|周[一二三四五六日]|\b(?:morning|afternoon|evening|tomorrow|today|lunch|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)


def books(said: str) -> bool:
    """Whether the repair is wanted; also where it is said when: "ok send. before 10 or after 3"."""
    if _BOOK.search(said):
        return True
    found = _FOR.fullmatch(said)
    return found is not None and bool(_SEND.fullmatch(found["wish"]) or _BOOK.search(found["wish"])) and bool(_TIME.search(found["when"]))


_WANTS = re.compile(r"^(?:我(?:就|是|都)?(?:说了?|要|想)(?:的是|过)?|i (?:just )?(?:want|said|need) )", re.IGNORECASE)
_APART = re.compile(
    r"\s+(?=\d)|(?<=\d)\s+|(?<=\S)(?=(?:要不|不如|干脆|直接|[给帮]我)(?:就|直接|[给帮]我|再)*(?:登记|报(?:个|一下)?修|叫|派|找))"
)
_RUNS = re.compile(
    r"[有是]一?[笔个单]|正在|还在|转圈|没出|等着|\b(?:yes|yeah|one|still|going|running|pending|stuck|spinning)\b", re.IGNORECASE
)
"""That a sale may run, where that is asked."""
_FORMS = frozenset({"repair", "ticket", "maintenance"})
_CONSENTS = frozenset({"yes", "solved", "person", "unsure"})
"""Offers beside which nothing is booked: that a sale runs, or that it works."""
_STAYS = frozenset({None, "cannot", "not_fixed", "no", "visit", "vague", "doubted", "not_so"})
"""What may be told beside the wish, and is no more than why."""


def books_beside(text: str, state: State, act: str | None, offer: str | None) -> bool:
    """Whether a part of the words wants the repair, at a question amid a trouble, and the rest says no more than that it went ill, that no sale
    runs, what is not there, or where and when to come: "dont have another one. just send someone", 没有同款的，给我登记维修吧.
    """
    question, place = state.question, state.place
    asked = question is not None and not question.slot and place is not None and group_of(place.flow) not in _FORMS
    parts = [piece for part in parted(text) for piece in _APART.split(part)]
    stays = act in _STAYS and offer not in _CONSENTS
    runs = place is not None and group_of(place.flow) == "guard" and _RUNS.search(text)
    return asked and stays and not runs and (len(parts) > 1 or act != "not_fixed") and any(books(_WANTS.sub("", part)) for part in parts)
