"""Every route of the console against every role. The list is read off the route table: a new route is in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from bot.console.access.gate import COOKIE, rules_of
from bot.console.door import desk_routes
from bot.service.desk.cases import CaseDesk
from bot.service.desk.noticing import Notices
from bot.service.desk.outcomes import NotThere
from bot.service.desk.people import RIGHTS, Right, Role
from bot.service.desk.personal import PersonalDesk
from bot.service.studio.publishing import Studio
from tests.unit.console.figures import figures
from tests.unit.console.stage import NOON, ROOT, WANG, Stage


class Bare:
    """Tickets, notices and drafts that there are none of: a wish that comes past the gate finds nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        def nothing(*_wish: object, **_more: object) -> None:
            raise NotThere(name)

        return nothing


def every_route(stage: Stage) -> APIRouter:
    """All that the console can have."""
    cases, notices, studio = cast("CaseDesk", Bare()), cast("Notices", Bare()), cast("Studio", Bare())
    pages = ROOT / "templates" / "pages"
    personal = cast("PersonalDesk", Bare())
    return desk_routes(stage, stage, pages, lambda: NOON, cases=cases, notices=notices, insight=figures(), personal=personal, studio=studio)


ROUTES = [route for route in every_route(Stage()).routes if isinstance(route, APIRoute)]
TABLE = [
    (method, route.path, rules_of(route)[0].right if rules_of(route) else None)
    for route in ROUTES
    for method in sorted(route.methods or ())
]
GUARDED = [(method, path, right) for method, path, right in TABLE if right is not None]
STREAMS = {"/desk/stream"}
POST = {"x-csrf-token": "csrf", "sec-fetch-site": "same-origin", "hx-request": "true"}


def address(path: str) -> str:
    """The path with something in its places."""
    return re.sub(r"\{[^}]+\}", "1001", path)


@pytest.fixture(scope="session")
def app(scene: Stage) -> FastAPI:
    """The console with all that it can have."""
    app = FastAPI()
    app.include_router(every_route(scene))
    return app


def named(row: tuple[str, str, Right | None]) -> str:
    return f"{row[0]} {row[1]}"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{sorted(route.methods)} {route.path}")
def test_every_route_names_exactly_one_rule(route: APIRoute) -> None:
    assert len(rules_of(route)) == 1


def test_only_signing_in_and_the_consoles_own_files_are_public() -> None:
    public = {path for _, path, right in TABLE if right is None}
    assert all(re.match(r"/desk/(sign-in|join|static|recover)", path) for path in public), public


async def answered(
    app: FastAPI, method: str, path: str, cookies: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> int:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test", cookies=cookies) as client:
        return (await client.request(method, address(path), headers=headers or POST)).status_code


@pytest.mark.parametrize("row", GUARDED, ids=named)
async def test_whoever_is_not_signed_in_is_let_nowhere(app: FastAPI, stage: Stage, row: tuple[str, str, Right]) -> None:
    assert await answered(app, row[0], row[1]) == 401


@pytest.mark.parametrize("row", GUARDED, ids=named)
async def test_every_route_is_open_to_just_the_roles_that_have_its_right(app: FastAPI, stage: Stage, row: tuple[str, str, Right]) -> None:
    method, path, right = row
    for role in Role:
        if path in STREAMS and right in RIGHTS[role]:
            continue  # open, and stays so
        stage.begin(replace(WANG, role=role))
        status = await answered(app, method, path, {COOKIE: "token"})
        assert (status == 403) == (right not in RIGHTS[role]), (role, status)
        assert status != 401, role


@pytest.mark.parametrize("row", [row for row in GUARDED if row[0] not in {"GET", "HEAD"}], ids=named)
async def test_what_changes_something_needs_the_sessions_token_from_our_own_page(
    app: FastAPI, stage: Stage, row: tuple[str, str, Right]
) -> None:
    stage.begin(replace(WANG, role=Role.ADMIN))
    forged = ({"sec-fetch-site": "same-origin"}, {**POST, "x-csrf-token": "guess"}, {**POST, "sec-fetch-site": "cross-site"})
    for headers in forged:
        assert await answered(app, row[0], row[1], {COOKIE: "token"}, headers) == 403, headers
    assert stage.done == []
