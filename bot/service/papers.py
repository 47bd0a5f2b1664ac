"""Documents of a plan and its checks: made from what is remembered when somebody fetches them, and kept nowhere.

A ref is ``upkeep/<number of the chat>/<name>``; whoever hands it out has shown it in that chat's own log.
"""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import groupby

from bot.core.actions import Say
from bot.core.reminders.reminding import upcoming
from bot.core.reminders.telling import facts, mends, sheet_lines
from bot.core.state import State
from bot.core.upkeep.plan import Plan
from bot.core.upkeep.sheets import Sheet
from bot.rendering.phrases import Phrases
from bot.rendering.printing import CannotPrint
from bot.service.ports import Blobs
from bot.service.press import Press
from bot.service.press import Sheet as Printed
from bot.service.turning import Mind

REF = re.compile(r"upkeep/(\d{1,18})/(plan|sheet-\d{1,9})\.(ics|pdf|html)")
States = Callable[[int], Awaitable[State | None]]
"""The state of the chat of that number."""


class Papers:
    """See `bot.service.ports.Blobs`: other blobs are left to those who keep them."""

    def __init__(self, blobs: Blobs, mind: Callable[[], Mind], press: Press, state_of: States) -> None:
        """``mind``: the one in force; ``state_of`` finds a chat by its number."""
        self._blobs = blobs
        self._mind = mind
        self._press = press
        self._state_of = state_of

    async def put(self, content: bytes, suffix: str) -> str:
        """Keep the bytes."""
        return await self._blobs.put(content, suffix)

    async def get(self, ref: str) -> bytes | None:
        """The bytes of that ref; a document that cannot be printed here is given as the page it would be."""
        found = REF.fullmatch(ref)
        if found is None:
            return await self._blobs.get(ref)
        state = await self._state_of(int(found[1]))
        return await self._made(state, found[2], found[3]) if state else None

    async def _made(self, state: State, name: str, kind: str) -> bytes | None:
        if kind == "ics":
            plan = state.plan if name == "plan" else None
            mind = self._mind()
            from bot.rendering.calendars import calendar  # noqa: PLC0415 -- its library takes its time, and few ask for a calendar

            return calendar(mind.knowledge, mind.phrases, state.locale, state.ref, plan) if plan else None
        document = await self._document(state, name)
        if document is None or kind == "html":
            return document.html.encode() if document else None
        try:
            return await self._press.pdf(document)
        except CannotPrint:
            return document.html.encode()

    async def _document(self, state: State, name: str) -> Printed | None:
        if name == "plan":
            return self._press.sheet(state.locale, "plan", self._plan(state, state.plan)) if state.plan else None
        number = int(name.partition("-")[2])
        sheet = next((one for one in state.sheets if one.number == number), None)
        if sheet is None:
            return None
        return self._press.sheet(state.locale, "check", self._sheet(state, sheet, await self._picture(sheet.photo)))

    async def _picture(self, ref: str) -> str:
        """The photo as something a document can hold; empty where there is none any more."""
        kind, _ = mimetypes.guess_type(ref)
        content = await self._blobs.get(ref) if kind and kind.startswith("image/") else None
        return f"data:{kind};base64,{b64encode(content).decode()}" if content else ""

    def _plan(self, state: State, plan: Plan) -> dict[str, object]:
        """What the document of a plan is filled in with."""
        mind = self._mind()
        knowledge, phrases = mind.knowledge, mind.phrases
        rows = []
        for duty in upcoming(plan):
            said = {name: phrases.value(state.locale, value) for name, value in facts(knowledge, plan, duty).items()}
            rows.append(said | {"due": duty.due.isoformat(), "done": duty.done.isoformat() if duty.done else ""})
        left = [phrases.value(state.locale, f"@upkeep.task_{chore}") for chore in plan.left]
        named = {"terminals": [one.name for one in plan.terminals], "left": left}
        return {"ref": state.ref, "made": plan.made.isoformat(), **named, "rows": _together(rows)}

    def _sheet(self, state: State, sheet: Sheet, picture: str) -> dict[str, object]:
        """What the document of a check is filled in with."""
        phrases, locale = self._mind().phrases, state.locale
        lines, mended = (
            [_said(phrases, locale, say) for say in said] for said in (sheet_lines(self._mind().knowledge, sheet), mends(sheet))
        )
        terminal = state.plan.terminal(sheet.terminal) if state.plan else None
        return {
            "ref": f"{state.ref}-{sheet.number}",
            "check": sheet.check,
            "day": sheet.day.isoformat(),
            "last": sheet.last.isoformat() if sheet.last else "",
            "terminal": terminal.name if terminal else "",
            "serial": terminal.serial if terminal else state.slots.get("serial", ""),
            "lines": lines,
            "mends": mended,
            "numbers": dict(sheet.numbers),
            "photo": sheet.photo,
            "picture": picture,
        }


def _said(phrases: Phrases, locale: str, line: Say) -> dict[str, str]:
    return {name: phrases.value(locale, value) for name, value in line.values.items()}


def _together(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """What is due on one day at several terminals is one row that names them all."""
    alike = groupby(rows, lambda row: {name: value for name, value in row.items() if name != "terminal"})
    return [{**row, "terminals": [one["terminal"] for one in same if one["terminal"]]} for row, same in alike]
