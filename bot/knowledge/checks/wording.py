"""How sentences are worded: what is never printed, and what would put a merchant off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, Path, World
from bot.knowledge.gathering import Entry
from bot.understanding.text.unprinted import ADVERTISED, CONTACT, MASKED

LONGEST: Mapping[str, int] = {"zh": 200, "en": 450}
"""Characters of a sentence, without its Jinja."""

_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)

OPERATORS = ("/doctor.yaml", "/commands.yaml", "/told.yaml", "/check.yaml")
"""What those who run posbot read may name sites and marks that a merchant is not led to."""
_LOUD = re.compile("[!！]")
_FAMILIAR = re.compile("(?<![父母双至])亲(?![自手属戚眼友身近人笔口])|你")


def _worded(world: World) -> Iterator[tuple[str, str, str, Entry, Path]]:
    """Locale, name, words without Jinja, and where they stand; only of what merchants read."""
    for locale, sentences in world.spoken.items():
        for name, (entry, at) in sentences.items():
            if entry.place.endswith(OPERATORS):
                continue
            yield locale, name, _JINJA.sub("", world.knowledge.sentences[locale][name]), entry, at


def _matching(world: World, pattern: re.Pattern[str], why: str, locale: str = "") -> Iterator[Finding]:
    for of, name, words, entry, at in _worded(world):
        found = pattern.search(words) if not locale or of == locale else None
        if found:
            yield entry, told("worded", found=found.group(), name=name, why=told(why)), at


def _masked_word(world: World) -> Iterator[Finding]:
    yield from _matching(world, MASKED, "masked_word")


def _advertised(world: World) -> Iterator[Finding]:
    yield from _matching(world, ADVERTISED, "advertised")


def _contact_in_prose(world: World) -> Iterator[Finding]:
    yield from _matching(world, CONTACT, "contact_in_prose")


def _loud(world: World) -> Iterator[Finding]:
    yield from _matching(world, _LOUD, "loud")


def _familiar(world: World) -> Iterator[Finding]:
    yield from _matching(world, _FAMILIAR, "familiar", locale="zh")


def _too_long(world: World) -> Iterator[Finding]:
    for locale, name, _, entry, at in _worded(world):
        most = LONGEST.get(locale, max(LONGEST.values()))
        length = len(longest_reading(world.knowledge.sentences[locale][name]))
        if length > most:
            yield entry, told("too_long", name=name, length=length, most=most), at


_INNERMOST = re.compile(r"{% if [^%]*%}((?:(?!{% (?:if|endif)).)*){% endif %}", re.DOTALL)
_BRANCH = re.compile(r"{% (?:elif [^%]*|else )%}")
_VALUE = re.compile(r"{{[^}]*}}")


def longest_reading(words: str) -> str:
    """The sentence as it is at its longest: of each choice the longest branch, two marks for each value."""
    reading, shorter = "", _VALUE.sub("……", words)
    while shorter != reading:
        reading = shorter
        shorter = _INNERMOST.sub(lambda found: max(_BRANCH.split(found[1]), key=len), reading)
    return reading.strip()


CHECKS: Mapping[str, Check] = {
    "masked-word": _masked_word,
    "advertised": _advertised,
    "contact-in-prose": _contact_in_prose,
    "loud": _loud,
    "familiar": _familiar,
    "too-long": _too_long,
}
