"""``parse_mode=HTML``: from marked-up text to plain text and entities, as strict as the Bot API."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from bot.emulator.telegram.refusals import bad

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-spoiler": "spoiler", "a": "text_link",
}  # fmt: skip
CUT = 4096
CAPTION = 1024


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Open:
    tag: str
    offset: int
    link: str


@dataclass
class _Reader(HTMLParser):
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KINDS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self.getpos()[1]}')
        self.open.append(_Open(tag, units(self.text), dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            raise bad(f'can\'t parse entities: Unmatched end tag at byte offset {self.getpos()[1]}, found "&lt;/{tag}&gt;"')
        begun = self.open.pop()
        length = units(self.text) - begun.offset
        if length:
            link = {"url": begun.link} if tag == "a" else {}
            self.entities.append({"type": KINDS[tag], "offset": begun.offset, "length": length, **link})

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(text: str, mode: str) -> tuple[str, list[dict[str, Any]]]:
    """The text as people read it, and its entities. Modes other than HTML are not played here."""
    if not mode:
        return text, []
    if mode.lower() != "html":
        raise bad("the emulator reads parse_mode HTML only")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{reader.open[-1].tag}\"")
    return reader.text, sorted(reader.entities, key=lambda entity: entity["offset"])
