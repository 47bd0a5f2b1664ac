"""A book of phrases finds in a clause what looking for each phrase finds, whatever the phrases are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.knowledge import EITHER, GAP, WITH
from bot.knowledge.loading import Loaded
from bot.understanding.text.patterns import Book, spans

WORDS = st.sampled_from(["restart", "start", "art", "tart it", "roll", "ro", "a", "换", "换纸", "纸", "拔出来", "拔", "不出纸", "7"])
GAPPED = st.lists(WORDS, min_size=1, max_size=2).map(GAP.join)
GROUPS = st.lists(GAPPED, min_size=1, max_size=3).map(EITHER.join)
PHRASES = st.one_of(WORDS, st.just(""), st.lists(GROUPS, min_size=1, max_size=2).map(WITH.join))
CLAUSES = st.lists(st.one_of(WORDS, st.sampled_from([" ", "没", "我", "the"])), max_size=8).map("".join)


def each(clause: str, book: Book) -> list[tuple[int, object]]:
    """What looking for every phrase by itself finds."""
    return [(place, found) for place, phrase in enumerate(book.phrases) if (found := spans(clause, phrase))]


@given(st.lists(PHRASES, max_size=12), CLAUSES)
def test_a_book_finds_what_looking_for_each_phrase_finds(phrases: list[str], clause: str) -> None:
    book = Book(phrases)
    assert book.held(clause) == each(clause, book)


@pytest.fixture(scope="module")
def said_of_danger(shipped: Loaded) -> tuple[str, ...]:
    """The phrases of the dangers: a small part of the knowledge, which a test that fails can print."""
    return tuple(phrase for of in shipped.knowledge.dangers.values() for danger in of for phrase in danger.phrases)


@pytest.fixture(scope="module")
def book_of_danger(said_of_danger: tuple[str, ...]) -> tuple[Book, list[str]]:
    """The book of these phrases, and their words."""
    words = [word for phrase in said_of_danger for group in phrase.split(WITH) for word in group.replace(GAP, "").split(EITHER)]
    return Book(said_of_danger), words


@settings(deadline=None)
@given(chosen=st.lists(st.integers(0, 1_000_000), max_size=4))
def test_so_it_does_for_the_phrases_that_ship(book_of_danger: tuple[Book, list[str]], chosen: list[int]) -> None:
    book, words = book_of_danger
    clause = " ".join(words[number % len(words)] for number in chosen)
    assert book.held(clause) == each(clause, book)
