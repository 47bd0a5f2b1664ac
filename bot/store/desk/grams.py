"""Texts as an index of words knows them: every two neighbouring letters are a token. Pure.

So any part of a word is found, in Chinese as in English, and both databases' own full-text indexes serve: a part of
a text is a phrase of tokens. A token is written in ASCII, so that no database has an opinion on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from bot.store.sealing import Vault

LONGEST = 4_000
BLIND = 5
"""Hexadecimal digits of a blinded token: a million of them."""
_RUN = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text without differences of case and width."""
    return normalize("NFKC", text).casefold()


def tokens(text: str) -> list[str]:
    """Of the whole text, in order. The last letter of a word stands alone too."""
    return [token for run in _RUN.findall(folded(text)[:LONGEST]) for token in _of(run)]


def blinded(vault: Vault, text: str, version: int = 0, place: str = "search") -> list[str]:
    """The pairs of a text that is sealed, and its single letters outside ASCII, as whoever has no key sees them: which of them
    it has, not in which order, not how often. A token is short, so that some stand for more than one pair; what is found is
    looked at once more.
    """
    runs = _RUN.findall(folded(text)[:LONGEST])
    parts = {part for run in runs for part in (*_pairs(run), *(letter for letter in run if not letter.isascii()))}
    return sorted({vault.blind(place, part, version)[:BLIND] for part in parts})


def phrases(wanted: str) -> list[list[str]]:
    """What is looked for: the tokens of each word in a row. A single letter is the beginning of a token."""
    return [[_coded(pair) for pair in _pairs(run)] or [_coded(run)] for run in _RUN.findall(folded(wanted))]


def _of(run: str) -> Iterator[str]:
    letters = [_coded(letter) for letter in run]
    yield from (one + other for one, other in pairwise(letters))
    yield letters[-1]


def _pairs(run: str) -> Iterator[str]:
    return (run[place : place + 2] for place in range(len(run) - 1))


def _coded(letters: str) -> str:
    return "".join([f"x{ord(letter):x}" for letter in letters])


def is_single(phrase: list[str]) -> bool:
    """Whether the phrase is one letter."""
    return len(phrase) == 1 and phrase[0].count("x") == 1


def for_sqlite(vault: Vault, wanted: str) -> str:
    """As FTS5 asks. Empty if nothing can be looked for."""
    if vault.is_on:
        return " AND ".join(f'"{token}"' for token in blinded(vault, wanted))
    parts = (f"{phrase[0]}*" if is_single(phrase) else f'"{" ".join(phrase)}"' for phrase in phrases(wanted))
    return " AND ".join(parts)


def for_postgres(vault: Vault, wanted: str) -> str:
    """As a tsquery."""
    if vault.is_on:
        return " & ".join(f"'{token}'" for token in blinded(vault, wanted))
    return " & ".join(f"({phrase[0]}:*)" if is_single(phrase) else f"({' <-> '.join(phrase)})" for phrase in phrases(wanted))


def as_vector(vault: Vault, words: Sequence[str]) -> str:
    """Tokens as a tsvector: no parser reads it. Blinded ones have no places."""
    return " ".join(f"'{token}'" if vault.is_on else f"{token}:{place}" for place, token in enumerate(words, 1))
