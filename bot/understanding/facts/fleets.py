"""How many terminals the words speak of: "our 6 machines", 三台, "add five more". A number of sales or of a model is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts.dates import count

_NUMBER = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few"
_HAN = r"\d{1,2}|[两二三四五六七八九]|十[一二三四五六七八九]?"
_THINGS = r"(?:(?:more|other|of (?:the|our|my)|card|payment|such|same|identical)[ ,]+)*(?:machines?|terminals?|readers?|pdqs?|units?|devices?|ones|of (?:them|these|those))\b"
_MORE = re.compile(
    rf"(?:再|还)(?:有|要|加|添|来|想加|想要)?(?P<zh>{_HAN})[台部]|(?:多|加|添)(?:上|了)?(?P<zh_add>{_HAN})[台部]|\b(?P<en>{_NUMBER}) (?:more|others?|extra|additional)\b(?: (?:of (?:the )?)?(?:same|identical|such))*(?: (?:machines?|terminals?|readers?|ones?|units?))?",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"(?<![第\d])(?P<zh>{_HAN})[台部](?!月|次)|\b(?P<en>{_NUMBER}) {_THINGS}",
    re.IGNORECASE,
)


def fleets(text: str) -> Iterator[tuple[int, int, str]]:
    """The number of terminals, as "6", or as "+5" of those beside the one at hand."""
    for said, sign in ((_MORE, "+"), (_ALL, "")):
        found = said.search(text)
        if found:
            number = count(next(word for word in found.groups() if word).casefold())
            if number > 1 or sign:
                yield *found.span(), f"{sign}{number}"
            return
