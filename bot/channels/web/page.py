"""Renders the page and its lines. The one place that makes HTML: scripts insert what is made here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from bot.channels.web import lines as seen
from bot.channels.web.assets import Assets
from bot.channels.web.lines import Line, Standing
from bot.channels.web.session import Visit
from bot.channels.web.words import Words
from bot.core.messages import Choice, Outbound
from bot.rendering.folders import opened
from bot.service.ports import JSON

LATEST = 200
"""The page starts with so many lines; a link shows the rest."""
PAUSE = timedelta(hours=1)
Shown: TypeAlias = "dict[str, JSON]"


class Pages:
    """The page templates."""

    def __init__(self, folder: Path, assets: Assets, zone: tzinfo, spoken: Sequence[Words] = ()) -> None:
        """``zone`` is that of the times that the server writes, ``spoken`` the languages that can be chosen."""
        self._zone = zone
        self._environment = opened(folder)
        self._environment.globals.update(
            asset=assets.address,
            icon_of=seen.icon,
            PERSON=seen.PERSON,
            MENU=seen.MENU,
            TICKETS=seen.TICKETS,
            is_whole=False,
            spoken=spoken,
        )
        self._environment.filters["path"] = lambda ref: quote(ref, safe="/")

    def whole(self, visit: Visit, words: Words, shown: Sequence[Line], welcome: Outbound, at: datetime, **extra: object) -> str:
        """The page. ``extra``: ``notice`` (what went wrong), ``typed`` (goes back into the field), ``is_all``."""
        now = seen.standing(shown) if shown else Standing(choices=welcome.choices)
        start = 0 if extra.get("is_all") else max(0, len(shown) - LATEST)
        return self._render(
            "chat.html",
            words,
            at,
            visit=visit,
            lines=shown[start:],
            is_cut=start > 0,
            separators=self._separators(shown[start:], words, at),
            welcome=welcome,
            standing=now,
            last=shown[-1].seq if shown else 0,
            page_id=str(uuid.uuid4()),
            **{"notice": "", "typed": "", **extra},
        )

    def astray(self, visit: Visit, words: Words, at: datetime, **told: str) -> str:
        """A page in the place of another. ``said``: a sentence; ``on`` and ``to``: the words and the address of a link that leads on."""
        return self._render("chat_astray.html", words, at, visit=visit, standing=Standing(), **told)

    def entry(self, line: Line, words: Words, at: datetime) -> Shown:
        """A line for scripts and programs: its facts, and the HTML to insert."""
        return {
            "seq": line.seq,
            "kind": line.kind,
            "at": line.at.isoformat(),
            "text": line.text,
            "who": line.who,
            "choices": [{"key": choice.key, "label": choice.label} for choice in line.choices],
            "progress": list(line.progress) if line.progress else None,
            "html": self._render("chat_line.html", words, at, line=line, standing=Standing()),
            "buttons": self._buttons(line.choices, words, at),
            "header": self._header(line, words, at),
        }

    def _buttons(self, choices: tuple[Choice, ...], words: Words, at: datetime) -> str:
        return self._render("chat_choices.html", words, at, choices=choices) if choices else ""

    def _header(self, line: Line, words: Words, at: datetime) -> str | None:
        """The name and status when another one speaks from here on."""
        if line.kind != "staff_joined" and line.kind not in seen.LEAVING:
            return None
        return self._render("chat_who.html", words, at, standing=seen.standing([line]))

    def _separators(self, shown: Sequence[Line], words: Words, at: datetime) -> Mapping[int, str]:
        """The day and time above a line that opens a day or comes after a pause, by ``seq``; 0 is the greeting."""
        starts: dict[int, str] = {} if shown else {0: self._moment(at, words, at)}
        before: datetime | None = None
        for line in shown:
            here = line.at.astimezone(self._zone)
            if before is None or here.date() != before.date() or here - before > PAUSE:
                starts[line.seq if before else 0] = self._moment(line.at, words, at)
            before = here
        return starts

    def _moment(self, at: datetime, words: Words, now: datetime) -> str:
        here = at.astimezone(self._zone)
        return f"{words.day(here, now.astimezone(self._zone))} {here:%H:%M}"

    def _render(self, name: str, words: Words, at: datetime, **values: object) -> str:
        return self._environment.get_template(name).render(
            w=words, now=at, clock=lambda moment: f"{moment.astimezone(self._zone):%H:%M}", **values
        )
