"""Which offer of the open question the words pick: its label, a known phrasing of it, or its number.

Strict: a wrong pick answers a question that was not asked. Two offers equally near are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from rapidfuzz import fuzz

from bot.core.knowledge import Knowledge
from bot.core.state import Offer, Question
from bot.understanding.counting import count_in
from bot.understanding.normalising import has_han, phrased, plain
from bot.understanding.remembering import once

_NEAR = 88.0  # rapidfuzz ratio, 0 to 100, from which a label is taken to be meant
_APART = 6.0  # how much nearer than the next offer it must be
_SHORTEST_NEAR = {True: 4, False: 5}  # characters (has Chinese, has not) from which near is enough

_SHORTEST_GUESS = 2  # characters; one alone is in too many offers
_LONGEST_ANSWER = 120  # characters; what is longer is a story
_PARTS = re.compile(r"[,.;!?。、，；！？…\n]+|\s(?:but|and|so)\s|但是?|不过|可是|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")

_EDGES = re.compile(r"^[\s\"'“”‘’().,，。!！?？、:：;；~\-–—…]+|[\s\"'“”‘’().,，。!！?？、:：;；~\-–—…]+$")
_TAILS = re.compile(r"(?:啊|呀|哦|噢|呢|吧|啦|咯|哈|嘛|呗|的|了|喔|诶|please|pls|thanks|thank you|thx|mate|sir)+$")
_HEADS = re.compile(
    r"^(?:嗯+|恩+|哦+|噢+|额+|呃+|那就?|就是?|应该是?|好像是?|是|我选|我要|选择?|答案是?|(?:the|it is|it's|its|it was|i think|i guess|probably|maybe|um+|uh+|er+|well|so|ok|okay"
    r"|i've got|ive got|i have|i've|ive|we have|we've got|got|have|there's|theres|there is|an?|yes|yeah)\b)[\s,，]*"
)

_AGREED = frozenset(["好", "行", "可以", "得", "成", "中", "对", "是", "通", "能"])
_COME_TRUE = re.compile(r"[了啦咯喽]")
"""What turns "all right" into "it is all right now"."""

_PLACES: dict[str, int] = (
    {str(n): n for n in range(1, 13)}
    | {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
    | {c: n for n, c in enumerate("abcdefgh", 1)}
    | {
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
    }
    | {
        "1st": 1,
        "2nd": 2,
        "3rd": 3,
        "4th": 4,
        "5th": 5,
        "6th": 6,
        "两": 2,
        "俩": 2,
        "last": -1,
        "最后": -1,
        "末": -1,
        "bottom": -1,
        "top": 1,
        "首": 1,
    }
)
_PLACE = "|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True))
_ORDINAL = re.compile(
    rf"(?:我?(?:就)?(?:选择?|要|按|点)?(?:的是|是)?)?\s*第?\s*({_PLACE})\s*(?:一?[个项条种号]|一?个?选项|\.|、|\))?(?:吧|的|啊|呀|哦|呢|好了|是的)*"
    rf"|(?:i(?:'ll| will)? (?:choose|pick|take|want|go (?:with|for)) |it'?s |it is |choose |pick |select |go with |press |option |number |no\.? ?|answer |choice |#)*"
    rf"(?:the )?(?:option |number |no\.? ?|choice |#)?({_PLACE})(?: (?:one|option|choice|button|answer))?(?: please| pls)?"
)


_EVERY = re.compile(r"每一?[个张位人]|所有|全部|全都|谁的?都|哪[个张]都|大家都|随便谁|\b(?:all|every ?\w+|each)\b")
_SINGLE = re.compile(
    r"(?:就|只有?|单单)(?:是)?(?:这|他|她|那|一)|个别|\b(?:just|only) (?:the |this |that )?(?:one|him|her|his|hers|some|few|a few)\b"
)
_NOT_ALL = re.compile(r"不是|并非|除了|\bnot\b|n't\b|\bexcept\b|\bbut\b")
_LONGEST_EXTENT = {True: 10, False: 30}  # characters (has Chinese, has not)

_RANGE = re.compile(r"(\d*)\.\.(\d*)")


class Nearest(Protocol):
    """Compares words with the phrasings of offers; see `bot.understanding.matching.Matcher.nearest`."""

    def __call__(self, text: str, offers: Mapping[str, Sequence[str]], *, surely: bool = False) -> str | None:
        """The name of the offer that is meant."""


def picked(text: str, question: Question, knowledge: Knowledge, *, places: bool = True) -> str | None:
    """The name of the offer that the words pick, or None. ``text`` is as the merchant wrote it;
    without ``places``, a number picks nothing.
    """
    said = _bare(plain(text))
    if not said or not question.offers:
        return None
    labels = _labels(question, knowledge)
    placed = _by_place(said, tuple(offer for offer in question.offers if offer.shown)) if places else None
    return (
        _exact(said, labels)
        or placed
        or _by_count(said, labels)
        or _exact(_core(said), labels)
        or _near(said, labels)
        or _by_extent(said, labels)
        or _by_part(_bare(plain(phrased(text))), labels)
        or _exact(_core(said), _halved(question, knowledge))
        or held(said, question, knowledge, share=_MOSTLY)
    )


def is_label(text: str, question: Question, knowledge: Knowledge) -> bool:
    """Whether the words are what a shown button says, word for word: then they are a press of it and tell nothing more."""
    said = _bare(plain(text))
    labels = (sentences.get(offer.label, "") for offer in question.offers for sentences in knowledge.sentences.values())
    return any(label and "{" not in label and said == _label(label) for label in labels)


def named(text: str, question: Question, knowledge: Knowledge, *, whole: bool) -> str | None:
    """The one offer that a part of the words names by one of its phrasings, word for word; ``whole``: or all of them."""
    labels = _labels(question, knowledge)
    return (_exact(_bare(plain(text)), labels) if whole else None) or _by_part(_bare(plain(phrased(text))), labels)


def held(said: str, question: Question, knowledge: Knowledge, *, share: float) -> str | None:
    """The one offer of which a phrasing stands word for word within the words (normalised), as often denied as it and being
    at least ``share`` of them. Yes, no and don't know are in too many words to be meant by them, or beside them.
    """
    if _RESULTS.intersection(offer.name for offer in question.offers):
        return None  # how a step went is told in words of every kind
    inside = {
        name: max(stands, key=len)
        for name, phrases in _labels(question, knowledge).items()
        if (stands := [phrase for phrase in phrases if _stands_in(phrase, said, share)])
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
    part = len(phrase) / len(said)
    short = len(phrase) < _HELD_AT_LEAST[has_han(phrase)]
    if ".." in phrase or part < share or (short and (part < _HALF or not has_han(phrase) or len(phrase) < _SHORTEST_GUESS)):
        return False
    if phrase not in said or not (has_han(phrase) or re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", said)):
        return False
    return len(_DENIED.findall(said)) == len(_DENIED.findall(phrase))


def likened(text: str, question: Question, knowledge: Knowledge, nearest: Nearest, *, surely: bool = False) -> str | None:
    """The offer that the words only come near to: good enough to be taken if it is said aloud."""
    said = _bare(plain(text))
    if len(said) < _SHORTEST_GUESS or len(said) > _LONGEST_ANSWER or not question.offers:
        return None
    return nearest(said, _labels(question, knowledge), surely=surely)


def _labels(question: Question, knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    known = _known(knowledge)
    for label in {offer.label for offer in question.offers}.difference(known):
        known[label] = tuple(_phrasings(label, knowledge))
    return {offer.name: known[offer.label] for offer in question.offers}


@once
def _known(_: Knowledge) -> dict[str, tuple[str, ...]]:
    """The phrasings of the labels that were asked for so far."""
    return {}


def _by_count(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The offer whose range (`50..300` among its phrasings) has the one number that the words tell."""
    ranges = {name: found for name, phrases in labels.items() for phrase in phrases if (found := _RANGE.fullmatch(phrase))}
    number = count_in(said) if ranges else None
    if number is None:
        return None
    named = [
        name
        for name, (least, most) in ((name, found.groups()) for name, found in ranges.items())
        if float(least or 0) <= number <= float(most or "inf")
    ]
    return named[0] if len(named) == 1 else None


def _by_extent(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """Where it is asked whether all or only one are concerned: in a few words that say either."""
    if not {"all", "one"} <= labels.keys() or len(said) > _LONGEST_EXTENT[has_han(said)] or _NOT_ALL.search(said):
        return None
    found = {name for name, words in (("all", _EVERY), ("one", _SINGLE)) if words.search(said)}
    return found.pop() if len(found) == 1 else None


def _by_part(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The one offer that parts of the words name, if no part names another: "yes wifi is on, phone works"."""
    parts = _parted(said)
    if len(parts) < 2:
        return None
    named = {offer for part in parts if (offer := _exact(part, labels) or _exact(_core(part), labels))}
    return named.pop() if len(named) == 1 else None


def parted(text: str) -> list[str]:
    """The parts of the words as a merchant wrote them, normalised."""
    return _parted(_bare(plain(phrased(text))))


def _parted(said: str) -> list[str]:
    return [part for part in (_bare(part) for part in _PARTS.split(said)) if part]


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return _EDGES.sub("", text)


@lru_cache(maxsize=4096)
def _core(text: str) -> str:
    """Without opening and closing particles: 嗯亮着的 -> 亮着, "it's off please" -> "off". But 好了, it is mended, is not 好, all right."""
    while True:
        shorter = _bare(_TAILS.sub("", _bare(_HEADS.sub("", text, count=1))))
        if shorter == text or not shorter:
            return text
        if shorter in _AGREED and (come := _COME_TRUE.search(text)):
            return shorter + come[0]
        text = shorter


@lru_cache(maxsize=4096)
def _label(source: str) -> str:
    return _bare(plain(source))


def _phrasings(name: str, knowledge: Knowledge) -> Iterator[str]:
    """A label's sentence and its further phrasings in every language, normalised."""
    for locale in knowledge.locales:
        label = knowledge.sentences.get(locale, {}).get(name, "")
        for phrase in (label, *knowledge.hears.get(locale, {}).get(name, ())):
            if phrase and "{" not in phrase:
                yield _label(phrase)


_OR = re.compile(r"[,，、/]|\bor\b|或者?")
_CONSENTS = re.compile(r"(?:yes|no|not|done)\b|[是不没好对要]")  # what follows them says nothing by itself: "No, thanks"
_HALF_AT_LEAST = {True: 2, False: 3}  # characters (has Chinese, has not) of a part of a label that may stand for it


@lru_cache(maxsize=4096)
def _halves(label: str) -> tuple[str, ...]:
    """The parts of a label of several: 摔过或磕过 is picked by 磕过, "Closed or earlier day" by "closed"."""
    parts = [_label(part) for part in _OR.split(label)] if label and "{" not in label else []
    whole = len(parts) < 2 or _CONSENTS.match(parts[0])
    return () if whole else tuple(part for part in parts if len(part) >= _HALF_AT_LEAST[has_han(part)])


def _halved(question: Question, knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    of = {
        offer.name: [knowledge.sentences.get(locale, {}).get(offer.label, "") for locale in knowledge.locales] for offer in question.offers
    }
    return {name: tuple(half for label in labels for half in _halves(label)) for name, labels in of.items()}


def _exact(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    named = [name for name, phrases in labels.items() if said in _taken(phrases)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=4096)
def _taken(phrases: tuple[str, ...]) -> frozenset[str]:
    """What is as good as one of the phrases."""
    return frozenset(phrases).union(map(_core, phrases))


def _by_place(said: str, offers: tuple[Offer, ...]) -> str | None:
    found = _ORDINAL.fullmatch(said)
    if not found:
        return None
    place = _PLACES[found[1] or found[2]]
    place = len(offers) if place == -1 else place
    return offers[place - 1].name if place <= len(offers) else None


_DENIED = re.compile(
    r"不|没|未|无|别|非|\bnot?\b|n't\b|\b(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|ai)nt\b|\bnever\b|\bnone\b|\bwithout\b|\bun\w+"
)


def _near(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """By rapidfuzz, strictly, and never across a denial: 灯亮 is not 灯不亮."""
    if len(said) < _SHORTEST_NEAR[has_han(said)]:
        return None
    denied = len(_DENIED.findall(said))
    scores = {
        name: max((fuzz.ratio(said, phrase) for phrase in phrases if len(_DENIED.findall(phrase)) == denied), default=0.0)
        for name, phrases in labels.items()
    }
    best, *others = sorted(scores, key=lambda name: (-scores[name], name))
    apart = scores[best] - (scores[others[0]] if others else 0.0)
    return best if scores[best] >= _NEAR and apart >= _APART else None
