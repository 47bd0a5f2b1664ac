"""What shops ask beside a step: heard in words that are none of the phrases, and only where it is meant so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.state import Place, State
from bot.core.understanding import Heard
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said

if TYPE_CHECKING:
    from bot.service.turning import Mind

SENTENCES = Path(__file__).parents[2] / "sentences" / "asides.tsv"
ROWS = [line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("locale", "flow", "text", "aside"), ROWS, ids=[row[2] for row in ROWS])
def test_what_is_asked_beside_a_step_is_heard_where_it_is_meant_so(mind: Mind, locale: str, flow: str, text: str, aside: str) -> None:
    state = State("1", locale, locale)
    if flow != "-":
        state = replace(state, trouble=flow, place=Place(flow, mind.knowledge.flows[flow].start))
    heard = understand(said(text), state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.aside == (None if aside == "-" else aside)
