"""The pages of drafts and versions: write, check, try, approve, put in force, go back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.intake import printable
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looks import Looks, is_fragment
from bot.console.misses import number_of
from bot.console.routes import Route
from bot.service.desk.outcomes import NotThere, Outcome, Refused
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk
from bot.service.insight.flows import FlowNumbers
from bot.service.studio.publishing import Studio

LED = frozenset({"published", "draft_dropped"})
"""What the overview tells of when one is led to it."""
REPLAYED = (100, 1_000, 10_000)
FILE_BYTES = 3_200_000
"""A file of knowledge as a form carries it: three letters for each byte."""
SOON, SHOWN = timedelta(days=90), 40
"""What the list of what grows old looks ahead, and the entries it has at most."""


class KnowledgePages:
    """One method per address."""

    def __init__(self, studio: Studio, desk: Desk, looks: Looks, flows: FlowNumbers | None = None) -> None:
        """``flows``: the list of flows beside the drafts, where somebody counts them."""
        self._studio = studio
        self._flows = flows
        self._desk = desk
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """By who may."""
        draft = "/knowledge/drafts/{draft:int}"
        return (
            Route("GET", "/knowledge", self.page, Right.KNOWLEDGE),
            Route("POST", "/knowledge/drafts", self.begin, Right.STUDIO),
            Route("POST", "/knowledge/back/{version}", self.back, Right.PUBLISH),
            Route("POST", "/knowledge/read-again", self.read_again, Right.STUDIO),
            Route("GET", "/knowledge/import", self.source, Right.STUDIO),
            Route("POST", "/knowledge/import", self.marked, Right.STUDIO),
            Route("POST", "/knowledge/import/keep", self.keep, Right.STUDIO),
            Route("GET", draft, self.draft, Right.KNOWLEDGE),
            Route("GET", "/part/knowledge/{draft:int}", self.part, Right.KNOWLEDGE),
            Route("GET", "/part/knowledge/{draft:int}/file", self.wrong, Right.KNOWLEDGE),
            Route("POST", f"{draft}/study", self.study, Right.STUDIO),
            Route("POST", f"{draft}/approve", self.approve, Right.STUDIO),
            Route("POST", f"{draft}/publish", self.publish, Right.PUBLISH),
            Route("POST", f"{draft}/catch-up", self.catch_up, Right.STUDIO),
            Route("POST", f"{draft}/drop", self.drop, Right.STUDIO),
            Route("GET", f"{draft}/file", self.file, Right.KNOWLEDGE),
            Route("POST", f"{draft}/file", self.save, Right.STUDIO),
        )

    # ---- the overview --------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """What is in force, drafts, what grows old, what was in force."""
        did = request.query_params.get("did", "")
        return await self._page(request, led=did if did in LED else "")

    async def begin(self, request: Request) -> Response:
        """A new draft; leads to it."""
        fields = await fields_of(request)
        made = await self._studio.begin(visit_of(request).staff, printable(fields.get("name", "")), installed="installed" in fields)
        return await self._page(request, outcome=made) if isinstance(made, Refused) else _led(request, f"/desk/knowledge/drafts/{made.id}")

    async def back(self, request: Request) -> Response:
        """The version that was in force before that one."""
        outcome = await self._studio.roll_back(visit_of(request).staff, request.path_params["version"])
        return await self._page(request, "rolled_back", outcome)

    async def read_again(self, request: Request) -> Response:
        """An entry holds for another year."""
        fields = await fields_of(request)
        place, line, draft = printable(fields.get("place", "")), number_of(fields.get("line", "")), number_of(fields.get("draft", ""))
        outcome = await self._studio.read_again(visit_of(request).staff, draft, place, line)
        return await self._page(request, "read_again", outcome)

    async def _page(self, request: Request, act: str = "", outcome: Outcome | None = None, led: str = "") -> Response:
        me = visit_of(request).staff
        drafts = await self._studio.drafts(me)
        editions, today = await self._studio.editions(me), self._looks.now().date()
        every = await self._studio.expiring(me, drafts[0].id if drafts else 0)
        values = {
            "led": led,
            "drafts": drafts,
            "editions": editions,
            "current": await self._studio.version(),
            "installed": self._studio.installed(),
            "expiring": [one for one in every if one.expires <= today + SOON][:SHOWN],
            "following": next((one.expires for one in every if one.expires > today + SOON), None),
            "today": today,
            "listed": await self._flows.every(me, {}) if self._flows else (),
            "flow": "",
        }
        return await self._shown(request, "knowledge.html", act, outcome, values)

    async def _shown(self, request: Request, name: str, act: str, outcome: Outcome | None, values: dict[str, Any]) -> Response:
        me = visit_of(request).staff
        refused = outcome if isinstance(outcome, Refused) else None
        toast = told(act, outcome) if outcome and act and not refused else None
        names = await self._names()
        everything = {"told": toast, "refused": refused, "names": names, "whole": await self._desk.inbox(me, shown=()), **values}
        return self._looks.page(request, name, status=422 if refused else 200, **everything)

    # ---- one draft -----------------------------------------------------------------------------

    async def draft(self, request: Request) -> Response:
        """All that decides whether it may be published."""
        return await self._draft(request)

    async def part(self, request: Request) -> Response:
        """How far its trial is; nothing once it is published."""
        try:
            view = await self._studio.opened(visit_of(request).staff, int(request.path_params["draft"]))
        except NotThere:
            return Response(status_code=204)
        return self._looks.page(request, "draft_part.html", view=view, sizes=REPLAYED, names=await self._names())

    async def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in await self._desk.colleagues()}

    async def study(self, request: Request) -> Response:
        """Try it against the last real conversations."""
        fields = await fields_of(request)
        count = min(number_of(fields.get("conversations", ""), REPLAYED[0]), REPLAYED[-1])
        outcome = await self._studio.study(visit_of(request).staff, int(request.path_params["draft"]), count)
        return await self._draft(request, "draft_tried", outcome)

    async def approve(self, request: Request) -> Response:
        """What is risky was read by somebody else."""
        fields = await fields_of(request)
        outcome = await self._studio.approve(visit_of(request).staff, int(request.path_params["draft"]), fields.get("digest", ""))
        return await self._draft(request, "draft_approved", outcome)

    async def publish(self, request: Request) -> Response:
        """Put it in force as it was seen."""
        fields = await fields_of(request)
        me, draft = visit_of(request).staff, int(request.path_params["draft"])
        outcome = await self._studio.publish(me, draft, fields.get("digest", ""), printable(fields.get("note", "")))
        return await self._draft(request, "", outcome) if isinstance(outcome, Refused) else _led(request, "/desk/knowledge?did=published")

    async def catch_up(self, request: Request) -> Response:
        """Take over what was published meanwhile."""
        outcome = await self._studio.catch_up(visit_of(request).staff, int(request.path_params["draft"]))
        return await self._draft(request, "draft_caught_up", outcome)

    async def drop(self, request: Request) -> Response:
        """Throw it away."""
        await self._studio.drop(visit_of(request).staff, int(request.path_params["draft"]))
        return _led(request, "/desk/knowledge?did=draft_dropped")

    async def _draft(self, request: Request, act: str = "", outcome: Outcome | None = None) -> Response:
        view = await self._studio.opened(visit_of(request).staff, int(request.path_params["draft"]))
        return await self._shown(request, "draft.html", act, outcome, {"view": view, "sizes": REPLAYED})

    # ---- files ---------------------------------------------------------------------------------

    async def file(self, request: Request) -> Response:
        """One file of it."""
        return await self._file(request, printable(request.query_params.get("place", "")))

    async def wrong(self, request: Request) -> Response:
        """What is wrong with one file as it is kept, beside what is being typed."""
        place, draft = printable(request.query_params.get("place", "")), int(request.path_params["draft"])
        found = await self._studio.file(visit_of(request).staff, draft, place)
        return self._looks.page(request, "draft_wrong.html", file=found, text=found.text, is_part=True)

    async def save(self, request: Request) -> Response:
        """The whole text of it."""
        fields = await fields_of(request, FILE_BYTES)
        me, draft, place = visit_of(request).staff, int(request.path_params["draft"]), printable(fields.get("place", ""))
        outcome = await self._studio.save(me, draft, place, fields.get("text", ""), fields.get("mark", ""))
        return await self._file(request, place, "file_saved", outcome, typed=fields.get("text", ""))

    async def _file(self, request: Request, place: str, act: str = "", outcome: Outcome | None = None, typed: str = "") -> Response:
        me, draft = visit_of(request).staff, int(request.path_params["draft"])
        found = await self._studio.file(me, draft, place) if place else None
        text = typed if isinstance(outcome, Refused) else found.text if found else ""
        values = {"file": found, "text": text, "draft": draft, "places": await self._studio.places(me, draft), "is_part": False}
        return await self._shown(request, "draft_file.html", act, outcome, values)

    # ---- a supplier's text ---------------------------------------------------------------------

    async def source(self, request: Request) -> Response:
        """Where a text is pasted."""
        return await self._source(request)

    async def marked(self, request: Request) -> Response:
        """What must be struck."""
        fields = await fields_of(request, FILE_BYTES)
        return await self._source(request, title=printable(fields.get("title", "")), text=fields.get("text", ""))

    async def keep(self, request: Request) -> Response:
        """Without what was found, but for what somebody answers for."""
        fields = await fields_of(request, FILE_BYTES)
        me, title, text = visit_of(request).staff, printable(fields.get("title", "")), fields.get("text", "")
        kept = {number_of(name.removeprefix("why-")): printable(why) for name, why in fields.items() if name.startswith("why-")}
        outcome = await self._studio.keep_source(me, number_of(fields.get("draft", "")), title, text, kept)
        if isinstance(outcome, Refused):
            return await self._source(request, outcome, title=title, text=text)
        return await self._page(request, "source_kept", outcome)

    async def _source(self, request: Request, outcome: Outcome | None = None, *, title: str = "", text: str = "") -> Response:
        me = visit_of(request).staff
        values = {
            "title": title,
            "text": text,
            "drafts": await self._studio.drafts(me),
            "marks": self._studio.marks(me, text) if text else (),
        }
        return await self._shown(request, "source.html", "", outcome, values)


def _led(request: Request, path: str) -> Response:
    """To another page, whoever asked."""
    if is_fragment(request):
        return Response(status_code=200, headers={"hx-redirect": path})
    return RedirectResponse(path, status_code=303)
