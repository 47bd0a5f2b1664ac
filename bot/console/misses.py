"""The page of sentences that went wrong: the most frequent first, each to be put to an intent with one click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.intake import printable
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.core.knowledge import group_of
from bot.service.desk.outcomes import Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Desk
from bot.service.studio.misses import Miss
from bot.service.studio.publishing import Studio
from bot.service.studio.rows import Sought

DAYS = (7, 30, 90, 365)
DIGITS = 12
TALK = "conversation."
"""Intents about the talk itself; they have no names and are shown as they are."""


class MissPages:
    """One method per address."""

    def __init__(self, studio: Studio, desk: Desk, looks: Looks) -> None:
        self._studio = studio
        self._desk = desk
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """By who may."""
        return (
            Route("GET", "/misses", self.page, Right.KNOWLEDGE),
            Route("GET", "/part/misses", self.part, Right.KNOWLEDGE),
            Route("GET", "/misses/{group:int}", self.group, Right.KNOWLEDGE),
            Route("POST", "/misses/effect", self.effect, Right.KNOWLEDGE),
            Route("POST", "/knowledge/try", self.tried, Right.KNOWLEDGE),
            Route("POST", "/misses/add", self.add, Right.STUDIO),
            Route("POST", "/misses/undo", self.undo, Right.STUDIO),
            Route("POST", "/misses/{group:int}/aside", self.aside, Right.STUDIO),
        )

    async def page(self, request: Request) -> Response:
        """The list with its filters."""
        me = visit_of(request).staff
        return self._looks.page(request, "misses.html", whole=await self._desk.inbox(me, shown=()), **await self._listed(request, me))

    async def part(self, request: Request) -> Response:
        """The list alone."""
        return self._looks.page(request, "misses_part.html", **await self._listed(request, visit_of(request).staff))

    async def _listed(self, request: Request, me: Staff) -> dict[str, Any]:
        asked = request.query_params
        days = number_of(asked.get("days", ""), 30)
        kind = next((one for one in Miss if one.value == asked.get("kind")), None)
        locale = asked["locale"] if asked.get("locale") in self._desk.locales else ""
        since = self._looks.now() - timedelta(days=min(days, DAYS[-1]))
        drafts = await self._studio.drafts(me)
        return {
            "groups": await self._studio.misses(me, Sought(since, kind, locale)),
            "kinds": tuple(Miss),
            "sought": {"days": days, "kind": kind.value if kind else "", "locale": locale},
            "spans": DAYS,
            "drafts": drafts,
            "intents": self._intents(me),
            "chosen": number_of(asked.get("draft", ""), drafts[0].id if drafts else 0),
        }

    def _intents(self, me: Staff) -> list[tuple[str, str]]:
        """Every intent with its name, by name within its group."""
        locale = me.wishes.locale
        named = [(one, self._desk.name_of(locale, f"intent.{one}")) for one in self._studio.intents()]
        talk = sorted((pair for pair in named if pair[0].startswith(TALK)), key=lambda pair: pair[1])
        troubles = sorted((pair for pair in named if not pair[0].startswith(TALK)), key=lambda pair: (group_of(pair[0]), pair[1]))
        return [*troubles, *talk]

    async def group(self, request: Request) -> Response:
        """Where and how it was written."""
        me = visit_of(request).staff
        found = await self._studio.miss(me, int(request.path_params["group"]))
        return self._looks.page(request, "miss_said.html", group=found)

    async def tried(self, request: Request) -> Response:
        """What is made of a sentence now, and where it could be put."""
        me, wish = visit_of(request).staff, _Wish(await fields_of(request))
        found = await self._studio.tried(me, wish.text)
        refused = found if isinstance(found, Refused) else None
        values: dict[str, Any] = {
            "refused": refused,
            "tried": None if refused else found,
            "wish": wish,
            "intents": self._intents(me),
            "drafts": await self._studio.drafts(me),
        }
        return self._looks.page(request, "tried.html", status=422 if refused else 200, **values)

    async def effect(self, request: Request) -> Response:
        """What the sentence would win and take away, without keeping anything."""
        wish = _Wish(await fields_of(request))
        return await self._shown(request, wish)

    async def _shown(self, request: Request, wish: _Wish, outcome: Outcome | None = None) -> Response:
        """The effect, and what came of a wish, if there was one."""
        me = visit_of(request).staff
        found = await self._studio.effect(me, wish.text, wish.intent)
        refused = next((one for one in (outcome, found) if isinstance(one, Refused)), None)
        effect = None if isinstance(found, Refused) else found
        toast = told("sentence", outcome) if outcome and not isinstance(outcome, Refused) else None
        values: dict[str, Any] = {"effect": effect, "refused": refused, "told": toast, "wish": wish, "undo": getattr(outcome, "undo", "")}
        return self._looks.page(request, "effect.html", status=422 if refused else 200, **values)

    async def add(self, request: Request) -> Response:
        """Put it to the intent; says at once what that changes."""
        wish = _Wish(await fields_of(request))
        outcome = await self._studio.add(visit_of(request).staff, wish.draft, wish.text, wish.intent, wish.group)
        return await self._shown(request, wish, outcome)

    async def undo(self, request: Request) -> Response:
        """Take it back, or list it again."""
        fields = await fields_of(request)
        outcome = await self._undone(visit_of(request).staff, fields.get("undo", ""))
        return self._looks.page(request, "toast.html", number=0, told=told("undo", outcome))

    async def _undone(self, me: Staff, undo: str) -> Outcome:
        what, _, rest = undo.partition(":")
        if what == "aside":
            return await self._studio.list_again(me, number_of(rest))
        draft, _, more = rest.partition(":")
        group, _, text = more.partition(":")
        if what != "sentence":
            return Refused("nothing_to_undo")
        return await self._studio.take_back(me, number_of(draft), text, number_of(group))

    async def aside(self, request: Request) -> Response:
        """Nothing is to be learned from it."""
        outcome = await self._studio.set_aside(visit_of(request).staff, int(request.path_params["group"]))
        values: dict[str, Any] = {
            "effect": None,
            "refused": None,
            "told": told("misses_aside", outcome),
            "wish": None,
            "undo": getattr(outcome, "undo", ""),
        }
        return self._looks.page(request, "effect.html", **values)


class _Wish:
    """A sentence, the intent it is to stand for, the draft, and the group it comes from."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.text = " ".join(printable(fields.get("text", "")).split())
        self.intent = printable(fields.get("intent", ""))
        self.draft = number_of(fields.get("draft", ""))
        self.group = number_of(fields.get("group", ""))


def number_of(text: str, usual: int = 0) -> int:
    """The number that a field holds."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else usual
