"""A second trouble that is told beside the first: remembered for afterwards, and said so."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.actions import Say
from bot.core.draft import Draft
from bot.core.knowledge import Intent

UNCERTAIN_MONEY = frozenset({"transaction.unknown_result", "transaction.double_charge"})
LINKS = frozenset({"network.wifi", "network.ethernet", "network.sim", "network.bluetooth"})
"""Ways to go online, of which a terminal has one at a time."""
APART = frozenset({"hardware.printer", "hardware.card", "hardware.scanner", "hardware.keypad"})
"""Parts of a terminal that fail each for itself; what befell the whole, or its screen, goes with any of them but the keys."""
UNOFFERED = frozenset({"software.factory_reset"})
"""What loses sales, and was perhaps only asked about: cautioned of, and begun when he asks for it himself."""
KEYS_AND_SCREEN = frozenset({"hardware.keypad", "hardware.screen"})
SCREEN = frozenset({"hardware.screen", "hardware.touch"})


def note(draft: Draft, intent: str | None) -> Draft:
    """Remember a second trouble for afterwards, and say so."""
    known = draft.knowledge.intents.get(intent or "")
    state = draft.state
    at_hand = (state.trouble, *state.noted, state.place.flow if state.place else "")
    if known is None or not draft.knowledge.can_wait(known.id) or known.id in at_hand:
        return draft
    own = f"noted.{known.id}"  # what had better not be done meanwhile
    noted = draft if known.id in UNOFFERED else draft.but(noted=(*draft.state.noted, known.id))
    last = draft.actions[-1] if draft.actions else None
    again = isinstance(last, Say) and last.sentence in {"common.noted", "common.noted_too"}
    return noted.say(own) if draft.has(own) else noted.say("common.noted_too" if again else "common.noted", other=f"@intent.{known.id}")


def beside(draft: Draft, intent: str, also: Iterable[str], *, two: bool = False) -> tuple[str, ...]:
    """Of ``also``, the troubles that can wait beside the intent. One of the same kind is the first in other words, unless it is
    another machine's (``two``) or money is in doubt; while that is looked at all parts wait, and none stands for another.
    """
    intents, named = draft.knowledge.intents, (intent, *also)
    found, apart = [intents[intent]], APART if UNCERTAIN_MONEY.isdisjoint(named) else APART | SCREEN
    for other in (intents[name] for name in also if name in intents):
        is_new = two or not any(_is_same(other, one, apart) for one in found) or other.id in UNCERTAIN_MONEY - {intent}
        found += [other] if is_new and draft.knowledge.can_wait(other.id) else []
    return tuple(one.id for one in found[1:])


def asked_back(draft: Draft, intent: str) -> tuple[str, ...]:
    """The troubles of which it was asked which is meant, if the intent is one of them in other words."""
    also, intents = draft.state.question.also if draft.state.question else (), draft.knowledge.intents
    return also if any(_is_same(intents[intent], intents[name]) for name in also) else ()


def _is_same(one: Intent, other: Intent, fail_apart: frozenset[str] = APART) -> bool:
    """Of one group; a jam and blank paper are one trouble, a printer and a scanner are two, and so are two ways to the network."""
    parts = {one.id.partition("_")[0], other.id.partition("_")[0]}
    apart = len(parts) > 1 and parts != SCREEN and (parts <= fail_apart or parts == KEYS_AND_SCREEN or parts <= LINKS)
    return one.group == other.group and not apart
