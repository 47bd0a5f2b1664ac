"""A page's own words in one language. A place to fill is written ``{name}``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

SCOPE = "web."
FOR_SCRIPTS = (
    "sending", "failed", "cancel", "photo_mine", "new_messages", "today", "months", "date",
    "too_big", "retry", "load_failed",
)  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]")
TAGS = {"zh": "zh-CN"}
"""What HTML calls a language otherwise than we do."""
LATIN = "en"
"""Of a text in Latin letters amid Chinese."""

LATIN_WORDS = 3
"""A text without Chinese and with more Latin words than this is in the other language."""


class Words:
    """Looks up a page's sentence and fills it."""

    def __init__(self, sentences: Mapping[str, str], locale: str, scope: str = SCOPE) -> None:
        """``sentences`` by ``<scope><name>``."""
        self._sentences = sentences
        self._scope = scope
        self.locale = locale

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence, trimmed, with its places filled. Raises KeyError if there is none."""
        sentence = self._sentences[self._scope + name].strip()
        for key, value in values.items():
            sentence = _filled(sentence, "{" + key + "}", str(value))
        return sentence

    def knows(self, name: str) -> bool:
        """Whether there is such a sentence."""
        return self._scope + name in self._sentences

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return TAGS.get(self.locale, self.locale)

    def foreign(self, text: str) -> str | None:
        """The HTML language of a text that is not in the page's, else None. Han characters tell."""
        if self.locale == "zh":
            is_foreign = not _HAN.search(text) and len(_LATIN.findall(text)) > LATIN_WORDS
            return LATIN if is_foreign else None
        return TAGS["zh"] if _HAN.search(text) else None

    def day(self, at: datetime, today: datetime) -> str:
        """``今天``, ``11月23日``, ``23 Nov``; both in the zone that is shown."""
        if at.date() == today.date():
            return self("today")
        return self("date", day=at.day, month=self("months").split()[at.month - 1])

    def for_scripts(self, names: Sequence[str] = FOR_SCRIPTS) -> str:
        """The sentences that scripts need, as JSON."""
        return json.dumps({name: self(name) for name in names}, ensure_ascii=False)


def _filled(sentence: str, place: str, value: str) -> str:
    """A name in Latin letters stands apart from the Chinese beside it."""
    head, *tails = sentence.split(place)
    for tail in tails:
        head += _gap(head[-1:], value[:1]) + value + _gap(value[-1:], tail[:1]) + tail
    return head


def _gap(before: str, after: str) -> str:
    return " " if (_HAN.match(before) and _LATIN.match(after)) or (_LATIN.match(before) and _HAN.match(after)) else ""
