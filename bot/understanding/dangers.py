"""Danger and crime named in the words, however they are put: a net under the matcher, for what must never be missed.

Denied danger ("no smoke, just dead") is none; neither is asking how to prevent it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.knowledge import WITH, Danger, Refusal
from bot.understanding import trying
from bot.understanding.normalising import plain
from bot.understanding.patterns import Span, normal, spans
from bot.understanding.remembering import by_words


@by_words
def danger_in(text: str, dangers: Mapping[str, tuple[Danger, ...]]) -> Danger | None:
    """The most pressing danger that a clause tells of: the first in the order of the file."""
    told = trying.clauses(plain(text))
    found = [(rank, danger) for of in dangers.values() for rank, danger in enumerate(of) if any(_tells(clause, danger) for clause in told)]
    return min(found, key=lambda one: one[0])[1] if found else None


def refused_in(text: str, refusals: Mapping[str, tuple[Refusal, ...]], *, mild: bool = False) -> str | None:
    """The name of the refusal that answers what a clause asks for; ``mild`` ones too, where nothing else was understood."""
    told = trying.clauses(plain(text))
    meant = (one for of in refusals.values() for one in of if mild or not one.mild)
    return next((one.name for one in meant if any(_tells(clause, one) for clause in told)), None)


@by_words
def undenied(text: str, dangers: Mapping[str, tuple[Danger, ...]]) -> str:
    """The words without the clauses that only deny a danger, if others are left: they say what it is not."""
    every = [danger for of in dangers.values() for danger in of]
    told = trying.clauses(plain(text))
    rest = [clause for clause in told if not _denies(clause, every)]
    return ", ".join(rest) if 0 < len(rest) < len(told) else text


@by_words
def denied_in(text: str, dangers: Mapping[str, tuple[Danger, ...]]) -> frozenset[str]:
    """The intents whose danger the words deny, and do not tell of elsewhere."""
    told = trying.clauses(plain(text))
    every = [danger for of in dangers.values() for danger in of]
    denied = {danger.intent for danger in every if any(_denies(clause, [danger]) for clause in told)}
    return frozenset(denied - {danger.intent for danger in every if any(_tells(clause, danger) for clause in told)})


def _tells(clause: str, danger: Danger | Refusal) -> bool:
    """Slips of the finger are not mended here: "slammed" is no slip of "scammed"."""
    elsewhere = _has(clause, danger.unless) and not _has(clause, danger.yet)
    return not elsewhere and any(found and trying.is_so(clause, found) for found in _places(clause, danger))


def _denies(clause: str, dangers: list[Danger]) -> bool:
    """Whether the clause names a danger, or only what is seen of it ("no smoke"), and always to deny it."""
    whole = [place for danger in dangers for place in _places(clause, danger) if place]
    signs = (phrase.rpartition(WITH)[2] for danger in dangers for phrase in danger.phrases)
    seen = [place for sign in signs if (place := spans(clause, normal(sign)))]
    return bool(seen) and not any(trying.is_so(clause, place) for place in (*whole, *seen))


def _places(clause: str, danger: Danger | Refusal) -> Iterator[tuple[Span, ...]]:
    return (spans(clause, normal(phrase)) for phrase in danger.phrases)


def _has(clause: str, phrases: tuple[str, ...]) -> bool:
    return any(spans(clause, normal(phrase)) for phrase in phrases)
