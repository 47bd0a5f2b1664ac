"""What merchants write: that no phrase stands for two things, and that each is understood as meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bot.core.troubles import OFFERED_AT_MOST
from bot.core.understanding import Decision
from bot.knowledge.checks.world import Check, Finding, Path, World, compared
from bot.knowledge.gathering import Entry
from bot.knowledge.shaping import OUT_OF_SCOPE

if TYPE_CHECKING:
    from bot.understanding.matching import Match


def _phrases(world: World) -> Iterator[tuple[Entry, str, str, Path]]:
    """File, act, phrase and where it stands, of every example."""
    for entry in world.gathered.of("examples"):
        for number, text in enumerate(entry.model.examples):
            yield entry, "", text, ("examples", number)
        for act, texts in entry.model.acts.items():
            yield from ((entry, act, text, ("acts", act, number)) for number, text in enumerate(texts))


def _empty_phrase(world: World) -> Iterator[Finding]:
    for entry, _, text, at in _phrases(world):
        if not compared(text):
            yield entry, f'nothing is left of "{text}" when it is compared', at


def _seen_before(world: World) -> Iterator[tuple[Entry, str, str, Path, Entry, str, Path]]:
    """Every phrase that is written a second time in its language, and where it was first."""
    first: dict[tuple[str, str], tuple[Entry, str, Path]] = {}
    for entry, act, text, at in _phrases(world):
        words = compared(text)
        earlier = first.setdefault((entry.locale, words), (entry, act, at))
        if words and earlier != (entry, act, at):
            yield entry, act, text, at, *earlier


def _two_meanings(world: World) -> Iterator[Finding]:
    for entry, act, text, at, other, other_act, other_at in _seen_before(world):
        if (entry.model.intent, act) != (other.model.intent, other_act):
            meaning = " ".join(filter(None, (other.model.intent, other_act)))
            yield entry, f'"{text}" stands for {meaning} as well ({other.path}:{other.node.line_of(*other_at)})', at


def _repeated_phrase(world: World) -> Iterator[Finding]:
    for entry, act, text, at, other, other_act, other_at in _seen_before(world):
        if (entry.model.intent, act) == (other.model.intent, other_act):
            yield entry, f'"{text}" stands in line {other.node.line_of(*other_at)} already', at


def _other_wins(world: World) -> Iterator[Finding]:
    """Trains the matcher: seconds, and needs its libraries. Asked for by ``deep`` only."""
    from bot.understanding.matching import Matcher  # noqa: PLC0415 -- numpy and the rest only when asked for

    if not world.gathered.of("examples"):
        return
    matcher = Matcher.build(world.examples)
    for entry, _, text, at in _phrases(world):
        match = matcher.match(text)
        if _is_lost(match, entry.model.intent):
            winner = match.candidates[0]
            yield entry, f'"{text}" is read as {winner.intent} ({winner.score:.2f}, near "{winner.phrase}")', at


def _is_lost(match: Match, meant: str) -> bool:
    """Whether the merchant would be led elsewhere, or asked a question that does not name what was meant."""
    intents = [candidate.intent for candidate in match.candidates]
    if match.decision is Decision.ACCEPT:
        return intents[0] != meant
    return match.decision is Decision.CLARIFY and meant not in (*intents[:OFFERED_AT_MOST], OUT_OF_SCOPE)


CHECKS: Mapping[str, Check] = {
    "empty-phrase": _empty_phrase,
    "two-meanings": _two_meanings,
    "repeated-phrase": _repeated_phrase,
}

DEEP_CHECKS: Mapping[str, Check] = {"other-wins": _other_wins}
