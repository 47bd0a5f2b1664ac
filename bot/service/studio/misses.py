"""Which of a merchant's sentences went wrong, read off the lines of a chat's log. Pure; knows nothing of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.service.ports import JSON, EntryKind, Logged
from bot.understanding.matcher.grouping import language_of
from bot.understanding.text.hiding import hidden

CONTEXT = 30
"""Lines before the new ones that are looked at again, to know what they are about."""
LONGEST = 200
"""Characters of a sentence that are kept."""


class Miss(StrEnum):
    """How a sentence went wrong."""

    REJECTED = "rejected"  # not understood
    CLARIFIED = "clarified"  # asked what was meant
    CORRECTED = "corrected"  # the merchant said that it was not that
    NOT_FIXED = "not_fixed"  # the last step had not helped either, and a person was called
    TAKEN_OVER = "taken_over"  # a person took the chat away from the bot


@dataclass(frozen=True, slots=True)
class Missed:
    """A sentence that went wrong, who wrote it hidden; ``seq`` is its line. ``intent``: what it is nearest to."""

    seq: int
    kind: Miss
    at: datetime
    locale: str
    text: str
    intent: str = ""
    score: float = 0.0


RULES: Mapping[str, Miss] = {
    "missed": Miss.REJECTED,
    "either": Miss.CLARIFIED,
    "door": Miss.CLARIFIED,
    "likely": Miss.CLARIFIED,
}
"""The rules of the machine by which a sentence is known to have gone wrong."""
WRONG_TROUBLE = "other_trouble"
NOT_THIS, STILL = "not_this", frozenset({"not_fixed", "cannot"})
_JOINED, _GONE, _CALLED = "staff_joined", frozenset({"staff_left", "staff_released", "staff_closed", "staff_called_off"}), "staff_called"


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a log stands at one line. ``opening`` is the sentence that began the trouble."""

    said: Logged | None = None
    opening: Logged | None = None
    began: Logged | None = None
    pressed: str = ""
    with_staff: bool = False
    called: bool = False
    locale: str = "zh"


@dataclass
class _Found:
    """What was found so far; a sentence goes wrong once in each way."""

    after: int
    seen: set[tuple[int, Miss]] = field(default_factory=set)

    def of(self, kind: Miss, line: Logged | None, by: Logged, scene: _Scene) -> Iterator[Missed]:
        """The sentence, if the line by which it is known is new."""
        if line is None or by.seq <= self.after or (line.seq, kind) in self.seen:
            return
        self.seen.add((line.seq, kind))
        text = hidden(_text(line), _facts(line))[:LONGEST]
        intent, score = _nearest(line)
        if text.strip():
            yield Missed(line.seq, kind, line.at, language_of(text, scene.locale), text, intent, score)


def misses(lines: Sequence[Logged], after: int = 0) -> Iterator[Missed]:
    """The sentences among these lines, in order, that are known to have gone wrong by a line past ``after``."""
    scene, found = _Scene(), _Found(after)
    for line in lines:
        if line.kind is EntryKind.MERCHANT:
            yield from _corrected(line, scene, found)
            scene = _heard(line, scene)
        elif line.kind is EntryKind.SYSTEM:
            yield from _done(line, scene, found)
            scene = _after_deed(line, scene)
        elif line.kind is EntryKind.BOT:
            yield from _answered(line, scene, found)
            scene = replace(scene, pressed="", locale=str(line.body.get("locale") or scene.locale))


def _corrected(line: Logged, scene: _Scene, found: _Found) -> Iterator[Missed]:
    if _pressed(line) == NOT_THIS:
        yield from found.of(Miss.CORRECTED, scene.opening, line, scene)


def _heard(line: Logged, scene: _Scene) -> _Scene:
    pressed = _pressed(line)
    if not _text(line) or line.body.get("choice"):
        return replace(scene, pressed=pressed)
    opens = _dict(line.body.get("heard")).get("decision") == "accept" and not str(_nearest(line)[0]).startswith(
        ("conversation.", "handoff.")
    )
    opening = line if opens else scene.opening
    return replace(scene, said=line, began=scene.opening, opening=opening, pressed=pressed)


def _done(line: Logged, scene: _Scene, found: _Found) -> Iterator[Missed]:
    did = line.body.get("did")
    if did == _CALLED and scene.pressed in STILL:
        yield from found.of(Miss.NOT_FIXED, scene.opening or scene.said, line, scene)
    if did == _JOINED and not scene.called and not scene.with_staff:
        yield from found.of(Miss.TAKEN_OVER, scene.said, line, scene)


def _after_deed(line: Logged, scene: _Scene) -> _Scene:
    did = line.body.get("did")
    if did == _CALLED:
        return replace(scene, called=True)
    if did == _JOINED:
        return replace(scene, with_staff=True, called=False)
    return replace(scene, with_staff=False, called=False, opening=None) if did in _GONE else scene


def _answered(line: Logged, scene: _Scene, found: _Found) -> Iterator[Missed]:
    rule = str(_dict(line.body.get("why")).get("rule"))
    if scene.with_staff or scene.said is None:
        return
    if rule in RULES:
        yield from found.of(RULES[rule], scene.said, line, scene)
    elif rule == WRONG_TROUBLE and scene.began is not None:
        yield from found.of(Miss.CORRECTED, scene.began, line, scene)


def _pressed(line: Logged) -> str:
    """The offer that a line picks: by its button or by words."""
    choice = line.body.get("choice")
    if isinstance(choice, str) and choice:
        return choice.partition(".")[2]
    heard = _dict(line.body.get("heard"))
    return str(heard.get("offer") or heard.get("act") or "")


def _text(line: Logged) -> str:
    return str(line.body.get("text") or "").strip()


def _facts(line: Logged) -> dict[str, str]:
    return {name: str(value) for name, value in _dict(_dict(line.body.get("heard")).get("fields")).items()}


def _nearest(line: Logged) -> tuple[str, float]:
    candidates = _dict(line.body.get("heard")).get("candidates")
    best = candidates[0] if isinstance(candidates, list) and candidates else None
    if not isinstance(best, dict):
        return "", 0.0
    score = best.get("score")
    return str(best.get("intent") or ""), float(score) if isinstance(score, int | float) else 0.0


def _dict(value: JSON) -> dict[str, JSON]:
    return value if isinstance(value, dict) else {}
