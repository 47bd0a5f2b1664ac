"""A sentence becomes the intents it may mean, each with a probability and a reason, and a decision.

Trained from the examples alone; the same examples and the same words give the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.core.understanding import Candidate, Decision
from bot.understanding.matcher.belongings import is_of_others
from bot.understanding.matcher.confidence import Precision
from bot.understanding.matcher.examples import TALK, Examples
from bot.understanding.matcher.joining import Match, joined
from bot.understanding.matcher.judging import Judge, part_of
from bot.understanding.matcher.keeping import RESULTS, Language, fingerprint, is_kept, keep, kept
from bot.understanding.matcher.likeness import NEAR_FROM, Likeness
from bot.understanding.matcher.naming import part_that_fails
from bot.understanding.matcher.recalling import Recall
from bot.understanding.matcher.supposing import supposed
from bot.understanding.matcher.teaching import chosen, is_same, learn, learn_results, recalled
from bot.understanding.text.clauses import parts
from bot.understanding.text.normalising import has_han, phrased, plain
from bot.understanding.text.remembering import by_words
from bot.understanding.text.sounds import Sounds, readings
from bot.understanding.text.wording import has_words, tokens
from bot.understanding.words.meanings import Meanings

__all__ = ["Match", "Matcher", "Precision"]

_ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)?(?: [a-z]+(?:'[a-z]+)?)+")  # words amid Chinese ones: 还是 no signal
_AMID = 120  # characters of these that are read
_SYLLABLES = 3  # of Chinese that are no English words: fewer short ones may be slips
_ANYWHERE = (*TALK, "security.", "hardware.damage", "maintenance.cleaning")  # with whatever it befell, and is cleaned: "fell in the fryer"
_FLIPPED = 40  # words tried one by one
_REMEMBERED = 2048  # readings of the last messages: merchants say the same things, 好了 and "still not working"
_NAMED = 0.9  # probability of a part that is named and said to fail
_NEVER_SURE = (2.0, 2.0)  # thresholds where the probability is asked for alone
_RECALLED = 0.99  # probability of an example met again


class Matcher:
    """Languages by locale. Made by `build`."""

    def __init__(self, languages: Mapping[str, Language], recall: Recall, precision: Precision) -> None:
        self._languages = {locale: of for locale, of in languages.items() if not locale.endswith(RESULTS)}
        self._results = {locale.removesuffix(RESULTS): of for locale, of in languages.items() if locale.endswith(RESULTS)}
        self._recall = recall
        self._precision = precision
        self._likeness = {
            locale: Likeness(language.reader, NEAR_FROM.get(locale, NEAR_FROM["en"])) for locale, language in self._languages.items()
        }
        self._thresholds = {locale: language.confidence.thresholds(precision) for locale, language in self._languages.items()}
        self.remembered = lru_cache(maxsize=_REMEMBERED)(self.read)
        self._told = lru_cache(maxsize=_REMEMBERED)(self._result)

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
        wanted = chosen(examples, locales)
        name = fingerprint(examples, wanted)
        found = kept(cache, name) if cache else None
        if found:
            return cls(*found, precision)
        recall = recalled(examples, wanted)
        meanings = Meanings(Sounds(readings()))
        languages = {locale: _known(like, examples, locale) or learn(examples, locale, meanings) for locale in wanted}
        languages |= {f"{locale}{RESULTS}": learn_results(examples, locale, meanings) for locale in wanted if locale in examples.results}
        if cache:
            keep(cache, name, languages, recall, meanings.sounds)
        return cls(*((kept(cache, name) if cache else None) or (languages, recall)), precision)

    def language(self, locale: str) -> Language | None:
        """What was learned of a language."""
        return self._languages.get(locale)

    def results(self, locale: str) -> Language | None:
        """What was learned of how steps went, as a language tells it."""
        return self._results.get(locale)

    @staticmethod
    def is_kept(examples: Examples, cache: Path, locales: Sequence[str] | None = None) -> bool:
        """Whether `build` would find in the folder ``cache`` what these examples taught before."""
        return is_kept(cache, fingerprint(examples, chosen(examples, locales)))

    def supposing(self, text: str, intent: str, act: str = "") -> Matcher | None:
        """As it would be with this example, about; None where that cannot be told without learning. For looking ahead alone."""
        normal, locale = self._placed(text)
        language = supposed(self._languages[locale], normal, intent, act) if locale else None
        if locale is None or language is None:
            return None
        of_results = {f"{one}{RESULTS}": of for one, of in self._results.items()}
        return Matcher({**self._languages, **of_results, locale: language}, self._recall.with_phrase(text, intent, act), self._precision)

    def alike(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike each of the others is to the text, 0 to 1, by what is known; 0 for one of another language."""
        normal, locale = self._placed(text)
        if locale is None:
            return [0.0] * len(others)
        reader = self._languages[locale].reader
        wanted = reader.spread(reader.sense(normal).bag)
        bags = [reader.sense(form).bag if has_words(form) and self._locale(form) == locale else None for form in map(plain, others)]
        return [float(wanted[bag.places] @ bag.values) if bag else 0.0 for bag in bags]

    def neighbours(self, text: str, least: float) -> list[tuple[str, str]]:
        """The examples that are at least so alike to the text, as they were compared, with their intents."""
        normal, locale = self._placed(text)
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
        locale = self._placed(text)[1]
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
        normal, locale = self._placed(text)
        found = joined(normal, plain(phrased(text)), self._judge(locale)) if locale else Match(Decision.REJECT)
        if found.decision is not Decision.ACCEPT and has_han(normal) and "en" in self._languages and (said := _ENGLISH.search(normal)):
            words = said[0][:_AMID].rpartition(" ")[0] if len(said[0]) > _AMID else said[0]
            english = joined(words, words, self._judge("en"))
            found = english if english.decision is Decision.ACCEPT else found
        found = _with_the_part(found, normal)
        found = _with_parts_beside(found, plain(phrased(text)), self._judge(locale)) if locale else found
        elsewhere = found.decision is Decision.ACCEPT and not found.intent.startswith(_ANYWHERE) and is_of_others(normal)
        return replace(found, normalised=normal, decision=Decision.CLARIFY if elsewhere else found.decision)

    def nearest(self, text: str, offers: Mapping[str, Sequence[str]], *, care: float = 1.0, apart: float | None = None) -> str | None:
        """The name of the offer whose label or phrasings (normalised) the words come near to, or None; see `Likeness.nearest`."""
        normal, locale = self._placed(text)
        return self._likeness[locale].nearest(normal, offers, care=care, apart=apart) if locale else None

    def ranked(self, text: str, offers: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """The offers from the nearest on, and how near each comes: 1 is near enough to be meant."""
        normal, locale = self._placed(text)
        return self._likeness[locale].ranked(normal, offers) if locale else []

    def result(self, text: str) -> tuple[str, float]:
        """How a step went, by the answers that tell it (solved, not_fixed, cannot, unsure), and the probability that it is so; 0 where
        nothing was learned.
        """
        return self._told(text)

    def _result(self, text: str) -> tuple[str, float]:
        normal, locale = self._placed(text)
        language = self._results.get(locale or "")
        if language is None:
            return "", 0.0
        judged = Judge(language, _NEVER_SURE)(normal)
        return judged.intent, judged.right

    def mended(self, text: str) -> str:
        """The words in Latin letters with slips of the finger put right; as it was where there are none, or it is not English."""
        normal, locale = self._placed(text)
        if locale != "en":
            return text
        words = tokens(normal)
        mended = self._languages[locale].reader.mended(words)
        return text if mended == words else " ".join(mended)

    def flips(self, text: str) -> tuple[tuple[str, str], ...]:
        """Words without which another intent would come first: (word, that intent), as many as there are."""
        words = tokens(plain(text))[:_FLIPPED]
        best = self.match(text).candidates[:1]
        without = ((word, " ".join((*words[:place], *words[place + 1 :]))) for place, word in enumerate(words))
        found = ((word, self.match(rest).candidates[:1]) for word, rest in without)
        return tuple((word, other[0].intent) for word, other in found if best and other and other[0].intent != best[0].intent)

    def _judge(self, locale: str) -> Judge:
        return Judge(self._languages[locale], self._thresholds[locale])

    def _recalled(self, text: str, match: Match) -> Match:
        """With the intent of an example that the text is, word for word, before all others."""
        found = self._recall.of(text)
        if not found:
            return match
        first = next((c for c in match.candidates if c.intent == found[0]), Candidate(found[0], 0.0, match.normalised))
        rest = tuple(c for c in match.candidates if c.intent != found[0])
        best = replace(first, score=max(_RECALLED, first.score), why=first.why or "=")
        return replace(match, decision=Decision.ACCEPT, candidates=(best, *rest)[:5], act=found[1] or None, also=())

    def _placed(self, text: str) -> tuple[str, str | None]:
        """The text as it is compared, and the language to read it in; none where there are no words."""
        normal = plain(text)
        return normal, self._locale(normal) if has_words(normal) else None

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
        is_telling = len(spelled) >= _SYLLABLES or any(len(word) > 3 for word in spelled)  # "da yin ji ka zhi le"
        return 2 * sum(map(len, spelled)) > sum(map(len, words)) and is_telling


def _with_the_part(found: Match, normal: str) -> Match:
    """Where it is not sure, and only names the part that fails: that part before all others."""
    part = part_that_fails(normal) if found.decision is not Decision.ACCEPT else ""
    named = next((one for one in found.candidates if part and one.intent.startswith(part)), None)
    if named is None:
        return found
    rest = tuple(one for one in found.candidates if one is not named)
    return replace(found, decision=Decision.ACCEPT, candidates=(replace(named, score=max(_NAMED, named.score)), *rest), act=None)


def _with_parts_beside(found: Match, spoken: str, judge: Judge) -> Match:
    """With the other parts that are only named and said to fail beside what it is sure of: 扣了两次钱 打印机也坏了."""
    telling = parts(spoken).telling if found.decision is Decision.ACCEPT and not found.is_talk else ()
    also = list(found.also)
    for piece in telling if len(telling) > 1 else ():
        name = part_that_fails(piece)
        if name and not any(part_of(one).startswith(part_of(name)) for one in (found.intent, *also)):
            also += [one.intent for one in judge(piece).candidates() if one.intent.startswith(name)][:1]
    return replace(found, also=tuple(also)) if len(also) > len(found.also) else found


@by_words
def _read(text: str, matcher: Matcher) -> Match:
    return matcher.remembered(text)


def _known(like: tuple[Examples, Matcher] | None, examples: Examples, locale: str) -> Language | None:
    """A language that was learned from just these examples."""
    return like[1].language(locale) if like and is_same(examples, like[0], locale) else None
