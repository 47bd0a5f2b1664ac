"""Writing to the merchant and among colleagues: messages, notes, drafts, photos, and who is there meanwhile.

A message is posted by script with an id of its own, so that a repeat after a lost answer is harmless.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.intake import printable, read_fields
from bot.channels.web.photos import Darkroom
from bot.channels.web.refusals import Refusal
from bot.console.access.gate import Visit, visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.core.messages import Media
from bot.service.desk.outcomes import Done, Outcome, Overtaken
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Desk, Writing
from bot.service.desk.sharing import PLACE

CHARACTERS = 4000
MODES = ("reply", "note")
PDF = b"%PDF-"
_EMPTY = Response(status_code=204)


class Pen:
    """One method per address."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self._desk = desk
        self._looks = looks
        self._darkroom = Darkroom()

    def routes(self) -> Sequence[Route]:
        """Saying, noting, and the small signals of a page in use."""
        chat = "/chats/{number:int}"
        return (
            Route("POST", f"{chat}/say", self.say, Right.ANSWER),
            Route("POST", f"{chat}/draft", self.draft, Right.ANSWER),
            Route("POST", f"{chat}/mark", self.mark, Right.READ),
            Route("POST", f"{chat}/viewing", self.viewing, Right.READ),
            Route("POST", f"{chat}/typing", self.typing, Right.ANSWER),
            Route("POST", f"{chat}/left", self.left, Right.READ),
        )

    async def say(self, request: Request) -> Response:
        """A message or note; ``close`` closes the conversation after it."""
        visit, number = visit_of(request), int(request.path_params["number"])
        fields, photo = await read_fields(request)
        text = printable(fields.get("text", ""))
        if len(text) > CHARACTERS:
            raise Refusal(413, "too_long")
        if not text and not photo:
            raise Refusal(422, "empty")
        is_note = fields.get("mode") == "note"
        if not is_note and PLACE.search(text):
            raise Refusal(422, "unfilled")
        media = (await self._kept(visit.staff, photo),) if photo else ()
        writing = Writing(_id(fields), text, _count(fields), media, over=bool(fields.get("over")))
        write = self._desk.note if is_note else self._desk.say
        outcome = await write(visit.staff, number, writing)
        if isinstance(outcome, Done) and fields.get("close") and not is_note:
            closed = await self._desk.close(visit.staff, number)
            return self._answer(visit, number, closed, "close")
        return self._answer(visit, number, outcome, "note" if is_note else "say")

    async def _kept(self, me: Staff, content: bytes) -> Media:
        """A photo, developed, or a PDF. Raises `Refusal` for anything else."""
        if content.startswith(PDF):
            return await self._desk.keep_paper(me, content)
        return await self._desk.keep_photo(me, await self._darkroom.develop(content))

    def _answer(self, visit: Visit, number: int, outcome: Outcome, act: str) -> Response:
        """For the script: what came of it, and the HTML to show for it."""
        kind = type(outcome).__name__.lower()
        content = {"outcome": kind, "html": ""}
        if isinstance(outcome, Overtaken):
            content["html"] = self._looks.text("overtaken.html", visit, overtaken=outcome, number=number)
            content["last"] = str(outcome.last)
        elif kind != "done" or act == "close":
            content["html"] = self._looks.text("toast.html", visit, act=act, number=number, told=told(act, outcome))
        return JSONResponse(content)

    async def draft(self, request: Request) -> Response:
        """What is half written, per mode."""
        fields = await fields_of(request)
        mode = fields.get("mode", "")
        if mode in MODES:
            text = printable(fields.get("text", ""))[:CHARACTERS]
            await self._desk.draft(visit_of(request).staff, int(request.path_params["number"]), mode, text)
        return _EMPTY

    async def mark(self, request: Request) -> Response:
        """Read up to a line."""
        fields = await fields_of(request)
        seen = _count(fields)
        if seen:
            await self._desk.mark(visit_of(request).staff, int(request.path_params["number"]), seen)
        return _EMPTY

    async def viewing(self, request: Request) -> Response:
        """Looking at it."""
        await self._desk.viewing(visit_of(request).staff, int(request.path_params["number"]))
        return _EMPTY

    async def typing(self, request: Request) -> Response:
        """Typing."""
        await self._desk.typing(visit_of(request).staff, int(request.path_params["number"]))
        return _EMPTY

    async def left(self, request: Request) -> Response:
        """Gone from it."""
        await self._desk.left(visit_of(request).staff, int(request.path_params["number"]))
        return _EMPTY


def _id(fields: Mapping[str, str]) -> str:
    try:
        return str(uuid.UUID(fields.get("id", "")))
    except ValueError:
        return str(uuid.uuid4())


def _count(fields: Mapping[str, str]) -> int:
    seen = fields.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) <= 9 else 0  # noqa: PLR2004 -- digits of a sequence number
