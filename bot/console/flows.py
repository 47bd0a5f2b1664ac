"""Flows as pictures with their numbers, and the order of their steps beside a quicker one. Shows; changes nothing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.console.access.gate import visit_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.knowledge.drawing import HEIGHT
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk
from bot.service.insight.flows import FlowNumbers

NAMED = 60
"""Characters of a flow's name in an address."""


class FlowPages:
    """One method per address."""

    def __init__(self, flows: FlowNumbers, desk: Desk, looks: Looks) -> None:
        self._flows = flows
        self._desk = desk
        self._looks = looks

    def routes(self) -> tuple[Route, ...]:
        """For whoever reads."""
        return (Route("GET", "/flows", self.page, Right.READ), Route("GET", "/flows/{flow}", self.page, Right.READ))

    async def page(self, request: Request) -> Response:
        """The list, and one flow beside it: the one that is named, or the busiest."""
        me, given = visit_of(request).staff, request.query_params
        listed = await self._flows.every(me, given)
        flow = str(request.path_params.get("flow", ""))[:NAMED] or (listed[0].flow if listed else "")
        shown = await self._flows.flow(me, flow, given)
        whole = await self._desk.inbox(me, shown=())
        return self._looks.page(request, "flows.html", listed=listed, flow=flow, shown=shown, height=HEIGHT, whole=whole)
