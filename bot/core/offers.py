"""Which of the open offers an act picks."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.again import at_guard
from bot.core.draft import Draft
from bot.core.midway import VISIT
from bot.core.picking import pick
from bot.core.state import Move, Offer, Question

OFFERS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "settled", "found", "done", "accept", "fits", "fine"),
    "agreed": ("yes", "fits", "fine"),
    "no": ("no", "not_fixed", "again", "missing", "none", "skip"),
    "solved": ("solved", "finished", "found", "done", "accept", "fine"),
    "finished": ("finished", "found", "done", "fine"),
    "not_fixed": ("not_fixed", "again", "missing", "no", "later"),
    "later": ("later",),
    "as_before": ("yes",),
    "unsure": ("unsure", "cannot", "skip"),
    "cannot": ("cannot", "unsure", "move", "skip"),
    "human": ("person",),
}
"""The offers that an act picks, the first that is open. The names are the common ones of the flows."""


_AS_WRITTEN: Mapping[str, int] = {"yes": 0, "agreed": 0, "no": 1}
"""What answers whether a number that is known was meant (0), or the one that was written (1)."""


def _one_number(question: Question) -> tuple[Offer, ...]:
    """The one number that is asked back, and that which was written; nothing where more than one may be meant."""
    written = question.offer("as_written")
    return question.offers if written and len(question.offers) == len(set(_AS_WRITTEN.values())) else ()


def picked_by_act(draft: Draft, act: str) -> Draft | None:
    """The open question answered with the offer that an act picks, if one does."""
    question = draft.state.question
    if question is None:
        return None
    if act in {"yes", "agreed"} and question.asks_whether_it_works:
        act = "solved"
    if act == "agreed" and at_guard(draft):
        return None  # 好 to "is a sale running" is no yes
    if act in _AS_WRITTEN and (one := _one_number(question)):  # "did you mean this one?"
        return pick(draft, one[_AS_WRITTEN[act]])
    files = draft.state.place is not None and draft.state.place.flow == VISIT
    names = (
        name for name in OFFERS.get(act, ()) if not (files and act == "not_fixed" and name == "no")
    )  # "same" wants it filed all the more
    found = map(question.offer, names)
    return next((pick(draft, offer) for offer in found if offer and not (act == "not_fixed" and offer.move is Move.LEAVE)), None)
