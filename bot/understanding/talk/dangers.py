"""Danger and crime named in the words, however they are put: a net under the matcher, for what must never be missed.

Denied danger ("no smoke, just dead") is none; neither is asking how to prevent it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.core.knowledge import WITH, group_of
from bot.core.spoken import Aside, Danger, Refusal
from bot.understanding.facts import trying
from bot.understanding.text.clauses import become
from bot.understanding.text.normalising import phrased, plain
from bot.understanding.text.patterns import Book, Span, normal, spans
from bot.understanding.text.remembering import by_words, once

ANYWHERE = ""
"""Where what is asked anywhere belongs."""


@by_words
def danger_in(text: str, dangers: Mapping[str, tuple[Danger, ...]]) -> Danger | None:
    """The most pressing danger that a clause tells of, the first in the order of the file; with how somebody was hurt, by whichever."""
    net, text = _dangers(dangers), become(text)
    told = sorted(_told(net, _clauses(text)) | _told(net, trying.clauses(plain(text))), key=lambda place: (net.ranks[place], place))
    if not told:
        return None
    hurt = next((net.of[place].hurt for place in told if net.of[place].hurt), "")
    return replace(net.of[told[0]], hurt=hurt)


def refused_in(text: str, refusals: Mapping[str, tuple[Refusal, ...]], *, mild: bool = False) -> str | None:
    """The name of the refusal that answers what a clause asks for; ``mild`` ones too, where nothing else was understood."""
    net = _refusals(refusals)
    clauses = {*trying.clauses(plain(text)), *_clauses(text)}
    told = {place for clause in clauses for place in net.told(clause) if mild or not net.of[place].mild}
    return net.of[min(told)].name if told else None


def aside_in(
    text: str, asides: Mapping[str, tuple[Aside, ...]], of: Collection[str], *, mild: bool = True, asked: bool = True
) -> str | None:
    """The name of what a clause asks beside what is at hand, which is ``of`` these flows and groups, or `ANYWHERE`: the first of its file. ``mild``
    ones too, where nothing else was understood; those that are ``asked``, where the words ask.
    """
    found = _asides_by_clause(text, asides, of, mild=mild, asked=asked)
    return _asides(asides).of[min(found)].name if found else None


def rest_of(text: str, asides: Mapping[str, tuple[Aside, ...]], of: Collection[str], name: str) -> str:
    """The words without the clauses that ask for the aside of that name."""
    found = _asides_by_clause(text, asides, of, mild=True, asked=True)
    told = [clause for place, clauses in found.items() if _asides(asides).of[place].name == name for clause in clauses]
    rest = whole = plain(text)
    for clause in sorted(told, key=len):
        rest = rest.replace(clause, ".")
    return rest if rest != whole else ""


def _asides_by_clause(
    text: str, asides: Mapping[str, tuple[Aside, ...]], of: Collection[str], *, mild: bool, asked: bool
) -> dict[int, list[str]]:
    """The places of what is asked beside what is at hand, with the clauses that ask it."""
    net, found = _asides(asides), dict[int, list[str]]()
    for clause in {*trying.clauses(plain(text)), *_clauses(text), *filter(None, _SENTENCES.split(plain(text)))}:
        for place in net.told(clause):
            one = net.of[place]
            if (mild or not one.mild) and (asked or not one.asked) and not set(of).isdisjoint(one.of or {ANYWHERE}):
                found.setdefault(place, []).append(clause)
    return found


@by_words
def undenied(text: str, dangers: Mapping[str, tuple[Danger, ...]]) -> str:
    """The words without the clauses that only deny a danger, or say that it missed the terminal, if others are left: they say what it is not."""
    net = _dangers(dangers)
    told = _clauses(text)
    rest = [clause for clause in told if not net.only_denies(clause) and not _missed(net, [clause])]
    return ", ".join(rest) if 0 < len(rest) < len(told) else text


@by_words
def denied_in(text: str, dangers: Mapping[str, tuple[Danger, ...]]) -> frozenset[str]:
    """The intents whose danger the words deny, or tell only of another thing than the terminal."""
    net = _dangers(dangers)
    clauses = _clauses(text)
    denied = {net.of[place].intent for clause in clauses for place in (*net.denied(clause), *net.befell_another(clause))}
    denied |= _missed(net, clauses)
    return frozenset(denied - {net.of[place].intent for place in _told(net, clauses)} if denied else denied)


def sounds_dangerous(dangers: Mapping[str, tuple[Danger, ...]]) -> Callable[[str], object]:
    """Tells of words whether some danger may be told in them: its phrases stand there, denied or not."""
    return _dangers(dangers).phrases.book.held


def names_danger(dangers: Mapping[str, tuple[Danger, ...]]) -> Callable[[str], object]:
    """As `sounds_dangerous`, of what is only seen of a danger: smoke, a bulge."""
    return _dangers(dangers).signs.book.held


def sounds_refused(refusals: Mapping[str, tuple[Refusal, ...]]) -> Callable[[str], object]:
    """As `sounds_dangerous`, of what is never helped with."""
    return _refusals(refusals).phrases.book.held


def _clauses(text: str) -> tuple[str, ...]:
    """The clauses, also where a space stands for a comma: what is asked or denied in one says nothing of another."""
    return trying.clauses(plain(phrased(text)))


def _told(net: _Net[Danger], clauses: Sequence[str]) -> set[int]:
    """What the clauses tell of together: what is denied of the terminal by its name befell the table, or the floor."""
    told = [(place, clause) for clause in clauses for place in net.told(clause)]
    if not told:
        return set()
    denied = {net.of[place].intent for clause in clauses for place in net.denied(clause) if _has(clause, net.of[place].yet)}
    spared = denied | _missed(net, clauses)
    return {place for place, clause in told if net.of[place].intent not in spared or _has(clause, net.of[place].yet)}


def _missed(net: _Net[Danger], clauses: Sequence[str]) -> set[str]:
    """The intents whose danger a clause says has missed the terminal: it tells of another thing and that the terminal is well."""
    spared = ((clause, net.of[place]) for clause in clauses for place in net.spared.held(clause))
    return {one.intent for clause, one in spared if _has(clause, one.others)}


_SENTENCES = re.compile(r"[.;!?。；！？\n]+")
_ASKS = re.compile(r"([\u4e00-\u9fff])不\1")

# ---- all that is looked for, together --------------------------------------------------------

T = TypeVar("T", bound=Danger | Refusal | Aside)
Held = dict[int, list[tuple[Span, ...]]]


@dataclass(frozen=True, slots=True)
class _Filed:
    """Phrases, and the place of what each belongs to."""

    book: Book
    owners: tuple[int, ...]

    @classmethod
    def under(cls, phrases: Sequence[tuple[int, str]]) -> _Filed:
        return cls(Book(phrase for _, phrase in phrases), tuple(owner for owner, _ in phrases))

    def held(self, clause: str) -> Held:
        """Where phrases stand in the clause, by what they belong to."""
        found: Held = {}
        for place, where in self.book.held(clause):
            found.setdefault(self.owners[place], []).append(where)
        return found


_SEEN = frozenset({"power", "hardware"})
"""Groups of troubles of whose danger something is seen: smoke, a bulge."""


@dataclass(frozen=True, slots=True)
class _Net(Generic[T]):
    """``of``: what is looked for; ``ranks``: the place of each in its file; ``signs``: what is seen of it, the last group
    of each phrase; ``spared``: how the terminal is said to be well. Slips of the finger are not mended: "slammed" is no slip of
    "scammed".
    """

    of: tuple[T, ...]
    ranks: tuple[int, ...]
    phrases: _Filed
    signs: _Filed
    spared: _Filed

    @classmethod
    def over(cls, table: Mapping[str, tuple[T, ...]]) -> _Net[T]:
        """Everything of a table."""
        every = tuple(one for of in table.values() for one in of)
        phrases = [(place, phrase) for place, one in enumerate(every) for phrase in one.phrases]
        signs = [(place, phrase.rpartition(WITH)[2]) for place, phrase in phrases]
        spared = [(place, phrase) for place, one in enumerate(every) if isinstance(one, Danger) for phrase in one.spared]
        ranks = tuple(rank for of in table.values() for rank, _ in enumerate(of))
        return cls(every, ranks, _Filed.under(phrases), _Filed.under(signs), _Filed.under(spared))

    def told(self, clause: str) -> list[int]:
        """What the clause tells of."""
        held = self.phrases.held(clause)
        return [place for place, where in held.items() if _counts(self.of[place], clause, where) and not _is_else(clause, self.of[place])]

    def befell_another(self, clause: str) -> list[int]:
        """What the clause tells of, and of another thing than the terminal."""
        held = self.phrases.held(clause)
        return [place for place, where in held.items() if _counts(self.of[place], clause, where) and _is_others(clause, self.of[place])]

    def denied(self, clause: str) -> list[int]:
        """What the clause names, or only what is seen of it ("no smoke"), and always to deny it. 要不要停用 and 给不给他 ask and deny nothing."""
        seen = {} if _ASKS.search(clause) else self.signs.held(clause)
        whole = self.phrases.held(clause) if seen else {}
        return [place for place, where in seen.items() if not _is_so(clause, [*whole.get(place, ()), *where])]

    def only_denies(self, clause: str) -> bool:
        """Whether the clause denies all that it names: a danger of the terminal by what is seen of it, what others did by the whole
        phrase. "No receipt" denies no receipt of another shop.
        """
        signs = {} if _ASKS.search(clause) else self.signs.held(clause)
        whole = self.phrases.held(clause) if signs else {}
        seen = [where for place, where in signs.items() if _is_seen(self.of[place])]
        return bool(seen or whole) and not any(_is_so(clause, where) for where in (*whole.values(), *signs.values()))


def _is_seen(one: Danger | Refusal | Aside) -> bool:
    return isinstance(one, Danger) and group_of(one.intent) in _SEEN


def _counts(one: Danger | Refusal | Aside, clause: str, where: Sequence[tuple[Span, ...]]) -> bool:
    """A danger that is so; what is refused also where it is only asked for. A question denies nothing: 要不要更新."""
    if isinstance(one, Aside):
        return True
    return any(trying.is_meant(clause, place) for place in where) if isinstance(one, Refusal) else _is_so(clause, where)


def _is_so(clause: str, where: Sequence[tuple[Span, ...]]) -> bool:
    return any(trying.is_so(clause, place) for place in where)


def _is_else(clause: str, one: Danger | Refusal | Aside) -> bool:
    return (_has(clause, one.unless) and not _is_named(clause, one, one.unless)) or _is_others(clause, one)


def _is_others(clause: str, one: Danger | Refusal | Aside) -> bool:
    """Whether it befell another thing: one is named, and the terminal is not, or is said to be well."""
    if isinstance(one, Refusal | Aside) or not _has(clause, one.others):
        return False
    return not _is_named(clause, one, one.others) or _has(clause, one.spared)


def _is_named(clause: str, one: Danger | Refusal | Aside, others: tuple[str, ...]) -> bool:
    """Whether the terminal is named as well; a washing machine is no machine of ours."""
    rest = clause
    for start, end in sorted((place for phrase in others for place in spans(clause, normal(phrase))), reverse=True):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return _has(rest, one.yet)


def _has(clause: str, phrases: tuple[str, ...]) -> bool:
    return any(spans(clause, normal(phrase)) for phrase in phrases)


@once
def _dangers(table: Mapping[str, tuple[Danger, ...]]) -> _Net[Danger]:
    return _Net.over(table)


@once
def _refusals(table: Mapping[str, tuple[Refusal, ...]]) -> _Net[Refusal]:
    return _Net.over(table)


@once
def _asides(table: Mapping[str, tuple[Aside, ...]]) -> _Net[Aside]:
    return _Net.over(table)
