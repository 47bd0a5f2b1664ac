"""Which offer of the open question the words pick: its label, a known phrasing of it, or its number.

Strict: a wrong pick answers a question that was not asked. Two offers equally near are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from rapidfuzz import fuzz, process

from bot.core.knowledge import Knowledge
from bot.core.state import Question
from bot.understanding.answers.all_or_one import all_or_one, others_are_well
from bot.understanding.answers.dropping import denies, drops_another, is_only_denied
from bot.understanding.answers.joint import both_of
from bot.understanding.answers.labels import RANGE, bare, core, halved, phrasings, run_on, taken, written
from bot.understanding.facts.approvals import APPROVED, CLOSED_SINCE, approved, settled_since
from bot.understanding.facts.counting import count_in
from bot.understanding.facts.extents import ALL, KNOWN_BY, OF_MANY, ONE, are_several, one_works, reach
from bot.understanding.facts.ordinals import by_place
from bot.understanding.facts.shortfalls import SHORT, how_short
from bot.understanding.facts.takings import DAYS, day_of
from bot.understanding.text.normalising import has_han, phrased, plain
from bot.understanding.text.remembering import lately

_NEAR = 88.0  # rapidfuzz ratio, 0 to 100, from which a label is taken to be meant
_APART = 6.0  # how much nearer than the next offer it must be
_SHORTEST_NEAR = {True: 4, False: 5}  # characters (has Chinese, has not) from which near is enough

_SHORTEST_GUESS = 2  # characters; one alone is in too many offers
_LONGEST_ANSWER = 120  # characters; what is longer is a story
_PARTS = re.compile(
    r"(?:[;!?。、，；！？…\n]|[,.](?!(?<=\d.)\d))+|\s(?:but|and|so)\s|但是?|不过|可是|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=就是(?:开|不|打|连|没|用|关|刷|扫|读|印|充|登|收))"
)

_SO = frozenset({"yes", "solved"})
_TURNS = re.compile(r"\sbut\s|但|不过|可是")
"""After what comes then a yes before it may not stand."""


class Nearest(Protocol):
    """Compares words with the phrasings of offers; see `bot.understanding.matcher.matching.Matcher.nearest`."""

    def __call__(self, text: str, offers: Mapping[str, Sequence[str]], *, care: float = 1.0, apart: float | None = None) -> str | None:
        """The name of the offer that is meant."""


@lately
def picked(text: str, question: Question, knowledge: Knowledge, *, places: bool = True) -> str | None:
    """The name of the offer that the words pick, or None. ``text`` is as the merchant wrote it;
    without ``places``, a number picks nothing.
    """
    said = bare(plain(text))
    if not said or not question.offers:
        return None
    apart, labels = bare(plain(phrased(text))), phrasings(question, knowledge)
    placed = by_place(said, [offer for offer in question.offers if offer.shown]) if places else None
    both, two = both_of(said, labels)
    if two and not both and not _exact(said, labels):
        return None
    name = (
        _by_single(said, labels)
        or _exact(said, labels)
        or both
        or placed
        or _by_count(said, labels)
        or _exact(core(said), labels)
        or _near(said, labels)
        or _by_extent(said, labels)
        or _by_part(apart, labels)
        or _exact(core(said), halved(question, knowledge))
        or held(said, question, knowledge, share=_MOSTLY)
        or _by_reach(apart, labels)
        or _by_day(apart, labels)
        or _by_approval(apart, labels)
    )
    if name == ONE:
        name = _by_reach(apart, labels) or (None if are_several(_parted(said)) else name)  # 鸡器全不行，手机好的: all the terminals
    return _meant(name, said, question, labels)


def between(text: str, question: Question, knowledge: Knowledge) -> tuple[str, ...]:
    """The offers that the words name together, where none means them all: "blank and faint"."""
    both, two = both_of(said := bare(plain(text)), labels := phrasings(question, knowledge))
    return () if both or _exact(said, labels) else two


def is_pick(text: str, question: Question, knowledge: Knowledge) -> bool:
    """Whether the words are an offer's number or one of its phrasings and nothing beside: then they hold no fact."""
    said = bare(plain(text))
    shown = [offer for offer in question.offers if offer.shown]
    return bool(said) and bool(by_place(said, shown) or _exact(said, phrasings(question, knowledge)))


def is_label(text: str, question: Question, knowledge: Knowledge) -> bool:
    """Whether the words are what a shown button says, word for word: then they are a press of it and tell nothing more."""
    said = bare(plain(text))
    labels = (sentences.get(offer.label, "") for offer in question.offers for sentences in knowledge.sentences.values())
    return any(label and "{" not in label and said == written(label) for label in labels)


def rules_out(text: str, question: Question, knowledge: Knowledge) -> bool:
    """Whether the words only say which offer it is not: "not wifi", 不是黑的."""
    labels = phrasings(question, knowledge)
    return not _RESULTS & labels.keys() and is_only_denied(bare(plain(text)), labels)


def named(text: str, question: Question, knowledge: Knowledge, *, whole: bool) -> str | None:
    """The one offer that a part of the words names by one of its phrasings, word for word; ``whole``: or all of them."""
    labels = phrasings(question, knowledge)
    return (_exact(bare(plain(text)), labels) if whole else None) or _by_part(bare(plain(phrased(text))), labels)


def held(said: str, question: Question, knowledge: Knowledge, *, share: float) -> str | None:
    """The one offer of which a phrasing stands word for word within the words (normalised), as often denied as it and being
    at least ``share`` of them. Yes, no and don't know are in too many words to be meant by them, or beside them.
    """
    if _RESULTS.intersection(offer.name for offer in question.offers):
        return None  # how a step went is told in words of every kind
    labels = phrasings(question, knowledge)
    if {"all", "one"} <= labels.keys() and others_are_well(said, _parted(said)):
        return "one"
    inside = {
        name: max(stands, key=len)
        for name, phrases in labels.items()
        if (stands := [phrase for phrase in phrases if phrase in said and _stands_in(phrase, said, share)])
    }
    if not inside or _BARE_ANSWERS.intersection(inside):
        return None
    best = max(inside, key=lambda name: (len(inside[name]), name))
    return best if all(name == best or (phrase in inside[best] and phrase != inside[best]) for name, phrase in inside.items()) else None


_BARE_ANSWERS = frozenset({"yes", "no", "unsure", "other", "none", "cannot", "skip", "solved", "not_fixed", "person", "not_this"})
_RESULTS = frozenset({"solved", "not_fixed"})
_MOSTLY = 0.5
_HELD_AT_LEAST = {True: 3, False: 6}  # characters (has Chinese, has not) of a phrasing that is found within other words
_HALF = 0.5  # a shorter one must be this part of them


def _stands_in(phrase: str, said: str, share: float) -> bool:
    """Whether a phrasing that is within the words is enough of them."""
    part = len(phrase) / len(said)
    short = len(phrase) < _HELD_AT_LEAST[has_han(phrase)]
    if ".." in phrase or part < share or (short and (part < _HALF or not has_han(phrase) or len(phrase) < _SHORTEST_GUESS)):
        return False
    if not (has_han(phrase) or re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", said)):
        return False
    return denials(_FORGOT.sub("", said)) == denials(_FORGOT.sub("", phrase))  # 主管密码忘了 names the supervisor all the same


def likened(  # noqa: PLR0913 -- what an answer is found by
    text: str, question: Question, knowledge: Knowledge, nearest: Nearest, *, care: float = 1.0, apart: float | None = None
) -> str | None:
    """The offer that the words only come near to: good enough to be taken if it is said aloud. ``apart``: the part of the likeness to
    which the next offer may come.
    """
    said = bare(plain(text))
    if len(said) < _SHORTEST_GUESS or len(said) > _LONGEST_ANSWER or not question.offers:
        return None
    labels = phrasings(question, knowledge)
    return _meant(nearest(said, labels, care=care, apart=apart), said, question, labels)


def _meant(name: str | None, said: str, question: Question, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The offer of that name, unless the words would have something else dropped: 取消交易, where a reminder is spoken of."""
    offer = question.offer(name) if name else None
    if offer is None or drops_another(said, offer, labels[offer.name]) or denies(said, offer.name, labels[offer.name]):
        return None
    return offer.name


def _by_count(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The offer whose range (`50..300` among its phrasings) has the one number that the words tell."""
    ranges = {
        name: found for name, phrases in labels.items() for phrase in phrases if ".." in phrase and (found := RANGE.fullmatch(phrase))
    }
    number = count_in(said) if ranges else None
    if number is None:
        return None
    named = [
        name
        for name, (least, most) in ((name, found.groups()) for name, found in ranges.items())
        if float(least or 0) <= number <= float(most or "inf")
    ]
    return named[0] if len(named) == 1 else None


def _by_single(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """Where it is asked whether all or only one are concerned: that one works, and so the rest do not."""
    return ALL if labels.keys() >= OF_MANY and one_works(_parted(said)) else None


def _by_extent(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """Where it is asked whether all or only one are concerned: in a few words that say either."""
    return all_or_one(said, _parted(said)) if labels.keys() >= OF_MANY else None


def _by_reach(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """Where it is asked how far an outage goes: by who else has no network."""
    return reach(_parted(said), asked=True) if labels.keys() >= KNOWN_BY else None


def _by_day(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """Where it is asked which day's money is missing, or how much of it: by the day, or the sums, that are told."""
    return day_of(_parted(said), asked=True) if labels.keys() >= DAYS else how_short(said) if labels.keys() >= SHORT else None


def _by_approval(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """Where it is asked how many of two payments were approved, or whether a sale was settled since: by what is told of either."""
    if labels.keys() >= APPROVED:
        return approved(_parted(said))
    return settled_since(_parted(said)) if labels.keys() >= CLOSED_SINCE else None


def _by_part(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The one offer that parts of the words name, if no part names another: "yes wifi is on, phone works"."""
    parts = _parted(said)
    by_part = [_exact(part, labels) or _exact(core(part), labels) for part in parts]
    named = set(filter(None, by_part))
    if len(parts) < 2 or len(named) != 1 or (_SO & named and by_part[-1] is None and _TURNS.search(said)):
        return None  # "its there but says failed"
    return named.pop()


def parted(text: str) -> list[str]:
    """The parts of the words as a merchant wrote them, normalised."""
    return _parted(bare(plain(phrased(text))))


def _parted(said: str) -> list[str]:
    return [part for part in (bare(part) for part in _PARTS.split(said)) if part]


def _exact(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The offer one of whose phrases that is, with whatever signs stand in it: 对 提交吧."""
    words = {said, run_on(said)}
    named = [name for name, phrases in labels.items() if not words.isdisjoint(taken(phrases))]
    return named[0] if len(named) == 1 else None


_FORGOT = re.compile(r"忘|\bforgot(?:ten)?\b")
_DENIED = re.compile(
    r"不|没|未|无|别|非|忘|\bforgot(?:ten)?\b|\bnot?\b|n't\b|\b(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|ai)nt\b|\bnever\b|\bnone\b|\bwithout\b|\bun\w+"
)


@lru_cache(maxsize=16_384)
def denials(text: str) -> int:
    """How often it denies; kept, because the phrasings are always the same."""
    return len(_DENIED.findall(text))


def _near(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """By rapidfuzz, strictly, and never across a denial: 灯亮 is not 灯不亮."""
    if len(said) < _SHORTEST_NEAR[has_han(said)]:
        return None
    denied = denials(said)
    scores = {name: _nearness(said, _by_denials(phrases).get(denied, ())) for name, phrases in labels.items()}
    best, *others = sorted(scores, key=lambda name: (-scores[name], name))
    apart = scores[best] - (scores[others[0]] if others else 0.0)
    return best if scores[best] >= _NEAR and apart >= _APART else None


def _nearness(said: str, phrases: Sequence[str]) -> float:
    """The ratio of the nearest of these; 0 where even that is too far off to be taken, or to keep another from being taken."""
    found = process.extractOne(said, phrases, scorer=fuzz.ratio, score_cutoff=_NEAR - _APART)
    return found[1] if found else 0.0


@lru_cache(maxsize=2048)
def _by_denials(phrases: tuple[str, ...]) -> Mapping[int, Sequence[str]]:
    """Phrasings by how often they deny; kept, because they are always the same."""
    found: dict[int, list[str]] = {}
    for phrase in phrases:
        found.setdefault(denials(phrase), []).append(phrase)
    return found
