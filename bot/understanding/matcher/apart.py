"""Two troubles in one breath, of which neither is told well enough to be sure of: cut in two where one may end, and each side read
for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import islice, takewhile

from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.understanding.matcher.judging import Judge, Judgement, part_of
from bot.understanding.matcher.second import is_of_its_own
from bot.understanding.text.wording import has_words

_CUT = re.compile(
    r"[,.;!?+&]+\s*(?:(?:and|also|plus|then) )?|\s+(?:(?:and|n|also|plus|then|second) )+(?:then |now |also |the other )?|\s+(?=(?:wont|won't|cant|can't|doesnt|doesn't) )|(?<=dead) (?=\w+ dead\b)"
    r"|(?<=[\u4e00-\u9fff])(?:和|跟|也|又|还(?![是没有在能可要会])|一个是)(?=[\u4e00-\u9fffa-z])"
    r"|(?<=[\u4e00-\u9fff])(?=(?:小票|打印|[票纸]|扫码|屏|触摸|按键|键盘|插卡|芯片|挥卡|感应|闪付|刷卡|网|无线|wifi|信号|蓝牙|充电|电池|登录|密码|没(?:网|信号|电|小票)))"
)
"""Where one trouble may end and another begin, with or without a word between them."""
_JOINT = re.compile(
    r"[,.;]?\s+(?:and|n|also|plus)(?: also| now| then)*\s+|(?<=[,;])(?=[^,;]{2,8}[也又])|(?<=[\u4e00-\u9fff])[,; ]*(?:还有|另外|[也又])(?=[\u4e00-\u9fff])"
)
"""Where the words themselves say that something else is told as well."""
_CUTS, _LONGEST = 6, 120  # cuts tried, and characters of what is cut
_SHORTEST = 2  # characters of a side
_RATHER, _SURER = 0.55, 0.7  # probability of the kind of trouble on either side, and on one of them at least
_CERTAIN = 0.75  # probability from which the whole tells of one trouble
_HARDLY, _OFFERED = 0.3, 3  # probability of a side's trouble that is among the first of the whole
_LINKS = frozenset({"network.wifi", "network.sim", "network.ethernet", "network.bluetooth"})  # ways to the network, each for itself
_MEND_ALONE = frozenset({*OF_THE_TERMINAL, "transaction", "settlement", "account"})  # kinds of which two may be told in one breath


_DANGERS = frozenset({"power.battery_swollen", "hardware.damage", "hardware.tamper_alarm"})  # heard by words of their own


def named_apart(text: str, whole: Judgement, judge: Judge, *, two: bool = False) -> tuple[str, ...]:
    """The trouble that one side names beside the other, where the whole is not sure of one, or a word joins them; ``two``: of two
    machines.
    """
    certain = whole.is_sure and whole.right >= _CERTAIN and not two
    cuts = islice((_JOINT if certain else _CUT).finditer(text), _CUTS if len(text) <= _LONGEST else 0)
    both = [(text[: cut.start()].strip(), text[cut.end() :].strip()) for cut in cuts]
    told = [sides for sides in both if all(len(side) >= _SHORTEST and has_words(side) for side in sides)]
    judge.ahead(first for first, _ in told)
    for sides in told:
        halves = list(takewhile(partial(_is_likely, whole, certain=certain), map(judge, sides)))
        surest = max((half.of_one_kind for half in halves), default=0.0)
        if len(halves) > 1 and surest >= _SURER and are_apart([half.intent for half in halves]):
            here = part_of(whole.intent)
            other = [half.intent for half in halves if part_of(half.intent) != here and is_of_its_own(half.intent, half.sense.text)]
            if len(other) < len(halves):
                return tuple(other)
    return ()


def _is_likely(whole: Judgement, half: Judgement, *, certain: bool) -> bool:
    """Whether a side likely names a trouble of its kind, and one that is told by what it is called."""
    likely = [whole.language.reader.intents[intent] for intent in whole.order[:_OFFERED]]
    least = _SURER if certain else _HARDLY if half.intent in likely else _RATHER
    kinds = _MEND_ALONE - {"transaction"} if certain else _MEND_ALONE  # how a payment went is told with it
    return half.intent not in _DANGERS and group_of(half.intent) in kinds and half.of_one_kind >= least


def are_apart(named: Sequence[str]) -> bool:
    """Whether what is named fails each for itself: parts of different kind, or two ways to the network."""
    return len(set(map(part_of, named))) > 1 or len(_LINKS.intersection(named)) > 1
