"""What is typed in other dress, or is no sentence at all, changes nothing in how it is read."""

from __future__ import annotations

from benchmarks.hostile import hostile
from bot.core.messages import Inbound
from bot.knowledge.loading import Loaded
from bot.understanding.facts.extracting import extract
from bot.understanding.hearing import understand
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.masking import masked, sealed
from tests.properties.dressing import changed
from tests.unit.understanding.world import AT, IDLE, KNOWLEDGE, examples, matcher, said

SAMPLED = 211  # every so many-th shipped example; `python -m tests.properties.dressing` tries all
CARD = "4111 1111 1111 1111"


def test_no_shipped_example_is_read_otherwise_in_other_dress(shipped: Loaded, matcher: Matcher) -> None:
    assert list(changed(matcher, shipped.examples, SAMPLED)) == []


def test_hostile_strings_are_read_without_an_exception() -> None:
    for text in hostile(examples(), 300, seed=11):
        clean, _ = masked(text)
        found = matcher().match(clean)
        extract(clean, AT)
        assert all(0 <= candidate.score <= 1 for candidate in found.candidates)


def test_a_secret_is_masked_before_anything_is_compared() -> None:
    message: Inbound = said(f"卡号 {CARD} 二维码扫不了")

    raw, clean = (understand(each, IDLE, KNOWLEDGE, matcher()) for each in (message, sealed(message)))

    assert raw == clean
    assert "1111" not in repr(raw)
