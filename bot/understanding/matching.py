"""A sentence becomes the intents it may mean, each with a probability and a reason, and a decision.

Trained from the examples alone; the same examples and the same words give the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from bot.core.knowledge import group_of
from bot.core.understanding import Candidate, Decision
from bot.understanding.clauses import Parts, affirmed, parts
from bot.understanding.confidence import Precision, calibrated
from bot.understanding.examples import Examples
from bot.understanding.judging import Judgement, judge
from bot.understanding.keeping import Language, fingerprint, is_kept, keep, kept
from bot.understanding.likeness import NEAR_FROM, Likeness
from bot.understanding.meanings import Meanings
from bot.understanding.normalising import has_han, phrased, plain
from bot.understanding.reader import NOTHING, Lesson, Reader, trained
from bot.understanding.recalling import Recall
from bot.understanding.rehearsing import rehearsed
from bot.understanding.remembering import by_words
from bot.understanding.sounds import Sounds, readings
from bot.understanding.supposing import supposed
from bot.understanding.wording import tokens

__all__ = ["Match", "Matcher", "Precision"]

_LIKELY = 0.75  # probability from which a part names a second trouble, and a part that is sure makes the whole sure
_CERTAIN = 0.95  # probability from which one part alone makes it sure, whatever else is told beside it
_FLIPPED = 40  # words tried one by one
_AND = re.compile(r"\s+and\s+|(?<=[\u4e00-\u9fff])(?:和|跟|也)(?=[\u4e00-\u9fff])")
_MANNERS = frozenset({"conversation.greeting", "conversation.thanks"})  # they come along with a trouble and never hide it
_POINTING = re.compile(r"\b(?:it|this|that|them|one)\b|它|这个|那个")
_ANDS, _SAID_IN_SHORT = 3, 120  # joints tried, and characters of what has any: longer words are parted by their pauses
_REMEMBERED = 2048  # readings of the last messages: merchants say the same things, 好了 and "still not working"
_RECALLED = 0.99  # probability of an example met again


@dataclass(frozen=True, slots=True)
class Match:
    """``candidates``: at most five, best first. ``act``: the finer reading of the nearest example.
    ``also``: the troubles named beside the first, likeliest first. ``denied``: a trouble the words say it is not.
    ``normalised``: the text as it was compared.
    """

    decision: Decision
    candidates: tuple[Candidate, ...] = ()
    act: str | None = None
    also: tuple[str, ...] = ()
    denied: str | None = None
    normalised: str = ""


class Matcher:
    """Languages by locale. Made by `build`."""

    def __init__(self, languages: Mapping[str, Language], recall: Recall, precision: Precision) -> None:
        self._languages = languages
        self._recall = recall
        self._precision = precision
        self._likeness = {
            locale: Likeness(language.reader, NEAR_FROM.get(locale, NEAR_FROM["en"])) for locale, language in languages.items()
        }
        self._thresholds = {locale: language.confidence.thresholds(precision) for locale, language in languages.items()}
        self.remembered = lru_cache(maxsize=_REMEMBERED)(self.read)

    @classmethod
    def build(
        cls,
        examples: Examples,
        locales: Sequence[str] | None = None,
        cache: Path | None = None,
        precision: Precision = Precision(),  # noqa: B008 -- frozen
        like: tuple[Examples, Matcher] | None = None,
    ) -> Matcher:
        """Learn from the examples (seconds), or load from the folder ``cache`` what the same ones taught before. ``like``: other
        examples and what they taught; a language in which they are the same is not learned again.
        """
        chosen = _chosen(examples, locales)
        name = fingerprint(examples, chosen)
        found = kept(cache, name) if cache else None
        if found:
            return cls(*found, precision)
        recall = Recall.learned(
            (e.text, intent, e.act) for locale in chosen for intent, phrases in examples.phrases[locale].items() for e in phrases
        )
        meanings = Meanings(Sounds(readings()))
        languages = {locale: _known(like, examples, locale) or learn(examples, locale, meanings) for locale in chosen}
        if cache:
            keep(cache, name, languages, recall, meanings.sounds)
        return cls(languages, recall, precision)

    def language(self, locale: str) -> Language | None:
        """What was learned of a language."""
        return self._languages.get(locale)

    @staticmethod
    def is_kept(examples: Examples, cache: Path, locales: Sequence[str] | None = None) -> bool:
        """Whether `build` would find in the folder ``cache`` what these examples taught before."""
        return is_kept(cache, fingerprint(examples, _chosen(examples, locales)))

    def supposing(self, text: str, intent: str, act: str = "") -> Matcher | None:
        """As it would be with this example, about; None where that cannot be told without learning. For looking ahead alone."""
        normal = plain(text)
        locale = self._locale(normal) if tokens(normal) else None
        language = supposed(self._languages[locale], normal, intent, act) if locale else None
        if locale is None or language is None:
            return None
        return Matcher({**self._languages, locale: language}, self._recall.with_phrase(text, intent, act), self._precision)

    def alike(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike each of the others is to the text, 0 to 1, by what is known; 0 for one of another language."""
        normal = plain(text)
        locale = self._locale(normal) if tokens(normal) else None
        if locale is None:
            return [0.0] * len(others)
        reader = self._languages[locale].reader
        wanted = reader.spread(reader.sense(normal).bag)
        bags = [reader.sense(form).bag if tokens(form) and self._locale(form) == locale else None for form in map(plain, others)]
        return [float(wanted[bag.places] @ bag.values) if bag else 0.0 for bag in bags]

    def neighbours(self, text: str, least: float) -> list[tuple[str, str]]:
        """The examples that are at least so alike to the text, as they were compared, with their intents."""
        normal = plain(text)
        locale = self._locale(normal) if tokens(normal) else None
        if locale is None:
            return []
        reader = self._languages[locale].reader
        likeness = reader.shelves.likeness(reader.sense(normal).bag)
        rows = [int(row) for row in np.argsort(-likeness, kind="stable") if likeness[row] >= least]
        return [(reader.phrases[row], reader.intents[int(reader.labels[row])]) for row in rows]

    def standing(self, text: str) -> str:
        """The intent whose example the text is, word for word; empty without one."""
        found = self._recall.of(text)
        return found[0] if found else ""

    def sure_from(self, text: str) -> float | None:
        """The probability from which what the text means is accepted without asking; None where there are no words."""
        normal = plain(text)
        locale = self._locale(normal) if tokens(normal) else None
        return self._thresholds[locale][0] if locale else None

    def sound(self, letter: str) -> str:
        """How a Chinese character sounds; itself where nobody reads Chinese."""
        zh = self._languages.get("zh")
        return zh.reader.meanings.sounds.of(letter) if zh else letter

    def match(self, text: str, *, recall: bool = True) -> Match:
        """What the text may mean. Never raises; looks at the first `normalising.LONGEST` characters. Without ``recall`` an
        example is read like any other sentence.
        """
        whole = _read(text, self)
        return self._recalled(text, whole) if recall else whole

    def read(self, text: str) -> Match:
        """As it is read without recalling any example."""
        normal = plain(text)
        locale = self._locale(normal) if tokens(normal) else None
        found = self._read(locale, normal, plain(phrased(text))) if locale else Match(Decision.REJECT)
        return replace(found, normalised=normal)

    def nearest(self, text: str, offers: Mapping[str, Sequence[str]], *, surely: bool = False) -> str | None:
        """The name of the offer whose label or phrasings (normalised) the words come near to, or None; see `Likeness.nearest`."""
        normal = plain(text)
        locale = self._locale(normal) if tokens(normal) else None
        return self._likeness[locale].nearest(normal, offers, surely=surely) if locale else None

    def flips(self, text: str) -> tuple[tuple[str, str], ...]:
        """Words without which another intent would come first: (word, that intent), as many as there are."""
        words = tokens(plain(text))[:_FLIPPED]
        best = self.match(text).candidates[:1]
        without = ((word, " ".join((*words[:place], *words[place + 1 :]))) for place, word in enumerate(words))
        found = ((word, self.match(rest).candidates[:1]) for word, rest in without)
        return tuple((word, other[0].intent) for word, other in found if best and other and other[0].intent != best[0].intent)

    def _read(self, locale: str, text: str, spoken: str) -> Match:
        """``spoken`` has its pauses as commas."""
        split = parts(spoken)
        if len(split.telling) + len(split.denied) < 2 and not split.left_out:
            return _match(self._judge(locale, text), self._halves(locale, text), None)
        whole = self._told(locale, text, split)
        several = [self._judge(locale, part) for part in split.telling if tokens(part)] if len(split.telling) > 1 else []
        return _match(whole, several, self._denied(locale, split))

    def _told(self, locale: str, text: str, split: Parts) -> Judgement:
        """The parts that tell, or all of it where only that is sure: what was done may say what "it" is."""
        told = self._judge(locale, split.told if split.left_out else text)
        if told.is_sure or split.denied or not split.left_out or not _POINTING.search(split.told):
            return told
        everything = self._judge(locale, text)
        return everything if everything.is_sure and not everything.is_talk else told

    def _halves(self, locale: str, text: str) -> list[Judgement]:
        """The two sides of an "and", where each surely names a trouble of its own kind: it may as well join two words."""
        for found in islice(_AND.finditer(text), _ANDS if len(text) <= _SAID_IN_SHORT else 0):
            halves = [self._judge(locale, part) for part in (text[: found.start()], text[found.end() :]) if tokens(part)]
            named = {group_of(judged.intent) for judged in halves if judged.is_sure and not judged.is_talk}
            if len(named) > 1:
                return halves
        return []

    def _denied(self, locale: str, split: Parts) -> str | None:
        judged = (self._judge(locale, affirmed(part)) for part in split.denied if tokens(affirmed(part)))
        return next((judgement.intent for judgement in judged), None)

    def _judge(self, locale: str, text: str) -> Judgement:
        return judge(self._languages[locale], text, self._thresholds[locale])

    def _recalled(self, text: str, match: Match) -> Match:
        """With the intent of an example that the text is, word for word, before all others."""
        found = self._recall.of(text)
        if not found:
            return match
        first = next((c for c in match.candidates if c.intent == found[0]), Candidate(found[0], 0.0, match.normalised))
        rest = tuple(c for c in match.candidates if c.intent != found[0])
        best = replace(first, score=max(_RECALLED, first.score), why=first.why or "=")
        return replace(match, decision=Decision.ACCEPT, candidates=(best, *rest)[:5], act=found[1] or None, also=())

    def _locale(self, text: str) -> str | None:
        """The language to read it in: Chinese with a Chinese character, or when it is Chinese spelled out."""
        wanted = "zh" if has_han(text) or self._is_spelled_out(text) else "en"
        return wanted if wanted in self._languages else next(iter(self._languages), None)

    def _is_spelled_out(self, text: str) -> bool:
        """Whether most letters are of words that are Chinese spelled out, and few of English ones."""
        zh, en = self._languages.get("zh"), self._languages.get("en")
        if not zh or not en:
            return False
        words = [word for word in tokens(text) if word.isalpha()]
        spelled = [
            word
            for word in words
            if word not in en.reader.spelling and (word in zh.reader.spelling or zh.reader.meanings.sounds.spelled(word))
        ]
        return 2 * sum(map(len, spelled)) > sum(map(len, words)) and any(len(word) > 3 for word in spelled)


@by_words
def _read(text: str, matcher: Matcher) -> Match:
    return matcher.remembered(text)


def _match(whole: Judgement, several: Sequence[Judgement], denied: str | None) -> Match:
    """The whole message; surer if a part that is sure means the same; the first of two troubles if two
    parts are sure of different kinds, and the other beside it.
    """
    sure = [judged for judged in several if judged.is_sure and not judged.is_talk]
    named = list(dict.fromkeys(judged.intent for judged in sure))
    first, decision = whole, whole.decision
    if len(named) > 1 and (not whole.is_sure or (whole.intent in named and _is_first(sure, whole))):
        first = sure[0]
        decision = first.decision
    elif len(named) == 1 and whole.intent.startswith("conversation.") and (not whole.is_sure or whole.intent in _MANNERS):
        first, decision = sure[0], sure[0].decision
    elif named == [whole.intent] and (whole.right >= _LIKELY or sure[0].right >= _CERTAIN):
        decision = Decision.ACCEPT
    elif len(named) == 1 and named[0] != whole.intent and decision is Decision.REJECT:
        decision = Decision.CLARIFY
    others = [judged for judged in several if not judged.is_talk and judged.intent != first.intent and judged.of_one_kind >= _LIKELY]
    also = dict.fromkeys(judged.intent for judged in sorted(others, key=lambda judged: -judged.right))
    return Match(decision, first.candidates(), first.act, tuple(also) if decision is not Decision.REJECT else (), denied)


def _is_first(sure: Sequence[Judgement], whole: Judgement) -> bool:
    """Whether the first sure part stands for itself: as sure as the whole, and of another kind. Parts of
    one kind (``network.``) are one trouble in other words.
    """
    return sure[0].right >= whole.right and sure[0].intent.split(".")[0] != whole.intent.split(".")[0]


def _chosen(examples: Examples, locales: Sequence[str] | None) -> list[str]:
    return [locale for locale in examples.locales if (locales is None or locale in locales) and _has_words(examples, locale)]


def _known(like: tuple[Examples, Matcher] | None, examples: Examples, locale: str) -> Language | None:
    """A language that was learned from just these examples."""
    if like is None or like[0].phrases.get(locale) != examples.phrases[locale]:
        return None
    same = like[0].background.get(locale, ()) == examples.background.get(locale, ())
    return like[1].language(locale) if same else None


def _has_words(examples: Examples, locale: str) -> bool:
    return any(tokens(plain(example.text)) for phrases in examples.phrases[locale].values() for example in phrases[:20])


def learn(examples: Examples, locale: str, meanings: Meanings) -> Language:
    """One language from its examples and its background."""
    reader, lesson, acts = taught(examples, locale, meanings)
    return Language(reader, calibrated(rehearsed(reader, lesson), reader.choices), acts)


def taught(examples: Examples, locale: str, meanings: Meanings) -> tuple[Reader, Lesson, tuple[str, ...]]:
    """A reader of one language, what is needed to rehearse, and the act of each example; what has no words
    cannot be learned from.
    """
    phrases = examples.phrases[locale]
    read = {intent: [(plain(e.text), e.act) for e in phrases[intent] if tokens(plain(e.text))] for intent in sorted(phrases)}
    read = {intent: rows for intent, rows in read.items() if rows}
    background = [(plain(text), "") for text in examples.background.get(locale, ()) if tokens(plain(text))]
    if background:
        read[NOTHING] = background
    rows = [(text, number, act) for number, found in enumerate(read.values()) for text, act in found]
    labels = np.array([number for _, number, _ in rows], dtype=np.int32)
    reader, lesson = trained([text for text, _, _ in rows], labels, list(read), locale, meanings)
    return reader, lesson, tuple(act for _, _, act in rows)
