"""What is remembered of a chat to go on counting survives being put away."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store.insight.packing import packed, unpacked
from tests.unit.insight.test_talks import happenings


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False))
def test_a_chronicle_comes_back_as_it_was_put_away(chance: Random) -> None:
    chronicle = happenings(chance).chronicle
    assert unpacked(chronicle.seq, packed(chronicle)) == replace(chronicle, finished=())
