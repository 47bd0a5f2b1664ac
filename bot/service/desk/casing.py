"""The case card: what staff read before the transcript, from the conversation's state. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.days import day, known_to
from bot.core.draft import SKIPPED
from bot.core.knowledge import Kind
from bot.core.lookups import Warranty as Terms
from bot.core.reminders import single
from bot.core.state import Mode, State
from bot.core.understanding import StaffJoined, StaffLeft
from bot.core.veiling import veiled, veiled_in
from bot.core.warranty import judged
from bot.service.desk.naming import Names
from bot.service.desk.papers import Case, Fact, Tried, Warranty
from bot.service.ports import JSON, Chat, EntryKind
from bot.service.turning import Mind

SOON = 30
"""Days before the end of the warranty from which on it is soon."""
NEVER_SHOWN = frozenset({"photo", "ticket", "verdict", "excluded_cause", *single.SLOTS})
"""Slots that say nothing beside what the card shows anyway, or are not of the trouble: its reminders have a place of their own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the language, and which day it is there."""

    names: Names
    locale: str
    today: date


def case_of(mind: Mind, chat: Chat, reason: str, reader: Reader, at: datetime) -> Case:
    """The card of a chat."""
    state = chat.begun
    facts = tuple(_facts(state, reader))
    lasting = {name for name, slot in mind.knowledge.slots.items() if slot.lasts == "device"}
    text, choices = _next(mind, chat, at)
    return Case(
        trouble=state.trouble,
        request=reader.names.trouble(reader.locale, state.trouble) or reader.names.value(reader.locale, "symptom", _slot(state, "symptom")),
        reason=reason,
        words=tuple(veiled_in(said, _slot(state, "contact")) for said in state.words),
        tried=tuple(_tried(mind, state, reader)),
        device=tuple(fact for fact in facts if fact.slot in lasting),
        facts=tuple(fact for fact in facts if fact.slot not in lasting),
        warranty=warranty_of(mind.knowledge.warranty, state.slots, state.trouble, at),
        photos=tuple(media.ref for media in state.media if media.ref and media.kind == "photo"),
        place=(state.place.flow, state.place.step) if state.place else None,
        next=text,
        next_choices=choices,
        rating=state.rating,
        word=state.word,
        path=tuple(_path(mind, state, reader)),
    )


def _slot(state: State, name: str) -> str:
    value = state.slots.get(name, "")
    return "" if value == SKIPPED else value


def _tried(mind: Mind, state: State, reader: Reader) -> Iterator[Tried]:
    """What was tried that has to do with any of the troubles: "wiped it" may have been said of the screen or the print head."""
    troubles = {state.trouble, *state.noted, *(crumb.place.flow for crumb in state.trail)}
    for attempt in state.attempts:
        if not any(mind.knowledge.may_propose(trouble, attempt.remedy) for trouble in troubles):
            continue
        yield Tried(attempt.remedy, reader.names.remedy(reader.locale, attempt.remedy), attempt.result)


def _facts(state: State, reader: Reader) -> Iterator[Fact]:
    """What was chosen and reads like no button is the machine's own note, and nobody's to read."""
    for name in state.slots:
        value = _slot(state, name)
        if not value or name in NEVER_SHOWN:
            continue
        label, shown = reader.names.slot(reader.locale, name), reader.names.value(reader.locale, name, value)
        if shown != value or not reader.names.is_chosen(name):
            yield Fact(name, label, veiled(shown) if name == "contact" else shown, value)


def _path(mind: Mind, state: State, reader: Reader) -> Iterator[Fact]:
    """The answers given on the way, first to last: what was asked or tried, and what came of it."""
    later = [*state.trail[1:], None]
    for crumb, after in zip(state.trail, later, strict=False):
        slots, attempts = (after.slots, after.attempts) if after else (state.slots, state.attempts)
        step = mind.knowledge.step(crumb.place.flow, crumb.place.step)
        if step is None:
            continue
        if step.kind is Kind.TRY:
            result = next((one.result for one in attempts if one.remedy == step.remedy), "")
            yield Fact(step.remedy, reader.names.remedy(reader.locale, step.remedy), _result(reader, result), result)
        elif step.slot and slots.get(step.slot):
            value = slots[step.slot]
            shown = reader.names.answer(reader.locale, crumb.place, value)
            yield Fact(step.slot, reader.names.slot(reader.locale, step.slot), shown, value)


def _result(reader: Reader, result: str) -> str:
    return reader.names.name(reader.locale, f"choice.{result}") if result else ""


def warranty_of(terms: Terms, facts: Mapping[str, str], trouble: str, at: datetime) -> Warranty:
    """The verdict, what it rests on, and how many days are left where the supplier is."""
    today = day(at, terms.zone)
    verdict = judged(terms, {name: value for name, value in facts.items() if value != SKIPPED}, trouble, today)
    told = facts.get(verdict.rests_on, "")
    known = Warranty(
        verdict.result,
        purchased=facts.get("purchased", ""),
        condition=verdict.condition,
        rests_on=verdict.rests_on,
        start=verdict.start,
        proof=verdict.proof,
        terms=verdict.terms,
        photos=verdict.photos,
        about=verdict.about,
        since=told if known_to(told, 0) else "",
    )
    if verdict.until is None or verdict.about:
        return known
    days = (verdict.until - today).days
    return replace(known, ends=verdict.until, days=days, soon=0 <= days <= SOON)


def _next(mind: Mind, chat: Chat, at: datetime) -> tuple[str, tuple[str, ...]]:
    """What the bot would say if it were handed the conversation now; tried out on the state, kept nowhere."""
    if chat.state is None or not chat.state.place:
        return "", ()
    mode = chat.state.mode
    held = chat if mode is Mode.STAFF else Chat(chat.number, chat.address, mind.happen(chat, StaffJoined(at, "")).state)
    kept = mind.happen(held, StaffLeft(at, "", over=True))
    said = next((entry.body for entry in kept.entries if entry.kind is EntryKind.BOT), {})
    text = str(said.get("text", ""))
    return text.partition("\n\n")[2] or text, tuple(_labels(said.get("choices")))


def _labels(choices: JSON) -> Iterator[str]:
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict):
            yield str(choice.get("label", ""))
