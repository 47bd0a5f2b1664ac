"""Reads the lines of a log, one after another, into a `Chronicle`. Pure. `LINES` says which line means what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.reminders.watching import REMINDER
from bot.service.entries import rows
from bot.service.insight.talks import (
    DEVICE,
    SILENCE,
    Chronicle,
    Heard,
    Outcome,
    Talk,
    Traits,
    about,
    answered,
    begun,
    ended,
    silenced,
    visited,
)
from bot.service.ports import JSON, EntryKind, Logged

TALK = ("conversation.", "handoff.")
"""How the names of intents about the talk itself begin."""
SLOTS = {**{name: name for name in DEVICE}, "code": "code", "scope": "ring"}
"""Facts that are traits."""
NOT_YET = "not_yet"


def follow(chronicle: Chronicle, line: Logged) -> Chronicle:
    """The chronicle with one more line; one that it has already changes nothing."""
    if line.seq <= chronicle.seq:
        return chronicle
    read = LINES.get(line.kind)
    before = silenced(chronicle, line.at)
    return replace(read(before, line) if read else before, seq=line.seq)


def _dict(value: JSON) -> Mapping[str, JSON]:
    return value if isinstance(value, dict) else {}


def _word(body: Mapping[str, JSON], name: str) -> str:
    return str(body.get(name) or "")


# ---- the merchant --------------------------------------------------------------------------------


def _merchant(chronicle: Chronicle, line: Logged) -> Chronicle:
    read = _dict(line.body.get("heard"))
    heard = _heard(line, read)
    noted = replace(chronicle, heard=heard)
    answer = _answer(noted, line, read)
    if noted.reminder and noted.asks == REMINDER and answer:
        return replace(noted, reminder=answered(noted.reminder, answer, line.at))
    talk = noted.talk
    if talk is None or (talk.ended and (heard.is_new or line.at - talk.ended > SILENCE)):
        noted, talk = begun(noted, line.seq, line.at)
    if talk.ended:
        return noted
    return replace(noted, talk=answered(replace(talk, last=line.at), answer, line.at))


def _heard(line: Logged, read: Mapping[str, JSON]) -> Heard:
    intent, decision = _word(read, "intent"), _word(read, "decision")
    is_new = bool(intent) and decision != "reject" and not intent.startswith(TALK) and not read.get("offer")
    return Heard(line.seq, line.at, is_new, intent if is_new and decision == "accept" else "")


def _answer(chronicle: Chronicle, line: Logged, read: Mapping[str, JSON]) -> str:
    """The key of what was picked of the open question: by its button, by words that name it, or by what they do."""
    turn, _, name = _word(line.body, "choice").partition(".")
    if turn:
        return name if turn == str(chronicle.turn) else ""
    picked = (_word(read, "offer"), _word(read, "act"))
    return next((one for one in picked if one in chronicle.offers), "")


# ---- the bot and the staff -----------------------------------------------------------------------


def _bot(chronicle: Chronicle, line: Logged) -> Chronicle:
    if line.body.get("bulk"):
        return chronicle
    why = _dict(line.body.get("why"))
    took = {SLOTS[name]: _word(_dict(one), "value") for name, one in _dict(why.get("took")).items() if name in SLOTS}
    known = {**chronicle.known, **{name: value for name, value in took.items() if name in DEVICE}}
    told = _reminded if _word(why, "flow") == REMINDER else _said
    after = told(replace(chronicle, known=known), line, why, took)
    turn, trouble = line.body.get("turn"), _word(why, "trouble") or chronicle.trouble
    offers = tuple(_word(_dict(one), "key").partition(".")[2] for one in rows(line.body.get("choices")))
    if not offers or not isinstance(turn, int):
        return replace(after, trouble=trouble)
    return replace(after, trouble=trouble, turn=turn, asks=_word(why, "flow"), offers=offers)


def _reminded(chronicle: Chronicle, line: Logged, why: Mapping[str, JSON], took: Mapping[str, str]) -> Chronicle:  # noqa: ARG001 -- as `_said`
    """A reminder is counted by itself; told again it is another one."""
    now = chronicle.reminder
    if now is None or now.visits[-1].answer or line.at - now.last > SILENCE:
        traits = Traits(locale=_word(line.body, "locale"), trouble=REMINDER, model=chronicle.known.get("model", ""))
        chronicle = replace(chronicle, finished=(*chronicle.finished, *((now,) if now else ())))
        now = Talk(line.seq, line.at, line.at, traits)
    return replace(chronicle, reminder=visited(replace(now, last=line.at), REMINDER, _word(why, "step"), line.at))


def _said(chronicle: Chronicle, line: Logged, why: Mapping[str, JSON], took: Mapping[str, str]) -> Chronicle:
    flow, heard, talk = _word(why, "flow"), chronicle.heard, chronicle.talk
    if talk and talk.ended and flow and heard and heard.at >= talk.ended:
        chronicle, talk = begun(chronicle, heard.seq, heard.at)
    if talk is None or talk.ended:
        return chronicle
    traits = replace(talk.traits, locale=_word(line.body, "locale") or talk.traits.locale, **took)
    told = replace(talk, traits=traits, last=line.at)
    topic = _topic(chronicle, told, flow, _word(why, "trouble"))
    told = about(chronicle, told, topic) if topic != traits.trouble else told
    asks = bool(flow and line.body.get("choices"))
    return replace(chronicle, talk=visited(told, flow, _word(why, "step"), line.at) if asks else told)


def _topic(chronicle: Chronicle, talk: Talk, flow: str, trouble: str) -> str:
    """What the state has come to name; or what it was first about: the merchant's words, or where they led."""
    if trouble and trouble != chronicle.trouble:
        return trouble
    heard = chronicle.heard
    words = heard.about if heard and heard.seq >= talk.seq else ""
    return talk.traits.trouble or words or flow


def _staff(chronicle: Chronicle, line: Logged) -> Chronicle:
    """The first word of a person after he was wanted."""
    talk = chronicle.talk
    if talk is None or talk.ended:
        return chronicle
    return replace(chronicle, talk=replace(talk, last=line.at, outcome=Outcome.PERSON, answered=talk.answered or line.at))


# ---- what was done -------------------------------------------------------------------------------


def _system(chronicle: Chronicle, line: Logged) -> Chronicle:
    done = DEEDS.get(_word(line.body, "did"))
    talk = chronicle.talk
    return chronicle if done is None or talk is None else done(chronicle, talk, line)


def _resolved(chronicle: Chronicle, talk: Talk, line: Logged) -> Chronicle:
    if talk.ended:
        return chronicle  # said once more, or of a person's help: his rating says the same
    outcome = talk.outcome if talk.outcome is Outcome.PERSON else Outcome.SOLVED
    told = replace(answered(talk, "solved", line.at), outcome=outcome, ended=line.at, last=line.at, remedy=_word(line.body, "remedy"))
    return ended(chronicle, told if told.traits.trouble else about(chronicle, told, _word(line.body, "intent")))


def _wanted(chronicle: Chronicle, talk: Talk, line: Logged) -> Chronicle:
    """A person is wanted: in this matter, or, where it is over, in another."""
    heard = chronicle.heard
    if talk.ended and _word(line.body, "reason") != "not_yet":
        since = heard if heard and heard.at >= talk.ended else Heard(line.seq, line.at)
        chronicle, talk = begun(chronicle, since.seq, since.at)
    called = talk.called or (None if _word(line.body, "did") == "ticket_opened" else line.at)
    return replace(chronicle, talk=replace(talk, outcome=Outcome.PERSON, called=called, last=line.at, ended=None))


def _called_off(chronicle: Chronicle, talk: Talk, line: Logged) -> Chronicle:
    """The person who was wanted is not, and none had come: the talk is open again."""
    if talk.ended or talk.answered:
        return chronicle
    return replace(chronicle, talk=replace(talk, outcome=Outcome.OPEN, called=None, last=line.at))


def _rated(chronicle: Chronicle, talk: Talk, line: Logged) -> Chronicle:
    rating = _word(line.body, "rating")
    return replace(chronicle, talk=replace(talk, rating=rating)) if rating else chronicle


def _closed(chronicle: Chronicle, talk: Talk, line: Logged) -> Chronicle:
    if talk.ended:
        return chronicle
    return ended(chronicle, replace(talk, outcome=Outcome.PERSON, ended=line.at, last=line.at))


Deed = Callable[[Chronicle, Talk, Logged], Chronicle]
DEEDS: Mapping[str, Deed] = {
    "resolved": _resolved,
    "staff_called": _wanted,
    "staff_called_off": _called_off,
    "staff_joined": _wanted,
    "ticket_opened": _wanted,
    "rated": _rated,
    "staff_closed": _closed,
}
LINES: Mapping[EntryKind, Callable[[Chronicle, Logged], Chronicle]] = {
    EntryKind.MERCHANT: _merchant,
    EntryKind.BOT: _bot,
    EntryKind.STAFF: _staff,
    EntryKind.SYSTEM: _system,
}
