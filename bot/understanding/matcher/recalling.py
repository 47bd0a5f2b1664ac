"""Examples met again word for word, whatever their punctuation, particles and stutter.

For very short answers (好了, 还是那样, done, nope) this is surer than any likeness; a phrase that
stands under two intents is left to the matcher.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.understanding.text.normalising import plain, visible

_NOISE = re.compile(r"[^\w‹›]+")
_TAILS = re.compile(
    r"(?:啊|阿|呀|哦|噢|呢|吧|啦|哈|嘛|呗|诶|哎|滴|\bplease|\bpls|\bplz|\bmate|\bsir|\bmadam|\bthanks|\bthank you|\blol|\bhaha\w*)+$"
)
_HEADS = re.compile(
    r"^(?:嗯+(?=.)|恩+(?=.)|哦+(?=.)|噢+(?=.)|额+(?=.)|呃+(?=.)|唉+(?=.)|哎+(?=.)|那个|就是说|(?:well|um+|uh+|er+m?|hmm+|oh|ah|right so|so|sorry)\b[ ,]*(?=\w))"
)

Found = tuple[str, str]  # intent, act


def key(text: str) -> str:
    """What a phrase is recalled by: its letters alone; a phrase of signs ("?", "👍") by the signs."""
    bare = _NOISE.sub("", plain(text))
    return bare or "".join(visible(text).split())


def shortened(text: str) -> str:
    """The key without opening and closing particles and said once: "嗯嗯好了好了哦" -> "好了"."""
    normal = plain(text).strip(" .,!?。、~")
    trimmed = _TAILS.sub("", _HEADS.sub("", normal)).strip(" .,!?。、~") or normal
    bare = _NOISE.sub("", trimmed)
    for times in (4, 3, 2):
        once, rest = divmod(len(bare), times)
        if once and not rest and bare == bare[:once] * times and len(bare) > 2:
            return bare[:once]
    return bare


class Recall:
    """Key -> intent and act of the only intent that has it."""

    def __init__(self, found: Mapping[str, Found]) -> None:
        self.found = found

    @classmethod
    def learned(cls, phrases: Iterable[tuple[str, str, str]]) -> Recall:
        """``phrases``: text, intent, act. What a phrase is, whole, comes before what another is without its particles: "ok" and
        "ok thanks".
        """
        whole: dict[str, Found | None] = {}
        trimmed: dict[str, Found | None] = {}
        for text, intent, act in phrases:
            for found, name in ((whole, key(text)), (trimmed, shortened(text))):
                known = found.get(name, (intent, act))
                found[name] = known if known and known[0] == intent else None
        return cls({name: value for name, value in {**trimmed, **whole}.items() if value and name})

    def with_phrase(self, text: str, intent: str, act: str) -> Recall:
        """With one phrase more; what stands under two intents is left to the matcher."""
        found, name = dict(self.found), key(text)
        if found.setdefault(name, (intent, act))[0] != intent:
            del found[name]
        if (trimmed := shortened(text)) not in {"", name}:
            found.setdefault(trimmed, (intent, act))
        return Recall(found)

    def of(self, text: str) -> Found | None:
        """The intent and act of the example that the text is."""
        return self.found.get(key(text)) or self.found.get(shortened(text))
