"""A question can be answered with more than it was asked with; where none is open, nothing is added."""

from __future__ import annotations

from bot.core.asking import A_PERSON, widened
from bot.core.draft import Draft
from bot.service.turning import Mind
from tests.world import FRESH, NOW


def test_an_offer_is_added_once_and_only_to_an_open_question(mind: Mind) -> None:
    draft = Draft(mind.knowledge, NOW, FRESH)
    asked = widened(draft.ask("common.is_it", draft.question()), A_PERSON)
    assert widened(draft, A_PERSON) is draft
    assert asked.state.question is not None
    assert asked.state.question.offers == (A_PERSON,)
    assert widened(asked, A_PERSON) is asked
