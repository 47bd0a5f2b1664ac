"""What is done to a conversation, as posts: each asks the desk once and tells what came of it as a toast."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.intake import printable
from bot.console.access.gate import visit_of
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.outcomes import Done, Outcome, Overtaken, Refused, Taken
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Desk

_NAMES = re.compile(r"[,，;；\s]+")
_MORNING = 9


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish: whose, for which conversation, with which fields."""

    me: Staff
    number: int
    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        """A field, without control characters; empty if it is not given."""
        return printable(self.fields.get(name, ""))


Doing = Callable[[Wish], Awaitable[Outcome]]


class Acts:
    """The wishes that are answered with a toast; writing is in `writing`."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self._desk = desk
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """One address per wish."""
        desk = self._desk
        doings: Mapping[str, tuple[Doing, Right]] = {
            "join": (lambda w: desk.join(w.me, w.number), Right.ANSWER),
            "take": (lambda w: desk.join(w.me, w.number, take=True), Right.ASSIGN),
            "back": (lambda w: desk.hand_back(w.me, w.number, resume=w.get("how") != "clean"), Right.ANSWER),
            "pass": (lambda w: desk.pass_on(w.me, w.number, w.get("to")), Right.ANSWER),
            "release": (lambda w: desk.release(w.me, w.number), Right.ANSWER),
            "close": (lambda w: desk.close(w.me, w.number), Right.ANSWER),
            "reopen": (lambda w: desk.reopen(w.me, w.number), Right.ANSWER),
            "snooze": (self._snooze, Right.ANSWER),
            "wake": (lambda w: desk.snooze(w.me, w.number, None), Right.ANSWER),
            "claim": (lambda w: desk.assign(w.me, w.number, w.me.id), Right.ANSWER),
            "assign": (lambda w: desk.assign(w.me, w.number, w.get("who")), Right.ANSWER),
            "team": (lambda w: desk.assign_team(w.me, w.number, w.get("team")), Right.ANSWER),
            "tags": (lambda w: desk.tag(w.me, w.number, names_in(w.get("tags"))), Right.ANSWER),
            "priority": (lambda w: desk.prioritise(w.me, w.number, _level(w.get("priority"))), Right.ANSWER),
            "merge": (self._merge, Right.MERGE),
            "unread": (lambda w: desk.mark(w.me, w.number, 0), Right.ANSWER),
            "ticket": (lambda w: desk.open_ticket(w.me, w.number, w.get("kind")), Right.ANSWER),
            "undo": (lambda w: desk.undo(w.me, w.number, w.get("undo")), Right.ANSWER),
        }
        return [
            Route("POST", f"/chats/{{number:int}}/{name}", self._answering(name, doing), right) for name, (doing, right) in doings.items()
        ]

    def _answering(self, name: str, doing: Doing) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            fields = await fields_of(request)
            wish = Wish(visit_of(request).staff, int(request.path_params["number"]), fields)
            return self.toast(request, name, wish.number, await doing(wish))

        return answer

    def toast(self, request: Request, act: str, number: int, outcome: Outcome) -> Response:
        """What came of it. The signal fetches the rest; the header makes the own page quicker than that."""
        response = self._looks.page(request, "toast.html", act=act, number=number, told=told(act, outcome))
        response.headers["hx-trigger"] = f"queue, c{number}" if number else "queue"
        return response

    async def _snooze(self, wish: Wish) -> Outcome:
        zone = ZoneInfo(wish.me.wishes.zone)
        until = moment(wish.get("until"), self._looks.now().astimezone(zone))
        if until is None or until <= self._looks.now():
            return Refused("snooze_when", "until")
        return await self._desk.snooze(wish.me, wish.number, until)

    async def _merge(self, wish: Wish) -> Outcome:
        into = (wish.get("into") or wish.get("likely")).lstrip("#")
        if not into.isdecimal():
            return Refused("merge_which", "into")
        return await self._desk.merge(wish.me, wish.number, int(into))


@dataclass(frozen=True, slots=True)
class Told:
    """A toast: the sentence, what fills it, the way to take it back."""

    word: str
    values: Mapping[str, object]
    undo: str = ""
    is_bad: bool = False


def told(act: str, outcome: Outcome) -> Told:
    """The toast of an outcome."""
    match outcome:
        case Done(undo=undo):
            return Told(f"done_{act}", {}, undo)
        case Taken(who=who):
            return Told("taken", {"who": who.name}, is_bad=True)
        case Overtaken():
            return Told("overtaken", {}, is_bad=True)
        case Refused(word=word, values=values):
            return Told(word, values, is_bad=True)


def names_in(text: str) -> list[str]:
    """The tags in a field: separated by commas or spaces, each once."""
    return list(dict.fromkeys(name for name in _NAMES.split(text) if name))


def moment(text: str, now: datetime) -> datetime | None:
    """When a snooze ends: ``1h``, ``3h``, ``tomorrow``, ``monday`` or a local time as a browser's field gives it."""
    morning = now.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    named = {
        "1h": now + timedelta(hours=1),
        "3h": now + timedelta(hours=3),
        "tomorrow": morning + timedelta(days=1),
        "monday": morning + timedelta(days=7 - now.weekday()),
    }
    if text in named:
        return named[text]
    try:
        return datetime.fromisoformat(text).replace(tzinfo=now.tzinfo)
    except ValueError:
        return None


def _level(text: str) -> int:
    return int(text) if text in {"0", "1", "2"} else 0
