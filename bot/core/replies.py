"""Words that answer the open question: an offer named or nearly named, the fact that was asked for, a step that was
done before, an earlier answer taken back, and any words where any will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.alarms import is_safety
from bot.core.asking import ask_which_number, ask_works_now
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import DONE, SOLVED, Kind, Option
from bot.core.messages import Media
from bot.core.midway import COMES_ON, NUMBERS, REMINDER, amended, other_fact
from bot.core.owed import known_of
from bot.core.picking import pick
from bot.core.reading import accepted, awaited, fits
from bot.core.returning import go_back
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard
from bot.core.walking import answer, ask_again, fill

MONEY, CHANGE = "transaction.", "change"
_ALL_IS_WELL = frozenset({"nothing", "none", "yes", "no", "solved"})
_FOUND_NOTHING = frozenset({"not_fixed", "cannot", "manager", "found"})
"""Answers to a step that looks a payment up, or gives it back, after which what became of it is still open."""
_SETTLES_NOTHING = frozenset({"refund_need", "refund_refusal", "scope", "code_words"})
"""Questions amid a payment that are not of what became of it."""
_TAKEN_BY_NONE = frozenset({"done", "remind", "remind_other", "remind_skip"})
"""Beside these a time answers nothing: "did it this morning" names one that is over, "remind me on Friday to pay the rent" another's."""
TICKET = "ticket"
"""The slot that holds a ticket's number."""
_YES, _NO, _UNSURE, _COMMON = "yes", "no", "unsure", "choice."
FREE_TEXT = frozenset({"text", "window", "model"})
MODEL_AT_MOST = {True: 32, False: 12}
"""Characters, in Latin signs or not, of words without a figure that may name a model."""
NOT_PICTURED = frozenset({"window", "phone", "address", "moment", "every", "zone"})
"""Kinds of facts that no picture tells: one that comes there is kept for the case."""
LABEL = frozenset({"model", "serial"})
"""What stands on the one label."""
NOT_ASKED = frozenset({"window", "model"})
"""Kinds that any words fill, but a question."""
"""Kinds of slots that any words can fill."""


def correction(draft: Draft, heard: Heard) -> Draft | None:
    """An earlier answer is taken back and given anew."""
    if heard.correction is None or heard.correction[0] >= len(draft.state.trail):
        return None
    index, key = heard.correction
    back = go_back(draft, len(draft.state.trail) - index)
    return answer(back.say("common.corrected"), key)


def offer(draft: Draft, heard: Heard) -> Draft | None:
    """The words pick one of the offers of the open question."""
    question = draft.state.question
    found = question.offer(heard.offer) if question and heard.offer else None
    told = amended(draft, replace(heard, offer=None)) if heard.offer == CHANGE else None  # "change the phone to 07700 900333"
    return told or (pick(draft, found) if found else None)


def which_of_two(draft: Draft, heard: Heard) -> Draft | None:
    """Two of the answers are told at once: it is asked which is closer; told once more, the first is taken, and said aloud."""
    asked = draft.state.question
    named = [offer for name in heard.between if (offer := asked.offer(name))] if asked else []
    if asked is None or not named[1:]:
        return None
    first, second, *_ = (f"@{offer.label}" for offer in named)
    if draft.state.misses:
        return pick(draft.taken_as(named[0].label), named[0])
    return draft.but(misses=1).ask("common.which_of_two", asked, first=first, second=second)


def which_window(draft: Draft, heard: Heard) -> Draft | None:
    """A day was named on which somebody can come at several times: it is asked at which of them."""
    asked, fitting = draft.state.question, {f"~{field.value}" for field in heard.fields if field.name == "window_of_day"}
    offers = tuple(replace(one, shown=True) for one in asked.offers if one.label in fitting) if asked else ()
    if asked is None or not offers or heard.offer:
        return None
    others = (one for one in asked.offers if not one.label.startswith("~"))
    return draft.ask("slot.appointment", draft.question(*offers, *others, slot=asked.slot))


def awaited_fact(draft: Draft, heard: Heard) -> Draft | None:
    """The words hold the fact that was asked for."""
    slot = awaited(draft)
    found = next((field for field in heard.fields if slot and fits(draft, slot, field)), None)
    return fill(draft, slot, found.value) if slot and found else None


def mistyped(draft: Draft, heard: Heard) -> Draft | None:
    """A serial number that is not known, but one character off one that is: asked back, never guessed."""
    asked = draft.state.doubted and any(field.name == "serial" for field in heard.fields)
    if not asked or (awaited(draft) != "serial" and (draft.state.place or heard.decision is Decision.ACCEPT)):
        return None
    return ask_which_number(draft)


def fact_that_answers(draft: Draft, heard: Heard) -> Draft | None:
    """The words hold a fact that is one of the open question's answers, or that one of them takes."""
    step = draft.step
    if step is None or step.kind is not Kind.ASK or draft.state.question is None:
        return None
    taking = next((option for option in step.options if option.takes and option.takes in draft.learned), None)
    if taking and not _TAKEN_BY_NONE & {heard.act, heard.offer} and not _tells_of_trouble(draft, heard):
        return answer(draft, taking.key)
    found = next((field for field in heard.fields if field.name == step.slot and step.option(field.value)), None)
    return answer(draft, found.value) if found else None


def _tells_of_trouble(draft: Draft, heard: Heard) -> bool:
    """Whether a time, where a reminder is set already, is that of a trouble: "wifi down since 9am" changes no reminder."""
    place, told = draft.state.place, draft.knowledge.intents.get(heard.intent or "")
    return place is not None and place.flow == REMINDER and heard.decision is Decision.ACCEPT and told is not None and told.trouble


def awaited_photo(draft: Draft, heard: Heard) -> Draft | None:
    """A picture with words, where a picture was asked for."""
    slot = awaited(draft)
    if slot and draft.knowledge.slots[slot].kind == "photo" and heard.media:
        return fill(draft, slot, "photo")
    return picture_that_answers(draft, heard.media)


def picture_for(draft: Draft, slot: str) -> Draft | None:
    """A picture where that fact was asked for: it shows it. One of the label shows all that stands there."""
    if draft.step is None or draft.knowledge.slots[slot].kind in NOT_PICTURED:
        return None
    beside = LABEL.intersection(draft.step.slots) - {*draft.state.slots, slot} if slot in LABEL else ()
    return fill(draft.slot(**dict.fromkeys(beside, "photo")).say("media.photo_for_slot"), slot, "photo")


def picture_that_answers(draft: Draft, media: Sequence[Media]) -> Draft | None:
    """A picture is what one of the open question's answers takes: that is picked, and the picture kept as the fact."""
    step = draft.step
    photo = next((one.ref for one in media if one.kind == "photo" and one.ref), "")
    if step is None or step.kind is not Kind.ASK or draft.state.question is None or not photo:
        return None
    takes = ((option, draft.knowledge.slots.get(option.takes)) for option in step.options)
    found = next(((option, slot) for option, slot in takes if slot and slot.kind == "photo"), None)
    return answer(draft.slot(**{found[1].name: photo}).say("media.photo_for_slot"), found[0].key) if found else None


def already_tried(draft: Draft, heard: Heard) -> Draft | None:
    """What the open step proposes was done before: without success, or it is not said how it ended."""
    step = draft.step
    if step is None or draft.state.question is None or step.kind is not Kind.TRY or step.remedy not in heard.tried:
        return None
    if heard.act in {"finished", COMES_ON}:
        return ask_works_now(draft)
    return answer(draft, "solved" if heard.act == "solved" else "not_fixed")


def guess(draft: Draft, heard: Heard) -> Draft | None:
    """The words come near to one of the offers: taken, and said aloud, so that a wrong guess is seen at once."""
    question = draft.state.question
    found = question.offer(heard.guess) if question and heard.guess else None
    if found and (_settles_a_payment(draft, found) or _reassures(draft, found) or (found.name == "solved" and not heard.act)):
        return None  # that it works is told, and never guessed from a likeness: 用了两年了 is not 能用了
    if found and _ends_or_begins(draft, found):
        return None
    if (
        found
        and draft.step
        and (
            _leads_into_danger(draft, draft.step.option(found.to))
            or found.to in draft.knowledge.passing(draft.state.place) | draft.knowledge.dear(draft.state.place)
        )
    ):
        return None
    if found is None:
        return None
    if found.move is Move.SKIP:
        return pick(draft.say("common.no_problem"), found)
    return pick(_said_aloud(draft, found), found)


def _said_aloud(draft: Draft, offer: Offer) -> Draft:
    """What the words were taken for; where it ends the flow, by a goodbye: "I'll do it myself, got it" is not for the bot to say."""
    option = draft.step.option(offer.to) if draft.step else None
    return draft.say("common.left") if option and option.to == DONE else draft.taken_as(offer.label)


def perhaps_meant(draft: Draft, heard: Heard) -> Draft | None:
    """The words come near to an offer that is not taken from a likeness: it is asked whether that is meant, once. What only says yes,
    no or that it works, and what is said where there is danger, is better asked in full.
    """
    question = draft.state.question
    found = question.offer(heard.guess) if question and heard.guess else None
    if question is None or found is None or not found.shown or found.move is not Move.ANSWER:
        return None
    option = draft.step.option(found.to) if draft.step else None
    if (
        found.label.startswith(_COMMON)
        or found.name in {_YES, _NO}
        or is_safety(draft, draft.state.trouble)
        or _leads_into_danger(draft, option)
    ):
        return None
    yes, no = replace(found, name=_YES, label=f"{_COMMON}{_YES}"), Offer(_NO, f"{_COMMON}{_NO}", Move.KEEP)
    others = (replace(one, shown=False) for one in question.offers if one.name not in {_YES, _NO})
    return draft.ask("common.is_meant", draft.question(yes, no, *others), other=f"@{found.label}")


def _ends_or_begins(draft: Draft, offer: Offer) -> bool:
    """That a trouble is over, or something new is wanted, is told as well: "ok now receipts" wants no plan."""
    option = draft.step.option(offer.to) if draft.step else None
    begins = offer.move is Move.START and bool(draft.state.question and not draft.state.question.said)
    return begins or (option is not None and option.to == SOLVED)


def _settles_a_payment(draft: Draft, offer: Offer) -> bool:
    """Where a payment is in doubt, a guess may say that nothing was found where one looked, never what became of the money:
    "he was chargde" comes near to "he was not charged".
    """
    step, place = draft.step, draft.state.place
    if step is None or place is None or not place.flow.startswith(MONEY):
        return False
    looks = step.kind is Kind.TRY and offer.name in _FOUND_NOTHING
    return not (looks or step.slot in _SETTLES_NOTHING or offer.name == _UNSURE)


def _reassures(draft: Draft, offer: Offer) -> bool:
    """That nothing has happened, or all is well, is never guessed where there is danger: "didn't check his id"."""
    return is_safety(draft, draft.state.trouble) and offer.name in _ALL_IS_WELL


def _leads_into_danger(draft: Draft, option: Option | None) -> bool:
    """Danger is never guessed from a likeness of words: it is told, or picked."""
    return option is not None and is_safety(draft, option.to) and not is_safety(draft, draft.state.trouble)


def _holds_none(kind: str, text: str) -> bool:
    """Whether the words hold no number, where one was asked for; a serial number may be a single word in Latin letters. A sentence is
    no model.
    """
    word = kind == "serial" and text.isascii() and " " not in text
    if kind == "model":
        return len(text) > MODEL_AT_MOST[text.isascii()] and not any(sign.isdigit() for sign in text)
    return kind in NUMBERS and not word and not any(sign.isdigit() for sign in text)


def _no_ticket_of_his(draft: Draft) -> Draft:
    """No ticket of that number is his: said, and his own are on offer; the second time a person looks."""
    said = draft.say("common.no_such_ticket")
    return call(said, "ticket") if draft.state.misses else ask_again(said.but(misses=1))


def _asked_of_sale(draft: Draft, heard: Heard, slot: str) -> Draft | None:
    """A question, where the facts of a sale, a time or a model are asked for, is none of them: "so what about his money"."""
    kind = draft.knowledge.slots[slot]
    if draft.state.misses or not (heard.asks and (kind.made_of or kind.kind in NOT_ASKED)) or any(map(str.isdigit, heard.text)):
        return None
    return ask_again(draft.but(misses=1).say("common.asked_when" if heard.asks == "when" else "common.asked"))


def free_text(draft: Draft, heard: Heard) -> Draft | None:
    """Words for a slot that any words fill; on the second try, for any slot: nothing is asked three times."""
    slot = awaited(draft)
    if not slot or not heard.text.strip():
        return None
    beside = _asked_of_sale(draft, heard, slot) or (other_fact(draft, heard) if draft.knowledge.slots[slot].kind != "text" else None)
    if beside:
        return beside
    skip = draft.state.question.offer("skip") if draft.state.question else None
    if skip and draft.state.misses and _holds_none(draft.knowledge.slots[slot].kind, heard.text.strip()):
        return pick(draft, skip)
    named_secret = heard.masked and draft.knowledge.slots[slot].kind != "text"  # what is left of it is no time, and no model
    named = draft.knowledge.slots[slot].kind in FREE_TEXT and not _holds_none(draft.knowledge.slots[slot].kind, heard.text.strip())
    if (not named_secret and named) or (draft.state.misses and slot != TICKET):
        intent = accepted(draft, heard)
        of = draft.but(trouble=intent) if intent and draft.knowledge.intents[intent].trouble else draft
        return fill(of.but(misses=0), slot, heard.text.strip())
    if slot == TICKET and any(sign.isdigit() for sign in heard.text):
        return _no_ticket_of_his(draft)
    said = "common.not_that" if any(sign.isdigit() for sign in heard.text) else "common.no_such_fact"
    return ask_again(draft.but(misses=1).say(said, what=f"@slot_name.{slot}"))


def queued(draft: Draft, heard: Heard) -> Draft | None:
    """A person was called: what has an answer gets it, and the rest is kept for that person."""
    return (known_of(draft, heard) or draft.say("common.kept")) if draft.state.is_awaiting else None
