"""What is kept as JSON is the same text, whoever writes it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.state import Mode
from bot.service import encoding
from bot.service.encoding import decoded, encoded

WORDS = st.text()
NUMBERS = st.integers(-(2**63), 2**64 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def by_the_standard_library(value: object) -> str:
    """The text as it was always kept."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


@given(VALUES)
def test_the_text_is_that_of_the_standard_library(value: Any) -> None:
    assert encoded(value) == by_the_standard_library(value)
    assert decoded(encoded(value)) == value


@given(st.characters(codec=None, categories=("Cs", "Cc", "Zl", "Zp")), WORDS)
def test_half_a_surrogate_pair_and_what_cannot_be_seen_are_kept(sign: str, words: str) -> None:
    assert encoded({"text": words + sign}) == by_the_standard_library({"text": words + sign})
    assert decoded(encoded({"text": words + sign})) == {"text": words + sign}


def test_a_number_of_more_than_64_bits_is_written_in_full() -> None:
    assert encoded([2**70, -(2**70)]) == f"[{2**70},{-(2**70)}]"


def test_enumerations_are_their_values_and_other_objects_are_asked_for() -> None:
    assert encoded({"mode": Mode.STAFF}) == '{"mode":"staff"}'
    assert encoded([complex(1)], default=str) == '["(1+0j)"]'
    with pytest.raises(TypeError):
        encoded([complex(1)])


@pytest.mark.parametrize("torn", ["", "{", "[1,]", b"\xff"])
def test_what_is_no_json_is_a_value_error(torn: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- two libraries, two sentences
        decoded(torn)


def test_it_needs_no_more_than_the_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = encoded({"a": ["\ud83d", "鸡", 2**60, 1.5, None]})
    monkeypatch.setattr(encoding, "ORJSON", None)

    assert encoded({"a": ["\ud83d", "鸡", 2**60, 1.5, None]}) == fast
    assert decoded(fast) == {"a": ["\ud83d", "鸡", 2**60, 1.5, None]}
