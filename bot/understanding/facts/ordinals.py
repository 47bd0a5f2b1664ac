"""Which offer a number picks: "1", 第二个, "the last one", B. The number must be all that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.state import Offer
from bot.understanding.facts.counting import WORDS

_PLACES: dict[str, int] = (
    {str(n): n for n in range(1, 13)}
    | {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
    | {c: n for n, c in enumerate("abcdefgh", 1)}
    | {word: WORDS[word] for word in ("one", "two", "three", "four", "five", "six")}
    | {
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
    }
    | {
        "1st": 1,
        "2nd": 2,
        "3rd": 3,
        "4th": 4,
        "5th": 5,
        "6th": 6,
        "两": 2,
        "俩": 2,
        "last": -1,
        "最后": -1,
        "末": -1,
        "bottom": -1,
        "top": 1,
        "首": 1,
    }
)
_PLACE = "|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True))
_ORDINAL = re.compile(
    rf"(?:我?(?:就)?(?:选择?|要|按|点)?(?:的是|是)?)? ?第? ?({_PLACE}) ?(?:一?[个项条种号]|一?个?选项|\.|、|\))?(?:吧|的|啊|呀|哦|呢|好了|是的)*"
    rf"|(?:i(?:'ll| will)? (?:choose|pick|take|want|go (?:with|for)) |it'?s |it is |choose |pick |select |go with |press |option |number |no\.? ?|answer |choice |#)*"
    rf"(?:the )?(?:option |number |no\.? ?|choice |#)?({_PLACE})(?: (?:one|option|choice|button|answer))?(?: please| pls)?"
)


def by_place(said: str, offers: Sequence[Offer]) -> str | None:
    """The name of the offer at the place that the words (normalised) name among those shown."""
    found = _ORDINAL.fullmatch(said)
    if not found:
        return None
    place = _PLACES[found[1] or found[2]]
    place = len(offers) if place == -1 else place
    return offers[place - 1].name if place <= len(offers) else None
