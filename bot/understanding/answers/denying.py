"""Whether words only ask after the offer that they come near to, or tell that it is well: then they do not pick it. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.answers.limits import is_partly
from bot.understanding.answers.outcomes import ends_well
from bot.understanding.facts.extents import well_in

_ASKED = re.compile(
    r"(?:(?:so|and|but|ok|wait|hm+)[, ]+)*(?:is|are|was|were|does|did|should|could|would|will|has|isn'?t|doesn'?t)\b.*\?|(?:是不是|会不会|有没有|该不会是).{2,}|(?!.*不).{2,}[吗么]\s*[?？]?",
    re.IGNORECASE,
)
_NOW = re.compile(r"^(?:now|but|and|it'?s|is|现在|又|都)+ *| *(?:now|again|了)$")
_RESULTS = frozenset({"yes", "no", "solved", "not_fixed", "unsure", "cannot", "none", "other", "skip"})


def asked_after(text: str, offer: str) -> bool:
    """Whether the words, as they were written, ask whether it is so: "is it every code?"; "ok so buy a new battery?" agrees to nothing."""
    return bool(_ASKED.fullmatch(text.strip())) or (offer == "yes" and text.rstrip().endswith(("?", "？")))


def is_well(text: str, name: str, phrases: tuple[str, ...], parts: Sequence[str]) -> bool:
    """Whether that to which the words come near is told to be well by now, at times, or elsewhere: "it was black this morning, ok now"."""
    last = _NOW.sub("", parts[-1]) if parts else ""
    if name in _RESULTS or any(last in phrase for phrase in phrases):
        return False
    return ends_well(text) or is_partly(text) or name in well_in(parts)
