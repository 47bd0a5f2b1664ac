"""``posbot chat``: a pleasant conversation at a terminal. Numbers pick choices, Ctrl-D leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from bot.channels.terminal.talk import Answered, Talk, TalkProblem, Ticking
from bot.service.ports import Clock, EntryKind, Logged

CHAT = "1"


class Parlour:
    """One merchant at one keyboard."""

    def __init__(self, talk: Talk, locale: str, now: Clock, console: Console, chat: str = CHAT) -> None:
        """Nothing is said yet."""
        self._talk = talk
        self._locale = locale
        self._now = now
        self._console = console
        self._chat = chat
        self._choices: list[tuple[str, str]] = []

    async def answer(self, line: str) -> None:
        """Do what was typed: a number picks, ``photo PATH`` sends, anything else is said."""
        try:
            self.show(await self._talk.say(self._chat, self._now(), self._said(line), locale=self._locale))
        except TalkProblem as wrong:
            self._console.print(escape(str(wrong)), style="yellow")

    def _said(self, line: str) -> dict[str, str]:
        if line.isdecimal() and 0 < int(line[:4]) <= len(self._choices):
            return {"choice": self._choices[int(line) - 1][0]}
        word, _, rest = line.partition(" ")
        if word == "photo" and rest and Path(rest).suffix:
            return {"photo": rest}
        return {"text": line}

    def show(self, answered: Answered) -> None:
        """Print what came back."""
        for entry in answered.entries:
            if entry.kind in {EntryKind.BOT, EntryKind.STAFF}:
                self._show_bubble(entry)

    def _show_bubble(self, entry: Logged) -> None:
        who = str(entry.body.get("who", ""))
        colour = "green" if who else "bright_blue"
        head = f"[bold {colour}]{escape(who or 'posbot')}[/]{_progress(entry)}"
        self._console.print(head)
        self._console.print(Padding(escape(str(entry.body["text"])), (0, 0, 0, 2)))
        raw = entry.body.get("choices")
        self._choices = [(str(c["key"]), str(c["label"])) for c in raw if isinstance(c, dict)] if isinstance(raw, list) else []
        for number, (_, label) in enumerate(self._choices, start=1):
            self._console.print(Padding(f"[cyan]{number}[/]  {escape(label)}", (0, 0, 0, 4)))
        self._console.print()


def _progress(entry: Logged) -> str:
    progress = entry.body.get("progress")
    return f"  [dim]{progress[0]}/{progress[1]}[/]" if isinstance(progress, list) else ""


async def converse(talk: Talk, locale: str, start: datetime | None) -> None:
    """Talk until Ctrl-D."""
    clock = Ticking(start)
    parlour = Parlour(talk, locale, lambda: clock.now(datetime.now(UTC)), Console())
    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    await parlour.answer({"zh": "你好", "en": "hello"}[locale])
    with patch_stdout(raw=True):
        while True:
            try:
                line = await session.prompt_async(HTML("<ansigreen>&gt; </ansigreen>"))
            except (EOFError, KeyboardInterrupt):
                return
            if line.strip():
                await parlour.answer(line.strip())
