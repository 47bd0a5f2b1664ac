"""What merchants write: that no phrase stands for two things, and that each is understood as meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.telling import Told, told
from bot.core.understanding import Decision
from bot.core.which import OFFERED_AT_MOST
from bot.knowledge.checks.world import Check, Finding, Path, World, compared
from bot.knowledge.gathering import Entry
from bot.knowledge.shaping import OUT_OF_SCOPE

if TYPE_CHECKING:
    from bot.understanding.matcher.matching import Match


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An example, and where it stands."""

    entry: Entry
    intent: str
    act: str
    text: str
    at: Path

    @property
    def meaning(self) -> str:
        """The intent, with the act if there is one."""
        return " ".join(filter(None, (self.intent, self.act)))

    def finding(self, message: Told) -> Finding:
        return self.entry, message, self.at


def _phrases(world: World) -> Iterator[_Phrase]:
    """Every example, those that were learned last."""
    for entry in world.gathered.of("examples"):
        for number, text in enumerate(entry.model.examples):
            yield _Phrase(entry, entry.model.intent, "", text, ("examples", number))
        for act, texts in entry.model.acts.items():
            yield from (_Phrase(entry, entry.model.intent, act, text, ("acts", act, number)) for number, text in enumerate(texts))
    for entry in world.gathered.of("learned"):
        yield from (_Phrase(entry, one.intent, one.act, one.text, ("learned", number)) for number, one in enumerate(entry.model.learned))


def _empty_phrase(world: World) -> Iterator[Finding]:
    for phrase in _phrases(world):
        if not compared(phrase.text):
            yield phrase.finding(told("empty_phrase", text=phrase.text))


def _seen_before(world: World) -> Iterator[tuple[_Phrase, _Phrase]]:
    """Every phrase that is written a second time in its language, with where it was first."""
    first: dict[tuple[str, str], _Phrase] = {}
    for phrase in _phrases(world):
        words = compared(phrase.text)
        earlier = first.setdefault((phrase.entry.locale, words), phrase)
        if words and earlier is not phrase:
            yield phrase, earlier


def _two_meanings(world: World) -> Iterator[Finding]:
    for phrase, other in _seen_before(world):
        if phrase.meaning != other.meaning:
            where = f"{other.entry.path}:{other.entry.node.line_of(*other.at)}"
            yield phrase.finding(told("two_meanings", text=phrase.text, other=other.meaning, where=where))


def _repeated_phrase(world: World) -> Iterator[Finding]:
    for phrase, other in _seen_before(world):
        if phrase.meaning == other.meaning:
            line = other.entry.node.line_of(*other.at)
            where = f"line {line}" if phrase.entry is other.entry else f"{other.entry.path}:{line}"
            yield phrase.finding(told("repeated_phrase", text=phrase.text, where=where))


def _other_wins(world: World) -> Iterator[Finding]:
    """Trains the matcher: seconds, and needs its libraries. Asked for by ``deep`` only."""
    from bot.understanding.matcher.matching import Matcher  # noqa: PLC0415 -- numpy and the rest only when asked for

    if not world.gathered.of("examples"):
        return
    matcher = Matcher.build(world.examples)
    for phrase in _phrases(world):
        match = matcher.match(phrase.text)
        if _is_lost(match, phrase.intent):
            winner = match.candidates[0]
            named = {"other": winner.intent, "score": f"{winner.score:.2f}", "near": winner.phrase}
            yield phrase.finding(told("other_wins", text=phrase.text, **named))


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
