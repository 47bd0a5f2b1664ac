"""From nobody to somebody: password, code, the link of the first administrator, invitations. Renders; the accounts decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.intake import printable
from bot.console.access.gate import Gate, caller_of, visit_of
from bot.console.forms import fields_of
from bot.console.looking import PREFIX
from bot.console.looks import STATIC, Looks
from bot.console.routes import Route
from bot.service.desk.accounts import Accounts, Entered, Halfway
from bot.service.desk.outcomes import NotThere, Refused
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk

OWN = f"{PREFIX}/settings/me"


class Entry:
    """One method per address."""

    def __init__(self, desk: Desk, accounts: Accounts, gate: Gate, looks: Looks) -> None:
        self._desk = desk
        self._accounts = accounts
        self._gate = gate
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """What may be opened without being signed in, and the way out."""
        return (
            Route("GET", "/sign-in", self.sign_in, None),
            Route("POST", "/sign-in", self.password, None),
            Route("GET", "/sign-in/code", self.sign_in, None),
            Route("POST", "/sign-in/code", self.code, None),
            Route("GET", "/join/{token}", self.invited, None),
            Route("POST", "/join/{token}", self.accept, None),
            Route("GET", STATIC.removeprefix(PREFIX) + "{name}", self.asset, None),
            Route("POST", "/sign-out", self.sign_out, Right.SIGNED_IN),
        )

    async def sign_in(self, request: Request) -> Response:
        """The first card."""
        return self._looks.outside(request, "sign_in.html", to=_to(request), refused=None, account="")

    async def password(self, request: Request) -> Response:
        """The password: in, on to the code, or once more."""
        fields = await fields_of(request)
        account, to = printable(fields.get("account", "")), _safe(fields.get("to", ""))
        outcome = await self._accounts.sign_in(account, fields.get("password", ""), caller_of(request))
        if isinstance(outcome, Entered):
            return self._enter(request, outcome, to)
        if isinstance(outcome, Halfway):
            return self._looks.outside(request, "code.html", to=to, refused=None, token=outcome.token)
        return self._looks.outside(request, "sign_in.html", status=422, to=to, refused=outcome, account=account)

    async def code(self, request: Request) -> Response:
        """The six digits or a recovery code."""
        fields = await fields_of(request)
        token, to = fields.get("token", ""), _safe(fields.get("to", ""))
        outcome = await self._accounts.second(token, fields.get("code", "").strip(), caller_of(request))
        if isinstance(outcome, Entered):
            return self._enter(request, outcome, to)
        return self._looks.outside(request, "code.html", status=422, to=to, refused=outcome, token=token)

    async def invited(self, request: Request) -> Response:
        """What a link invites to."""
        return await self._invited(request, None, {})

    async def accept(self, request: Request) -> Response:
        """Make the account and come in."""
        fields = await fields_of(request)
        typed = {name: printable(fields.get(name, "")) for name in ("account", "name")}
        password = fields.get("password", "")
        outcome: Entered | Refused = Refused("password_differs", "again")
        if password == fields.get("again", ""):
            outcome = await self._accounts.accept(
                request.path_params["token"], typed["account"], typed["name"], password, caller_of(request)
            )
        if isinstance(outcome, Entered):
            await self._welcome(request, outcome)
            return self._enter(request, outcome, "")
        return await self._invited(request, outcome, typed)

    async def _welcome(self, request: Request, entered: Entered) -> None:
        """A new account begins in the language and theme in which its card was filled in."""
        device, staff = self._looks.device_of(request), entered.staff
        await self._desk.keep_wishes(staff, replace(staff.wishes, locale=device.locale, theme=device.theme), away=staff.away)

    async def _invited(self, request: Request, refused: Refused | None, typed: dict[str, str]) -> Response:
        invitation = await self._accounts.invitation(request.path_params["token"])
        if invitation is None:
            raise NotThere
        status = 422 if refused else 200
        return self._looks.outside(request, "accept.html", status=status, invitation=invitation, refused=refused, typed=typed)

    async def sign_out(self, request: Request) -> Response:
        """End this session."""
        visit_of(request)
        response = Response(status_code=204, headers={"hx-redirect": f"{PREFIX}/sign-in"})
        await self._gate.let_out(request, response)
        return response

    async def asset(self, request: Request) -> Response:
        """A file of the console."""
        name, version = request.path_params["name"], request.query_params.get("v", "")
        return self._looks.assets.response(name, version, request.headers.get("if-none-match", ""))

    def _enter(self, request: Request, entered: Entered, to: str) -> Response:
        response = RedirectResponse(OWN if entered.enrol else to or f"{PREFIX}/inbox", 303)
        self._gate.let_in(request, response, entered)
        return response


def _to(request: Request) -> str:
    return _safe(request.query_params.get("to", ""))


def _safe(path: str) -> str:
    """A page of this console, or nothing: no way to another site."""
    return path if path.startswith(f"{PREFIX}/") and "//" not in path and "\\" not in path else ""
