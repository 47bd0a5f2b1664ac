"""What a route of the console is: an address, what answers, and the right it needs. Turns refusals into answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.refusals import Refusal
from bot.console.access.gate import POLICY, Gate
from bot.console.looks import Looks, is_fragment
from bot.service.desk.outcomes import NotAllowed, NotThere
from bot.service.desk.people import Right

Handler = Callable[[Request], Awaitable[Response]]
LARGEST = 2**31 - 1
"""No number in an address is larger: every database can look for it."""
WORDS = {HTTPStatus.FORBIDDEN: "not_allowed", HTTPStatus.NOT_FOUND: "not_there", HTTPStatus.UNAUTHORIZED: "signed_out"}


@dataclass(frozen=True, slots=True)
class Route:
    """``right`` is None for an address that anybody may open."""

    method: str
    path: str
    answer: Handler
    right: Right | None


def router_of(routes: Sequence[Route], gate: Gate, looks: Looks, prefix: str) -> APIRouter:
    """The routes under their prefix, each behind its rule."""
    router = APIRouter(prefix=prefix, route_class=_guarded(looks), include_in_schema=False)
    for route in routes:
        rule = gate.public() if route.right is None else gate.needs(route.right)
        router.add_api_route(route.path, route.answer, methods=[route.method], dependencies=[rule], response_model=None)
    return router


def _guarded(looks: Looks) -> type[APIRoute]:
    """Routes whose answers carry the policy and whose refusals are sentences."""

    class Guarded(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            answer = super().get_route_handler()

            async def guarded(request: Request) -> Response:
                try:
                    _check_numbers(request)
                    response = await answer(request)
                except HTTPException as refused:
                    response = _refused(looks, request, refused.status_code, str(refused.detail), refused.headers or {})
                except (NotAllowed, NotThere) as refused:
                    status = HTTPStatus.FORBIDDEN if isinstance(refused, NotAllowed) else HTTPStatus.NOT_FOUND
                    response = _refused(looks, request, status, WORDS[status], {})
                except Refusal as refused:
                    response = _refused(looks, request, refused.status, refused.word, {})
                for name, value in POLICY.items():
                    response.headers.setdefault(name, value)
                return response

            return guarded

    return Guarded


def _check_numbers(request: Request) -> None:
    if any(isinstance(one, int) and one > LARGEST for one in request.path_params.values()):
        raise NotThere(request.url.path)


def _refused(looks: Looks, request: Request, status: int, word: str, headers: Any) -> Response:
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST or "hx-redirect" in headers:
        return Response(status_code=status, headers=headers)
    sentence = word if word in {"forged", "foreign", "not_allowed"} else WORDS.get(HTTPStatus(status), word)
    name = "refused_line.html" if is_fragment(request) else "refused.html"
    return looks.outside(request, name, status=status, word=sentence)
