"""How a step went, as merchants tell it: the answers written for it, and what steps of the terminal call such answers already.

Told at one step it is heard at all of them, so these answers are learned together; beside them answers that tell something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import crc32

from bot.core.knowledge import OF_THE_TERMINAL, Kind, Knowledge, group_of
from bot.knowledge.gathering import Entry

RESULTS = frozenset({"solved", "not_fixed", "cannot", "unsure"})
"""What a step comes to, or a question where nobody knows."""
OTHERS = 400
"""Answers of a language that tell something else, at most: as many as there are of a result, about."""
_BARE = frozenset({"yes", "no", "person", "later", "other", "fine", "none"})
"""Answers in too many words to be something else."""


def results(entries: tuple[Entry, ...], knowledge: Knowledge) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language and result, each answer but once."""
    found: dict[str, dict[str, dict[str, None]]] = {
        entry.locale: {result: dict.fromkeys(texts) for result, texts in entry.model.results.items() if result in RESULTS}
        for entry in entries
    }
    for locale, of in found.items():
        for result, phrase in _said(knowledge, locale):
            if result in of:
                of[result].setdefault(phrase)
    return {locale: {result: tuple(texts) for result, texts in of.items()} for locale, of in found.items()}


def others(
    entries: tuple[Entry, ...], knowledge: Knowledge, told: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Mapping[str, tuple[str, ...]]:
    """By language, answers that tell no result: those written, and those to questions of the terminal, evenly of all there are."""
    written = {entry.locale: entry.model.results.get("none", ()) for entry in entries}
    found: dict[str, tuple[str, ...]] = {}
    for locale, of in told.items():
        taken = {text for texts in of.values() for text in texts}
        known = {phrase for result, phrase in _said(knowledge, locale) if result not in RESULTS | _BARE} - taken
        found[locale] = (*written[locale], *sorted(known, key=_drawn)[:OTHERS])
    return found


def _drawn(phrase: str) -> tuple[int, str]:
    """Where a phrase comes in the draw: the same whatever others there are, so that one written for one answer changes no other."""
    return crc32(phrase.encode()), phrase


def _said(knowledge: Knowledge, locale: str) -> Iterator[tuple[str, str]]:
    """Each answer of the terminal's flows with its key: its label and its further phrasings. What a step calls by a name of its
    own may mean something of its own, and is no result that is heard elsewhere.
    """
    sentences, hears = knowledge.sentences.get(locale, {}), knowledge.hears.get(locale, {})
    names: dict[str, str] = {}
    for flow in knowledge.flows.values():
        for step in flow.steps.values() if group_of(flow.id) in OF_THE_TERMINAL else ():
            for option in step.options:
                own = f"{flow.id}.{step.id}.{option.key}"
                if own not in sentences:
                    names[f"choice.{option.key}"] = option.key
                elif step.kind is not Kind.TRY and option.key not in RESULTS - {"unsure"}:
                    names[own] = option.key
    for name, key in names.items():
        phrases = (sentences.get(name, ""), *hears.get(name, ()))
        yield from ((key, phrase) for phrase in phrases if phrase and ".." not in phrase and "{" not in phrase)
