"""State and tickets as JSON and back. The version is written with every state; older ones are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core.messages import Address, Media
from bot.core.state import Answer, Attempt, Crumb, Mode, Move, Offer, Place, Question, State, Ticket
from bot.core.upkeep.plan import decode_plan, encode_plan
from bot.core.upkeep.sheets import decode_sheet, encode_sheet

VERSION = 1


_AS_THEY_ARE = (
    "ref", "locale", "client", "turn", "misses", "called", "staff", "rated", "rating", "word", "trouble", "doubted", "offered", "muted",
)  # fmt: skip
_IF_ANY = ("stays", "staff_name", "refused", "answered", "cautioned", "knowledge")
"""Fields that are JSON values as they are; and those that are written only where there is something."""
_MOMENTS = ("wrote", "parted", "soothed", "left_off")


def encode_state(state: State) -> dict[str, Any]:
    """A state as JSON values."""
    return {
        "version": VERSION,
        **{name: getattr(state, name) for name in _AS_THEY_ARE},
        **{name: value for name in _IF_ANY if (value := getattr(state, name))},
        **{name: at.isoformat() for name in _MOMENTS if (at := getattr(state, name))},
        "mode": state.mode.value,
        "since": state.since.isoformat() if state.since else None,
        **_standing(state),
        **_known(state),
        **_elsewhere(state),
        "tickets": [encode_ticket(ticket) for ticket in state.tickets],
        "plan": encode_plan(state.plan),
        **({"sheets": [encode_sheet(sheet) for sheet in state.sheets]} if state.sheets else {}),
    }


def _standing(state: State) -> dict[str, Any]:
    """Where the conversation stands, and how it came there."""
    return {
        "place": _place(state.place),
        "question": _question(state.question),
        "paused": [_place(place) for place in state.paused],
        "trail": [_crumb(crumb) for crumb in state.trail],
        **({"interrupted": _crumb(state.interrupted)} if state.interrupted else {}),
    }


def _known(state: State) -> dict[str, Any]:
    """What is known of the trouble and the merchant's terminals."""
    return {
        "noted": list(state.noted),
        **({"ahead": dict(state.ahead)} if state.ahead else {}),
        "slots": dict(state.slots),
        "attempts": _attempts(state.attempts),
        "words": list(state.words),
        "media": _media(state.media),
        "terminals": [dict(one) for one in state.terminals],
        "looked_up": [dict(one) for one in state.looked_up],
        **({"asked": state.asked} if state.asked else {}),
        **({"given": list(state.given)} if state.given else {}),
    }


def _elsewhere(state: State) -> dict[str, Any]:
    """How it stood before the last message, and the chat that has it now."""
    return {
        **({"said": state.said, "told": state.told, "before": encode_state(state.before)} if state.before else {}),
        **({"lives_at": [state.lives_at.channel, state.lives_at.chat]} if state.lives_at else {}),
    }


def decode_state(raw: Mapping[str, Any]) -> State:
    """The state of those JSON values. A ValueError says that a newer program wrote them."""
    if raw["version"] > VERSION:
        raise ValueError(f"a conversation was kept by a newer posbot (state version {raw['version']}); upgrade this one")
    return State(
        mode=Mode(raw["mode"]),
        **_read_plain(raw),
        **_read_standing(raw),
        **_read_known(raw),
        before=decode_state(raw["before"]) if raw.get("before") else None,
        lives_at=Address(*raw["lives_at"]) if raw.get("lives_at") else None,
        tickets=tuple(decode_ticket(ticket) for ticket in raw["tickets"]),
        plan=decode_plan(raw.get("plan")),
        sheets=tuple(decode_sheet(sheet) for sheet in raw.get("sheets", ())),
    )


def _read_plain(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What is written as it is, as far as it is there, and the moments."""
    told = {name: raw[name] for name in (*_AS_THEY_ARE, *_IF_ANY, "said", "told") if name in raw}
    return told | {name: _read_at(raw.get(name)) for name in ("since", *_MOMENTS)}


def _read_standing(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "place": _read_place(raw["place"]),
        "question": _read_question(raw["question"]),
        "paused": tuple(Place(*place) for place in raw["paused"]),
        "trail": tuple(_read_crumb(crumb) for crumb in raw["trail"]),
        "interrupted": _read_crumb(raw["interrupted"]) if raw.get("interrupted") else None,
    }


def _read_known(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "noted": tuple(raw.get("noted", ())),
        "ahead": dict(raw.get("ahead", {})),
        "slots": dict(raw["slots"]),
        "attempts": _read_attempts(raw["attempts"]),
        "words": tuple(raw["words"]),
        "media": _read_media(raw["media"]),
        "terminals": tuple(raw.get("terminals", ())),
        "looked_up": tuple(raw.get("looked_up", ())),
        "asked": raw.get("asked", ""),
        "given": tuple(raw.get("given", ())),
    }


def encode_ticket(ticket: Ticket) -> dict[str, Any]:
    """A ticket as JSON values."""
    return {
        "ref": ticket.ref,
        "kind": ticket.kind,
        "intent": ticket.intent,
        "opened": ticket.opened.isoformat(),
        "status": ticket.status,
        "facts": dict(ticket.facts),
        "attempts": _attempts(ticket.attempts),
        "words": list(ticket.words),
        "media": _media(ticket.media),
        "priority": ticket.priority,
        "visit": dict(ticket.visit),
        "agreements": [dict(one) for one in ticket.agreements],
        "links": list(ticket.links),
        "into": ticket.into,
        "answers": [[one.ref, one.verb, one.at.isoformat()] for one in ticket.answers],
        "flags": list(ticket.flags),
        "reopened": ticket.reopened.isoformat() if ticket.reopened else None,
        "waits": [[since.isoformat(), until.isoformat() if until else None] for since, until in ticket.waits],
    }


def decode_ticket(raw: Mapping[str, Any]) -> Ticket:
    """The ticket of those JSON values."""
    return Ticket(
        ref=raw["ref"],
        kind=raw["kind"],
        intent=raw["intent"],
        opened=datetime.fromisoformat(raw["opened"]),
        status=raw["status"],
        facts=dict(raw["facts"]),
        attempts=_read_attempts(raw["attempts"]),
        words=tuple(raw["words"]),
        media=_read_media(raw["media"]),
        priority=raw.get("priority", 0),
        visit=raw.get("visit", {}),
        agreements=tuple(raw.get("agreements", ())),
        links=tuple(raw.get("links", ())),
        into=raw.get("into", ""),
        answers=tuple(Answer(ref, verb, datetime.fromisoformat(at)) for ref, verb, at in raw.get("answers", ())),
        flags=tuple(raw.get("flags", ())),
        reopened=_read_at(raw.get("reopened")),
        waits=tuple((datetime.fromisoformat(since), _read_at(until)) for since, until in raw.get("waits", ())),
    )


def _read_at(raw: str | None) -> datetime | None:
    return datetime.fromisoformat(raw) if raw else None


def _place(place: Place | None) -> list[str] | None:
    return [place.flow, place.step] if place else None


def _read_place(raw: list[str] | None) -> Place | None:
    return Place(*raw) if raw else None


def _question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    offers = [[offer.name, offer.label, offer.move.value, offer.to, offer.shown, offer.takes] for offer in question.offers]
    led = {"said": question.said, "tried": list(question.tried), "over": question.over, "word": question.word, "aside": question.aside}
    led |= ({"noted": True} if question.noted else {}) | ({"also": list(question.also)} if question.also else {})
    return {"turn": question.turn, "slot": question.slot, "offers": offers, **led}


def _read_question(raw: Mapping[str, Any] | None) -> Question | None:
    if raw is None:
        return None
    offers = tuple(Offer(name, label, Move(move), *rest) for name, label, move, *rest in raw["offers"])
    passing = {name: raw.get(name, False) for name in ("word", "aside", "noted")}
    tried, also = (tuple(raw.get(name, ())) for name in ("tried", "also"))
    return Question(raw["turn"], offers, raw["slot"], raw.get("said", ""), tried, also, raw.get("over", 0), **passing)


def _crumb(crumb: Crumb) -> dict[str, Any]:
    paused = [_place(place) for place in crumb.paused]
    return {"place": _place(crumb.place), "slots": dict(crumb.slots), "attempts": _attempts(crumb.attempts), "paused": paused}


def _read_crumb(raw: Mapping[str, Any]) -> Crumb:
    paused = tuple(Place(*place) for place in raw["paused"])
    return Crumb(Place(*raw["place"]), dict(raw["slots"]), _read_attempts(raw["attempts"]), paused)


def _attempts(attempts: tuple[Attempt, ...]) -> list[list[str]]:
    return [[attempt.remedy, attempt.result] for attempt in attempts]


def _read_attempts(raw: list[list[str]]) -> tuple[Attempt, ...]:
    return tuple(Attempt(*attempt) for attempt in raw)


def _media(media: tuple[Media, ...]) -> list[list[str]]:
    return [[item.kind, item.ref] for item in media]


def _read_media(raw: list[list[str]]) -> tuple[Media, ...]:
    return tuple(Media(*item) for item in raw)
