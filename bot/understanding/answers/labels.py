"""How the offers of an open question are called: their labels and further phrasings in every language, bare of particles.

Compares nothing; what the words of a merchant pick is for `answers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.core.knowledge import Knowledge
from bot.core.state import Question
from bot.understanding.text.normalising import has_han, plain
from bot.understanding.text.remembering import lately, once

_EDGES = re.compile(r"^[\s\"'“”‘’().,，。!！?？、:：;；~\-–—…]+|[\s\"'“”‘’().,，。!！?？、:：;；~\-–—…]+$")
_TAILS = re.compile(
    r"(?:啊|呀|哦|噢|呢|吧|啦|咯|哈|嘛|呗|的|了|喔|诶|please|pls|thanks|thank you|thx|mate|sir|(?<=[a-z] )(?:ok|okay|fine|now|already|successfully|then|i (?:guess|suppose|think)))+$"
)
_HEADS = re.compile(
    r"^(?:(?:下面|底下|后面)(?:还有|还|也)?(?:几个|一行)?字?(?:写着|写的是|写的|显示的是|显示着?|是)?|写的是|嗯+|恩+|哦+|噢+|额+|呃+|那就?|就是?|应该是?|好像是?|是|我选|我要|选择?|答案是?|(?:the|it is|it's|its|it was|i think|i guess|probably|maybe|um+|uh+|er+|well|so|ok|okay|fine|al?l ?right|fair enough|sure|yep|yup|(?:it |screen |message )?also (?:says|reads)|(?:underneath|below)(?: it)?(?: (?:says|reads))?"
    r"|i've got|ive got|i have|i've|ive|we have|we've got|got|have|there's|theres|there is|an?|yes|yeah)\b)[\s,，]*"
)

_LITERAL = "="
"""How a label begins that is shown as it stands; see `bot.core.state.Offer`."""
RANGE = re.compile(r"(\d*)\.\.(\d*)")
"""A phrasing that stands for every number from one to another: ``50..300``, ``301..``."""
_AGREED = frozenset(["好", "行", "可以", "得", "成", "中", "对", "是", "通", "能"])
_COME_TRUE = re.compile(r"[了啦咯喽]")
"""What turns "all right" into "it is all right now"."""


@lately
def phrasings(question: Question, knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """By the name of each offer, all that it is called, normalised."""
    known = _known(knowledge)
    for label in {offer.label for offer in question.offers if not offer.label.startswith(_LITERAL)}.difference(known):
        known[label] = tuple(_phrases_of(label, knowledge))
    return {one.name: _named(one.label) or known[one.label] for one in question.offers}


def _named(label: str) -> tuple[str, ...]:
    """The name that is shown as it stands; none, where it is one of a sentence."""
    return (written(label.removeprefix(_LITERAL)),) if label.startswith(_LITERAL) else ()


@once
def _known(_: Knowledge) -> dict[str, tuple[str, ...]]:
    """The phrasings of the labels that were asked for so far."""
    return {}


_SIGNS = re.compile(r"[\s,，.。、!！;；]+")


def run_on(text: str) -> str:
    """Chinese words without the signs between them: 对，提交吧."""
    return _SIGNS.sub("", text) if has_han(text) else text


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Without signs at either end."""
    return _EDGES.sub("", text)


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """Without opening and closing particles: 嗯亮着的 -> 亮着, "it's off please" -> "off". But 好了, it is mended, is not 好, all right."""
    while True:
        shorter = bare(_TAILS.sub("", bare(_HEADS.sub("", text, count=1))))
        if shorter == text or not shorter:
            return text
        if shorter in _AGREED and (come := _COME_TRUE.search(text)):
            return shorter + come[0]
        text = shorter


@lru_cache(maxsize=4096)
def written(source: str) -> str:
    """A label or phrasing as it is compared; a range without an end keeps its dots: ``301..``."""
    said = plain(source)
    return said if RANGE.fullmatch(said) else bare(said)


def _phrases_of(name: str, knowledge: Knowledge) -> Iterator[str]:
    """A label's sentence and its further phrasings in every language, normalised."""
    for locale in knowledge.locales:
        label = knowledge.sentences.get(locale, {}).get(name, "")
        for phrase in (label, *knowledge.hears.get(locale, {}).get(name, ())):
            if phrase and "{" not in phrase:
                yield written(phrase)


_OR = re.compile(r"[,，、/]|\bor\b|或者?")
_CONSENTS = re.compile(r"(?:yes|no|not|done)\b|[是不没好对要]")  # what follows them says nothing by itself: "No, thanks"
_HALF_AT_LEAST = {True: 2, False: 3}  # characters (has Chinese, has not) of a part of a label that may stand for it


@lru_cache(maxsize=4096)
def _halves(label: str) -> tuple[str, ...]:
    """The parts of a label of several: 摔过或磕过 is picked by 磕过, "Closed or earlier day" by "closed"."""
    parts = [written(part) for part in _OR.split(label)] if label and "{" not in label else []
    whole = len(parts) < 2 or _CONSENTS.match(parts[0])
    return () if whole else tuple(part for part in parts if len(part) >= _HALF_AT_LEAST[has_han(part)])


def halved(question: Question, knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """By the name of each offer, the parts of a label that names several things."""
    of = {
        offer.name: [knowledge.sentences.get(locale, {}).get(offer.label, "") for locale in knowledge.locales] for offer in question.offers
    }
    return {name: tuple(half for label in labels for half in _halves(label)) for name, labels in of.items()}


@lru_cache(maxsize=4096)
def taken(phrases: tuple[str, ...]) -> frozenset[str]:
    """What is as good as one of the phrases."""
    return frozenset(phrases).union(map(core, phrases))
