"""Why the bot said that: from the log as it was kept with the answer, not thought up again. Pure but for reading the lines.

What was written down at the time is shown as it was; names are put to it in the reader's language, and where the knowledge
has another version by now, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.knowledge import Knowledge, Risk
from bot.core.lookups import Reviewed
from bot.core.state import Place
from bot.service.desk.bench import must
from bot.service.desk.naming import Names
from bot.service.desk.outcomes import NotThere
from bot.service.desk.people import Right, Staff
from bot.service.desk.shelf import Shelf
from bot.service.entries import rows
from bot.service.ports import JSON, EntryKind, Logged
from bot.service.support import Support

LOOKED_BACK = 30
"""Lines before the answer among which the merchant's are looked for."""
SIGNS = {"≈": "meaning", "♪": "sound", "~": "letters"}
"""How `bot.understanding.matcher.reasons` marks what carried a candidate."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What spoke for a candidate: a word as it stands, a word of that meaning, a sound, letters of a word."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate: what it is called, how probable, the nearest example, what carried it."""

    intent: str
    name: str
    score: float
    phrase: str
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class TakenFact:
    """A fact that was taken, and from where (`bot.service.sources.Source`), with the merchant's words for it."""

    label: str
    value: str
    source: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The piece of knowledge that it came from: flow and step, its risk, its birth certificate."""

    flow: str
    name: str
    step: str
    risk: Risk | None
    reviewed: Reviewed | None


@dataclass(frozen=True, slots=True)
class Why:
    """All of it. ``said`` is None where nobody had written: a timer, a person of the staff. ``pieces`` are what was compared,
    each with whether it carried the first candidate. ``version`` is the knowledge's then, ``is_current`` whether it still is.
    """

    seq: int
    at: datetime
    text: str
    rule: str
    said: str | None
    pressed: bool
    normal: str
    pieces: tuple[tuple[str, bool], ...]
    decision: str
    act: str
    offer: str
    masked: int
    candidates: tuple[Weighed, ...]
    facts: tuple[TakenFact, ...]
    entry: Entry | None
    trouble: str
    version: str
    is_current: bool


class Reasons:
    """Looks them up."""

    def __init__(self, support: Support, shelf: Shelf) -> None:
        """The lines are the shelf's."""
        self._support = support
        self._shelf = shelf

    async def why(self, me: Staff, number: int, seq: int) -> Why:
        """Of that line of that chat. Raises NotThere where the bot said nothing there."""
        must(me, Right.READ)
        lines = await self._shelf.lines(number, 0, seq + 1, LOOKED_BACK)
        if not lines or lines[-1].seq != seq or lines[-1].kind is not EntryKind.BOT:
            raise NotThere(f"{number}-{seq}")
        return why_of(lines, self._support.mind.knowledge, me.wishes.locale)


def why_of(lines: Sequence[Logged], knowledge: Knowledge, locale: str) -> Why:
    """Of the last of these lines. The merchant's belongs to it where nothing else was said in between, in the same turn."""
    told, names = lines[-1], Names(lambda: knowledge)
    why = _dict(told.body.get("why"))
    asked = _asked(lines)
    heard = _dict(asked.body.get("heard")) if asked else {}
    candidates = tuple(_weighed(one, names, locale) for one in rows(heard.get("candidates")))
    normal, version = _word(heard, "normal"), _word(why, "knowledge")
    place = Place(_word(why, "flow"), _word(why, "step"))
    return Why(
        seq=told.seq,
        at=told.at,
        text=_word(told.body, "text"),
        rule=_word(why, "rule"),
        said=(_word(asked.body, "text") or _word(asked.body, "label")) if asked else None,
        pressed=bool(asked and asked.body.get("choice")),
        normal=normal,
        pieces=_pieces(normal, candidates[0].carried if candidates else ()),
        decision=_word(heard, "decision"),
        act=_word(heard, "act"),
        offer=_offered(lines, asked, heard),
        masked=int(str(heard.get("masked") or 0)),
        candidates=candidates,
        facts=tuple(_fact(name, _dict(one), names, locale) for name, one in _dict(why.get("took")).items()),
        entry=_entry(place, knowledge, names, locale) if place.flow else None,
        trouble=names.trouble(locale, _word(why, "trouble")),
        version=version,
        is_current=version == knowledge.version,
    )


def _asked(lines: Sequence[Logged]) -> Logged | None:
    """The merchant's line of the same turn: nothing but what was done stands between."""
    for line in reversed(lines[:-1]):
        if line.kind is EntryKind.MERCHANT:
            return line if line.at == lines[-1].at else None
        if line.kind not in {EntryKind.SYSTEM, EntryKind.STAFF}:
            return None
    return None


def _weighed(one: Mapping[str, JSON], names: Names, locale: str) -> Weighed:
    intent, score = _word(one, "intent"), one.get("score")
    carried = tuple(_carried(piece) for piece in _word(one, "why").split(", ") if piece)
    return Weighed(
        intent, names.trouble(locale, intent), float(score) if isinstance(score, int | float) else 0.0, _word(one, "phrase"), carried
    )


def _carried(piece: str) -> Carried:
    sign, _, rest = piece.partition(" ")
    return Carried(SIGNS[sign], rest) if sign in SIGNS else Carried("word", piece)


def _pieces(normal: str, carried: Sequence[Carried]) -> tuple[tuple[str, bool], ...]:
    """The text cut where words of it carried the candidate."""
    hits = sorted(
        (re.escape(part) for one in carried if one.kind == "word" for part in one.text.split(" … ") if part), key=len, reverse=True
    )
    if not hits:
        return ((normal, False),) if normal else ()
    parts = re.split(f"({'|'.join(hits)})", normal)
    return tuple((part, number % 2 == 1) for number, part in enumerate(parts) if part)


def _offered(lines: Sequence[Logged], asked: Logged | None, heard: Mapping[str, JSON]) -> str:
    """The label of what was picked of the question before, by words or by its button."""
    if asked is None:
        return ""
    name = _word(asked.body, "choice").partition(".")[2] or _word(heard, "offer")
    before = (line for line in reversed(lines[:-1]) if line.kind is EntryKind.BOT and line.seq < asked.seq)
    question = next(before, None)
    labels = {_word(one, "key").partition(".")[2]: _word(one, "label") for one in rows(question.body.get("choices"))} if question else {}
    return _word(asked.body, "label") or labels.get(name, name)


def _fact(name: str, one: Mapping[str, JSON], names: Names, locale: str) -> TakenFact:
    value = _word(one, "value")
    return TakenFact(names.slot(locale, name), names.value(locale, name, value) if value else "", _word(one, "from"), _word(one, "words"))


def _entry(place: Place, knowledge: Knowledge, names: Names, locale: str) -> Entry:
    flow, step = knowledge.flows.get(place.flow), knowledge.step(place.flow, place.step)
    return Entry(place.flow, names.trouble(locale, place.flow), place.step, step.risk if step else None, flow.reviewed if flow else None)


def _dict(value: JSON) -> Mapping[str, JSON]:
    return value if isinstance(value, dict) else {}


def _word(body: Mapping[str, JSON], name: str) -> str:
    return str(body.get(name) or "")
