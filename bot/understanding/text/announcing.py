"""How a number is announced as a secret: what stands between the word for it and its digits. Knows no secret itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.understanding.text.numerals import GAP

Found = tuple[int, int, str]  # start, end, token
Told = tuple[re.Pattern[str], str]  # a pattern whose first group is the secret, its token

GLUE = r"(?:'s)?[\s:=\"'(\[<【《“‘是为叫就係(（—–,，/-]*(?:is|was|are|were|says?|(?:would|will|should) be|it'?s|number|no\.?|num|#|code|号码?|分别是?|发来的?|收到的?|我的)?[\s:=#\"'(\[【《“‘是为叫就（]*"
ASKED = r"[^\d\n]{0,12}?"
NUMBER = rf"\d(?:{GAP}\d)"
ENDS = r"(?!\d)(?![ .,-]{0,2}\d)"
"""After a number no other digits follow: neither of it, nor of a list that it would belong to."""
NO_SUM = r"(?!\s?(?:[元块圆分笔次台个]|yuan|rmb|dollars?|pounds?|euros?|bucks|quid|times?\b|arrived|deposit|received|credited|paid|error|declined|[$£€¥]))"


def told_by(patterns: Iterable[tuple[str, str]]) -> tuple[Told, ...]:
    """The patterns, made ready."""
    return tuple((re.compile(pattern, re.IGNORECASE), token) for pattern, token in patterns)


def found_by(told: Iterable[Told], text: str) -> Iterator[Found]:
    """Where they hold."""
    for pattern, token in told:
        yield from ((*found.span(1), token) for found in pattern.finditer(text))
