"""What the merchant found out himself takes the place of the steps that would find it out: it works with another adapter, or the paper is
in the wrong way round.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.draft import Draft
from bot.core.knowledge import SOLVED, Kind
from bot.core.state import Place
from bot.core.understanding import Heard
from bot.core.walking import answer, ask_again, enter


def found_out(draft: Draft, heard: Heard) -> Draft | None:
    """With what it works is told, which solves it at the step that tries just that; or what stands in the way, which leads there."""
    flow = draft.knowledge.flows.get(draft.state.trouble)
    steps = flow.steps.values() if flow and heard.found and draft.state.place else ()
    step = next((one for one in steps if heard.found and one.kind is Kind.TRY and one.remedy == heard.found.remedy), None)
    if flow is None or step is None or heard.found is None:
        return None
    there = Place(flow.id, step.id)
    said = draft.say(f"aside.{heard.aside}") if heard.aside else draft
    if heard.found.works:
        return answer(said.but(place=there, paused=()), SOLVED)
    if draft.state.place == there:
        return ask_again(said)
    if any(attempt.remedy == step.remedy for attempt in draft.state.attempts):
        return None
    return enter(replace(said, hinted={}).remember(draft.state.place or there).but(place=there, paused=()), there)
