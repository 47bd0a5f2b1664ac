"""What is written on a terminal that no list knows: the shape of a model's name; and that it is named by who gave it. Knows no model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts.places import addresses, windows
from bot.understanding.facts.seeking import Found

_NO_NAME = (
    r"(?!(?:in|at|on|by|of|is|to|from|since|before|after|about|around|code|error|number|no|key|room|shop|unit|stall|year|bought|got|the|a|an|it|its"
    r"|jan\w*|feb\w*|mar|march|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|sn|serial|phone|call|tel|mobile|ref|ticket|order)\b)"
)
_MODEL = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_NO_NAME}[A-Za-z]{{2,10}}[ -]?(?!(?:19|20)\d\d(?!\d))\d{{3,4}}|(?![ap]m\b)[A-Za-z]{{1,3}}\d{{1,4}})[A-Za-z]{{0,2}}(?![A-Za-z0-9])(?: (?:lite|pro|plus|mini|se|max)\b)?",
    re.IGNORECASE,
)
"""A word and three or four figures, or letters and figures in one: "move 2500", S90."""
_GIVEN = re.compile(
    r"(?:给|送|发|配|装|办|租)(?:的|我|来)|业务员|(?:公司|银行)的|\b(?:from|gave|given|supplied|provided|sent)\b|\b(?:bank|company|provider|supplier)'?s\b",
    re.IGNORECASE,
)


def model_written(text: str) -> Iterator[Found]:
    """A model's name by its shape alone, where one is asked for; none in an address, or a time."""
    other = [(start, end) for start, end, _ in (*addresses(text), *windows(text, waiting=True))]
    for found in _MODEL.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in other):
            yield *found.span(), found.group()
            return


def is_given(text: str) -> bool:
    """Whether a terminal is told by who gave it, which is no model: 拉卡拉给的, "the bank's one"."""
    return bool(_GIVEN.search(text))
