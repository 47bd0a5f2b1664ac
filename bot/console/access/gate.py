"""The rule of every route: who may call it, checked before the route runs. Renders nothing.

A route says ``dependencies=[gate.needs(Right.READ)]`` or ``[gate.public()]``; one that says neither is found by
the matrix test, which reads the rules off the route table.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, params
from starlette.requests import Request
from starlette.responses import Response

from bot.service.desk.accounts import Caller, Entered, Session, SigningIn
from bot.service.desk.people import Right, Staff

COOKIE = "posbot_desk"
SAFE = frozenset({"GET", "HEAD"})
SIGN_IN = "/desk/sign-in"
ENROL = "/desk/settings/me"
POLICY = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
"""Headers of every answer but the console's own files (those set their own ``cache-control``)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in."""

    staff: Staff
    session: Session
    caller: Caller


class Rule:
    """Who may call a route. ``right`` is None for a public one."""

    def __init__(self, right: Right | None, check: Callable[[Request, Right | None], Awaitable[None]]) -> None:
        self.right = right
        self._check = check

    async def __call__(self, request: Request) -> None:
        """Lets the request pass or raises."""
        await self._check(request, self.right)


class Gate:
    """Makes the rules, and hands out and takes back the cookie."""

    def __init__(self, accounts: SigningIn, *, secure: bool = False) -> None:
        """``secure``: the console is reached over https, whatever the proxy in front says."""
        self._accounts = accounts
        self._secure = secure

    def needs(self, right: Right) -> params.Depends:
        """Only for who has this right; a request that changes something must carry the session's token."""
        return params.Depends(Rule(right, self._check))

    def public(self) -> params.Depends:
        """For anybody; a post must come from one of our own pages."""
        return params.Depends(Rule(None, self._check))

    async def _check(self, request: Request, right: Right | None) -> None:
        if right is None:
            _refuse_foreign(request)
            return
        session = await self._accounts.session(request.cookies.get(COOKIE, ""), caller_of(request))
        if session is None:
            raise _elsewhere(request, SIGN_IN)
        if not session.staff.may(right):
            raise HTTPException(403, "not_allowed")
        if session.enrol and right is not Right.SIGNED_IN:
            raise _elsewhere(request, ENROL)
        _refuse_forged(request, session.csrf)
        request.state.visit = Visit(session.staff, session, caller_of(request))

    def let_in(self, request: Request, response: Response, entered: Entered) -> None:
        """Put the session's token into the cookie."""
        secure = self._secure or request.url.scheme == "https"
        response.set_cookie(COOKIE, entered.token, path="/desk", httponly=True, samesite="lax", secure=secure)

    async def let_out(self, request: Request, response: Response) -> None:
        """End the session and forget the cookie."""
        await self._accounts.sign_out(request.cookies.get(COOKIE, ""))
        response.delete_cookie(COOKIE, path="/desk")


def visit_of(request: Request) -> Visit:
    """Who calls a route that needs a right."""
    visit: Visit = request.state.visit
    return visit


def caller_of(request: Request) -> Caller:
    """Where the request comes from. A proxy in front is to be set up in the server, which then knows the address."""
    return Caller(request.client.host if request.client else "", request.headers.get("user-agent", "")[:200])


def rules_of(route: Any) -> list[Rule]:
    """The rules a route names; exactly one is right."""
    return [given.dependency for given in getattr(route, "dependencies", ()) if isinstance(given.dependency, Rule)]


def _elsewhere(request: Request, path: str) -> HTTPException:
    """A page is led on; a fragment tells its page to go, and comes back to the page that asked."""
    page = urlsplit(request.headers.get("hx-current-url", "")).path or request.url.path
    target = f"{path}?to={quote(page, safe='/')}" if path == SIGN_IN else path
    if "hx-request" in request.headers:
        return HTTPException(401, "sign_in", {"hx-redirect": target})
    if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
        return HTTPException(303, "sign_in", {"location": target})
    return HTTPException(401, "sign_in")


def _refuse_forged(request: Request, token: str) -> None:
    if request.method in SAFE:
        return
    _refuse_foreign(request)
    given = request.headers.get("x-csrf-token", "")
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise HTTPException(403, "forged")


def _refuse_foreign(request: Request) -> None:
    """Another site's page must not post here. The host alone is compared: a proxy that ends TLS changes the scheme."""
    if request.method in SAFE:
        return
    fetched_from = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin", "")
    is_ours = fetched_from in {"same-origin", "none"} if fetched_from else urlsplit(origin).netloc == request.headers.get("host")
    if not is_ours:
        raise HTTPException(403, "foreign")
