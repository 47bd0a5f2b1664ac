"""Why the bot said that, as a panel over any transcript. Shows; changes nothing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.console.access.gate import visit_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.people import Right
from bot.service.insight.reasons import Reasons


class ReasonPages:
    """One method per address."""

    def __init__(self, reasons: Reasons, looks: Looks) -> None:
        self._reasons = reasons
        self._looks = looks

    def routes(self) -> tuple[Route, ...]:
        """For whoever reads the conversation."""
        return (Route("GET", "/part/why/{number:int}/{seq:int}", self.why, Right.READ),)

    async def why(self, request: Request) -> Response:
        """One answer's reasons."""
        number, seq = int(request.path_params["number"]), int(request.path_params["seq"])
        found = await self._reasons.why(visit_of(request).staff, number, seq)
        return self._looks.page(request, "why.html", why=found, number=number)
