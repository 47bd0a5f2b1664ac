"""Looking up what was heard in what is known: the intent, the awaited slot, the facts in the words."""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import normalize

from bot.core.addresses import whole
from bot.core.ahead import told_now
from bot.core.device import sharper
from bot.core.draft import UNKNOWN, Draft
from bot.core.knowledge import Kind
from bot.core.reminders import reminding
from bot.core.reminders.watching import watched
from bot.core.understanding import Decision, Field, Heard
from bot.core.upkeep.calendar import known_zone

WORDS = 10
PART_FROM = 4  # figures of a group of a card number
"""How many of the merchant's sentences are kept for the case."""
ANSWER_AT_MOST = {"zh": 14, "en": 40}
"""Characters of an answer; what is longer may tell of something else."""
PLAIN_FROM = 0.4
"""Of words that tell what was tried, to be taken for how it went."""


def accepted(draft: Draft, heard: Heard) -> str | None:
    """The intent, if it was understood for certain and is known."""
    intent = heard.intent if heard.decision is Decision.ACCEPT else None
    return intent if intent in draft.knowledge.intents else None


CLEAR_FROM = 3
"""Words in Latin letters from which a message tells the language of whoever writes it."""
AS_GIVEN = frozenset({"text", "address", "code"})
"""Kinds of facts that are taken as they are given, in whatever language."""


def awaited(draft: Draft) -> str:
    """The slot the open question waits for, or nothing."""
    question = draft.state.question
    return question.slot if question and question.slot in draft.knowledge.slots else ""


def slot_of(draft: Draft, field: Field) -> str:
    """The slot a fact belongs to: of its name, or else of its kind."""
    slots = draft.knowledge.slots
    if field.name in slots:
        return field.name
    return next((slot.name for slot in slots.values() if slot.kind == field.name), "")


def fits(draft: Draft, slot: str, field: Field) -> bool:
    """Whether a fact is the one that the slot waits for."""
    kind = draft.knowledge.slots[slot].kind
    return field.name in {slot, kind} or (kind == "date" and field.name == "purchased")


def take_facts(draft: Draft, heard: Heard) -> Draft:
    """What the words make known whatever they ask: language, facts, remedies tried, words, pictures."""
    state = draft.state
    waits = awaited(draft)
    locale = _spoken(draft, heard, waits)
    named = {field.name for field in heard.fields}
    names = ((slot_of(draft, field), field.value) for field in heard.fields)
    known = {name: _better(draft, name, value) for name, value in names if name and name != waits} | _ticket_in(draft, heard, waits)
    if "window" in named and "window_day" in draft.state.slots:  # the day of the time that was told before
        draft = draft.slot(window_day="")
    draft = _looked_up(draft, heard)
    if draft.state.doubted:
        known.pop("serial", None)
    words = (*state.words, heard.text.strip())[-WORDS:] if _tells(heard) else state.words
    noted = draft.but(locale=locale, words=words, media=(*state.media, *heard.media)).slot(**known)
    marked = {"device": known["serial"]} if "serial" in known and "device" in draft.knowledge.slots else {}
    revised = frozenset(name for name, value in known.items() if state.slots.get(name, value) != value)
    hinted, switched = {field.name: field.value for field in heard.hinted}, locale != state.locale
    noted = _on_clock(replace(noted, learned=known | marked, hinted=hinted, revised=revised, switched=switched))
    noted = noted.but(ahead={**state.ahead, **told_now(noted)})
    for remedy in heard.tried:
        noted = noted.tried(remedy, "not_fixed") if not _proposed(draft, remedy) else noted
    told = noted.say("common.masked") if heard.masked else noted
    return told.say(f"common.hurt_{heard.danger.hurt}") if heard.danger and heard.danger.hurt else told


def _on_clock(draft: Draft) -> Draft:
    """A plan goes by the clock of the place that was just told."""
    plan, zone = draft.state.plan, known_zone(draft.learned.get("shop_zone", ""))
    if plan is None or not zone or reminding.zone(draft.knowledge, plan) == zone:
        return draft
    here = watched(draft.but(plan=replace(plan, zone=zone)))
    return here.say("common.clock_told", zone=zone.rpartition("/")[2].replace("_", " "))


def _spoken(draft: Draft, heard: Heard, waits: str) -> str:
    """The language the talk goes on in: that of a message that is clearly in it. Amid a trouble a word or two in Latin letters, "ok", are
    typed in any, as is an address, or what stands on the screen, where that is asked for; whoever asks something back gives none.
    """
    if not heard.locale or heard.act == "repeat":
        return heard.locale or draft.state.locale
    is_short = heard.locale == "en" and len(heard.text.split()) < CLEAR_FROM
    gives = bool(waits) and not heard.asks and draft.knowledge.slots[waits].kind in AS_GIVEN
    return draft.state.locale if gives or (is_short and (waits or draft.state.place)) else heard.locale


def _ticket_in(draft: Draft, heard: Heard, waits: str) -> dict[str, str]:
    """The number of one of the merchant's own tickets, as a fact. No other number is one."""
    if "ticket" not in draft.knowledge.slots or waits == "ticket":
        return {}
    text = normalize("NFKC", heard.text)
    named = [one.ref for one in draft.state.tickets if re.search(rf"(?<![\d-]){re.escape(one.ref)}(?![\d-])", text)]
    return {"ticket": named[-1]} if named else {}


def _tells(heard: Heard) -> bool:
    """Whether the words tell anything of the case: the talk about the talk does not, nor do facts or secrets alone."""
    talk = (heard.intent or "").startswith(("conversation.", "handoff.", "account.link")) or _is_a_number(heard)
    bare = heard.decision is not Decision.ACCEPT and (heard.masked or (heard.decision is Decision.REJECT and heard.fields))
    return bool(heard.text.strip()) and (not talk or _is_part(heard)) and not bare


def _is_part(heard: Heard) -> bool:
    """Whether it is figures alone that answer nothing: what a longer number may go on from."""
    return heard.offer is None and not any(sign.isalpha() for sign in heard.text) and sum(map(str.isdigit, heard.text)) >= PART_FROM


def _is_a_number(heard: Heard) -> bool:
    """Whether an option was picked by its number: that says nothing by itself."""
    return heard.offer is not None and heard.text.strip(" .。、").isnumeric()


def _looked_up(draft: Draft, heard: Heard) -> Draft:
    """What is kept of the serial number in the words; one that is known nowhere, but near one that is, is doubted. Near the one at
    hand it puts that right: NP…12, no, NP…21.
    """
    written = next((field.value for field in heard.fields if field.name == "serial"), "")
    if not written:
        return draft
    known = any(one["serial"] == written for one in (*heard.looked_up, *draft.state.terminals))
    at_hand = draft.state.slots.get("serial", "")
    near = tuple(one for one in heard.looked_up if at_hand in UNKNOWN or one["serial"] != at_hand)
    return draft.but(looked_up=near, doubted="" if known or not near else written)


def _better(draft: Draft, name: str, value: str) -> str:
    """The value, unless more than that is known of the device already; of an address with what is known of it."""
    kind, before = draft.knowledge.slots[name].kind, draft.state.slots.get(name, "")
    if kind == "address":
        return whole(before, value)
    return sharper(draft.knowledge, before, value) if kind == "model" else value


def _proposed(draft: Draft, remedy: str) -> bool:
    """Whether the open step proposes just that: then the words are its answer."""
    step = draft.step
    return step is not None and step.kind is Kind.TRY and step.remedy == remedy


def wants_words(draft: Draft) -> bool:
    """Whether the open question asks for a description: then whatever is named belongs to the answer."""
    slot = awaited(draft)
    return bool(slot) and draft.knowledge.slots[slot].kind == "text"


def warning(draft: Draft) -> str:
    """Amid a danger, the name of the sentence that says in short what matters most."""
    short = f"{draft.state.trouble}.again"
    amid = draft.state.place is not None and draft.state.place.flow == draft.state.trouble
    return short if amid and draft.has(short) else ""


def is_short(draft: Draft, heard: Heard) -> bool:
    """Whether words that are not understood are as short as an answer: amid a question they are meant as one."""
    return len(heard.text) <= ANSWER_AT_MOST.get(draft.state.locale, ANSWER_AT_MOST["en"])


def is_plain(heard: Heard) -> bool:
    """Whether the act can be relied on: 签了三次了 sounds a little like 好了."""
    return heard.decision is Decision.ACCEPT or any(one.score >= PLAIN_FROM for one in heard.candidates[:1])
