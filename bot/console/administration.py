"""What concerns everybody at the desk: teams and hours, canned replies, saved filters, accounts, the record of deeds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.intake import printable
from bot.channels.web.words import Words
from bot.console.access.gate import visit_of
from bot.console.acts import Told, told
from bot.console.changing import Changing
from bot.console.forms import fields_of
from bot.console.hours import hours_of, spans, targets_of
from bot.console.looking import LISTS, filter_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.accounts import Accounts
from bot.service.desk.lists import DEEDS
from bot.service.desk.outcomes import Done, Outcome, Refused
from bot.service.desk.people import Right, Role, Team
from bot.service.desk.ports import Desk
from bot.service.desk.rows import SavedFilter
from bot.service.desk.views import Canned, Deed

_COLUMNS = ("id", "at", "who", "did", "number", "what", "changes", "address")


class Administration:
    """One method per address."""

    def __init__(self, desk: Desk, accounts: Accounts, looks: Looks) -> None:
        self._desk = desk
        self._accounts = accounts
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """By who may."""
        return (
            Route("GET", "/settings/teams", self.teams, Right.READ),
            Route("POST", "/settings/teams", self.keep_team, Right.TEAMS),
            Route("GET", "/settings/replies", self.replies, Right.ANSWER),
            Route("POST", "/settings/replies", self.keep_reply, Right.ANSWER),
            Route("POST", "/settings/replies/{id:int}/drop", self.drop_reply, Right.ANSWER),
            Route("POST", "/filters", self.keep_filter, Right.ANSWER),
            Route("POST", "/filters/{id:int}/drop", self.drop_filter, Right.ANSWER),
            Route("GET", "/settings/accounts", self.accounts, Right.ACCOUNTS),
            Route("POST", "/settings/accounts/invite", self.invite, Right.ACCOUNTS),
            Route("POST", "/settings/accounts/{account}/{what}", self.change_account, Right.ACCOUNTS),
            Route("GET", "/settings/aside", self.aside, Right.ASIDE),
            Route("POST", "/settings/aside/{id:int}/retry", self.retry, Right.ASIDE),
            Route("POST", "/settings/aside/{id:int}/drop", self.drop, Right.ASIDE),
            Route("GET", "/settings/audit", self.audit, Right.AUDIT),
            Route("GET", "/settings/audit.csv", self.export, Right.AUDIT),
        )

    async def teams(self, request: Request) -> Response:
        """Teams with hours and targets."""
        return await self._teams(request)

    async def keep_team(self, request: Request) -> Response:
        """One team, new without an id."""
        fields = await fields_of(request)
        try:
            team = _team(fields)
        except ValueError:
            return await self._teams(request, Refused("not_hours", "week", {}))
        return await self._teams(request, await self._desk.keep_team(visit_of(request).staff, team))

    async def _teams(self, request: Request, outcome: Outcome | None = None) -> Response:
        values = {"teams": await self._desk.teams(), "colleagues": await self._desk.colleagues(), "spans": spans}
        return await self._page(request, "settings_teams.html", "team_kept", outcome, **values)

    async def replies(self, request: Request) -> Response:
        """One's own and the shared canned replies."""
        return await self._replies(request)

    async def keep_reply(self, request: Request) -> Response:
        """One reply, new without an id."""
        fields = await fields_of(request)
        visit = visit_of(request)
        texts = {locale: printable(fields.get(locale, "")) for locale in self._desk.locales}
        owner = "" if "shared" in fields else visit.staff.id
        reply = Canned(_id(fields), printable(fields.get("short", "")).lstrip("/"), printable(fields.get("title", "")), texts, owner)
        return await self._replies(request, await self._desk.keep_canned(visit.staff, reply))

    async def drop_reply(self, request: Request) -> Response:
        """Forget one."""
        outcome = await self._desk.drop_canned(visit_of(request).staff, int(request.path_params["id"]))
        return await self._replies(request, outcome)

    async def _replies(self, request: Request, outcome: Outcome | None = None) -> Response:
        replies = await self._desk.canned(visit_of(request).staff)
        return await self._page(request, "settings_replies.html", "reply", outcome, replies=replies)

    async def keep_filter(self, request: Request) -> Response:
        """The filter that the list shows, under a name."""
        fields = await fields_of(request)
        groups = LISTS.get(fields.get("place", ""), LISTS["inbox"])
        name = printable(fields.get("name", ""))[:40]
        if not name:
            return self._toast(request, "filter", Refused("filter_name", "name"))
        kept = SavedFilter(0, name, replace(filter_of(fields), groups=groups), "shared" in fields)
        return self._toast(request, "filter", await self._desk.keep_filter(visit_of(request).staff, kept))

    async def drop_filter(self, request: Request) -> Response:
        """Forget one."""
        outcome = await self._desk.drop_filter(visit_of(request).staff, int(request.path_params["id"]))
        return self._toast(request, "filter_dropped", outcome)

    def _toast(self, request: Request, act: str, outcome: Outcome) -> Response:
        response = self._looks.page(request, "toast.html", act=act, number=0, told=told(act, outcome))
        if isinstance(outcome, Done):
            response.headers["hx-refresh"] = "true"
        return response

    async def accounts(self, request: Request) -> Response:
        """All accounts."""
        return await self._accounts_page(request)

    async def invite(self, request: Request) -> Response:
        """A link, shown once."""
        fields = await fields_of(request)
        try:
            role = Role(fields.get("role", ""))
        except ValueError:
            return await self._accounts_page(request, Refused("no_role", "role"))
        token = await self._accounts.invite(visit_of(request).staff, role, fields.get("team", ""))
        return await self._accounts_page(request, link=f"{str(request.base_url).rstrip('/')}/desk/join/{token}")

    async def change_account(self, request: Request) -> Response:
        """Role, lock, second factor, sessions of somebody else."""
        fields = await fields_of(request)
        me, account = visit_of(request).staff, request.path_params["account"]
        what = request.path_params["what"]
        simple = {"unlock": self._accounts.unlock, "second": self._accounts.drop_second, "sessions": self._accounts.end_sessions}
        if what in simple:
            return await self._accounts_page(request, await simple[what](me, account))
        try:
            role = Role(fields.get("role", ""))
        except ValueError:
            return await self._accounts_page(request, Refused("no_role", "role"))
        change = self._accounts.change_account(me, account, role=role, team=fields.get("team", ""), active="active" in fields)
        return await self._accounts_page(request, await change)

    async def _accounts_page(self, request: Request, outcome: Outcome | None = None, link: str = "") -> Response:
        values = {"accounts": await self._accounts.accounts(visit_of(request).staff), "teams": await self._desk.teams()}
        return await self._page(request, "settings_accounts.html", "account", outcome, link=link, roles=tuple(Role), **values)

    async def aside(self, request: Request) -> Response:
        """Messages that could not be worked off."""
        return await self._aside(request)

    async def retry(self, request: Request) -> Response:
        """Work one off again."""
        outcome = await self._desk.try_again(visit_of(request).staff, int(request.path_params["id"]))
        return await self._aside(request, "aside_retried", outcome)

    async def drop(self, request: Request) -> Response:
        """Give one up."""
        outcome = await self._desk.give_up(visit_of(request).staff, int(request.path_params["id"]))
        return await self._aside(request, "aside_dropped", outcome)

    async def _aside(self, request: Request, act: str = "", outcome: Outcome | None = None) -> Response:
        kept = await self._desk.aside(visit_of(request).staff)
        return await self._page(request, "settings_aside.html", act, outcome, aside=kept)

    async def audit(self, request: Request) -> Response:
        """What was done, newest first."""
        asked, visit = request.query_params, visit_of(request)
        before, number = _digits(asked.get("before", "")), _digits(asked.get("number", ""))
        who, locale = asked.get("who", ""), visit.staff.wishes.locale
        deeds, colleagues = await self._desk.deeds(visit.staff, number or None, who, before), await self._desk.colleagues()
        changing = Changing(
            self._looks.words(locale),
            self._looks.telling(visit),
            lambda fact: self._desk.name_of(locale, f"fact.{fact}"),
            {one.id: one.name for one in colleagues},
            {one.id: one.name for one in await self._desk.teams()},
        )
        values = {"deeds": deeds, "more": len(deeds) == DEEDS, "colleagues": colleagues, "who": who, "number": number}
        return await self._page(request, "settings_audit.html", "audit", None, **values, changing=changing.rows)

    async def export(self, request: Request) -> Response:
        """All of it as a table, oldest first; columns are named in the reader's language."""
        me = visit_of(request).staff
        deeds, words = self._desk.every_deed(me), self._looks.words(me.wishes.locale)
        headers = {"content-disposition": 'attachment; filename="posbot-audit.csv"'}
        return StreamingResponse(_table(deeds, words), media_type="text/csv; charset=utf-8", headers=headers)

    async def _page(self, request: Request, name: str, act: str, outcome: Outcome | None, **values: object) -> Response:
        toast: Told | None = told(act, outcome) if outcome else None
        refused = outcome if isinstance(outcome, Refused) else None
        whole = await self._desk.inbox(visit_of(request).staff, shown=())
        return self._looks.page(request, name, status=422 if refused else 200, told=toast, refused=refused, whole=whole, **values)


async def _table(deeds: AsyncIterator[Deed], words: Words) -> AsyncIterator[str]:
    yield "\ufeff" + _row([words(f"column_{name}") for name in _COLUMNS])
    async for deed in deeds:
        changes = json.dumps(deed.changes, ensure_ascii=False) if deed.changes else ""
        yield _row((deed.id, deed.at.isoformat(), deed.who, deed.did, deed.number or "", deed.what, changes, deed.address))


def _row(values: Sequence[object]) -> str:
    """A line of the table; what a spreadsheet would take for a formula is made text."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{value}" if str(value)[:1] in set("=+-@\t\r") else value for value in values])
    return out.getvalue()


def _team(fields: Mapping[str, str]) -> Team:
    """Raises ValueError for hours that are none."""
    return Team(
        id=printable(fields.get("id", "")),
        name=printable(fields.get("name", ""))[:60],
        hours=hours_of(fields),
        targets=targets_of(fields),
        by_turns="by_turns" in fields,
        escalate=tuple(name.strip() for name in fields.get("escalate", "").split(",") if name.strip()),
    )


def _id(fields: Mapping[str, str]) -> int:
    return _digits(fields.get("id", ""))


def _digits(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 9 else 0  # noqa: PLR2004 -- digits of a number
