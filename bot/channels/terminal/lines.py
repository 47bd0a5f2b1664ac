"""``posbot chat --json``: one JSON line in, one out, flushed at once; a line that is not valid is
answered with its error and the conversation goes on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.channels.terminal.talk import Answered, Talk, TalkProblem, Ticking, moment
from bot.core.understanding import StaffJoined, StaffLeft, StaffSaid
from bot.service.durations import duration
from bot.service.ports import EntryKind, Logged

NOTHING_HEARD: Mapping[str, Any] = {"decision": "none", "intent": None, "score": 0.0, "candidates": [], "fields": {}, "masked": 0}
KINDS = ("text", "choice", "photo", "advance", "staff")


class Lines:
    """The conversation of a program with the bot."""

    def __init__(self, talk: Talk, start: datetime | None) -> None:
        """``start`` fixes the clock; without it time is real."""
        self._talk = talk
        self._clock = Ticking(start)
        self._moves: set[str] = set()

    async def answer(self, line: str) -> Mapping[str, Any]:
        """The object that answers ``line``."""
        try:
            given = _parsed(line)
            named = {**given, "id": given.get("id") or uuid4().hex}
            return _shown(given.get("chat", "1"), named["id"], await self._do(named))
        except TalkProblem as wrong:
            return {"error": str(wrong)}

    async def _do(self, given: Mapping[str, Any]) -> Answered:
        chat = given.get("chat", "1")
        if "advance" in given:
            self._advance(given["id"], _duration(given["advance"]))
            return await self._talk.passed(chat, self._now(given))
        at = self._now(given)
        if "staff" in given:
            return await self._staff(chat, at, given["staff"], given["id"])
        said = {kind: given[kind] for kind in ("text", "choice", "photo") if kind in given}
        return await self._talk.say(chat, at, said, given["id"], given.get("locale"))

    def _advance(self, line_id: str, by: timedelta) -> None:
        """A line that comes again moves nothing."""
        if line_id not in self._moves:
            self._clock.move(by, datetime.now(UTC))
            self._moves.add(line_id)

    async def _staff(self, chat: str, at: datetime, staff: Any, line_id: str) -> Answered:
        if not isinstance(staff, dict) or not all(isinstance(staff.get(key, "-"), str) for key in ("who", "do", "text")):
            raise TalkProblem('staff must look like {"who": "li", "do": "join|say|leave", "text": "…"}')
        who, do = staff.get("who", "staff"), staff.get("do", "")
        if not who.strip():
            raise TalkProblem("who of the staff it is must not be empty")
        resume = staff.get("resume", True) is not False
        events: dict[str, StaffJoined | StaffSaid | StaffLeft] = {
            "join": StaffJoined(at, who),
            "say": StaffSaid(at, who, staff.get("text", "")),
            "leave": StaffLeft(at, who, resume),
        }
        if do not in events:
            raise TalkProblem(f"staff can join, say or leave, not {do!r}")
        return await self._talk.staff(chat, events[do], line_id)

    def _now(self, given: Mapping[str, Any]) -> datetime:
        return moment(given["at"]) if "at" in given else self._clock.now(datetime.now(UTC))


def _parsed(line: str) -> Mapping[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise TalkProblem("not a line of JSON") from None
    if not isinstance(given, dict):
        raise TalkProblem('a line must be an object such as {"chat": "a1", "text": "…"}')
    given = {key: value for key, value in given.items() if value is not None}
    kinds = [kind for kind in KINDS if kind in given]
    if len(kinds) != 1:
        raise TalkProblem(f"a line must have one of {', '.join(KINDS)}")
    for key in ("chat", "id", "at", "locale", "text", "choice", "photo", "advance"):
        if not isinstance(given.get(key, ""), str):
            raise TalkProblem(f"{key} must be text")
    return given


def _duration(text: str) -> timedelta:
    try:
        return duration(text)
    except ValueError as wrong:
        raise TalkProblem(f"advance: {wrong}") from None


def _shown(chat: str, line_id: str, answered: Answered) -> Mapping[str, Any]:
    out = [entry for entry in answered.entries if entry.kind in {EntryKind.BOT, EntryKind.STAFF}]
    heard = next((e.body["heard"] for e in answered.entries if e.kind is EntryKind.MERCHANT), NOTHING_HEARD)
    state = answered.state
    place = state.place if state else None
    return {
        "chat": chat,
        "id": line_id,
        "replies": [_reply(entry) for entry in out],
        "heard": heard,
        "state": {
            "mode": state.mode.value if state else "bot",
            "flow": place.flow if place else None,
            "step": place.step if place else None,
            "trouble": (state.trouble or None) if state else None,
            "locale": state.locale if state else None,
            "slots": dict(state.slots) if state else {},
        },
        "did": [_deed(entry) for entry in answered.entries if entry.kind is EntryKind.SYSTEM],
    }


def _reply(entry: Logged) -> dict[str, Any]:
    body = entry.body
    return {
        "text": body.get("text", ""),
        "choices": body.get("choices", []),
        "image": body.get("image"),
        "document": body.get("document"),
        "from": body.get("who", "bot"),
    }


def _deed(entry: Logged) -> dict[str, Any]:
    rest = {key: value for key, value in entry.body.items() if key != "did"}
    return {"kind": entry.body.get("did", ""), **rest}
