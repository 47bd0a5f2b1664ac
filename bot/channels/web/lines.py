"""From entries of the log to the lines that the merchant sees. Pure; what staff alone may see has no line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.web.words import Words
from bot.core.messages import Choice
from bot.service.ports import JSON, EntryKind, Logged

PERSON = "0.person"
MENU = "0."
SHOWN = ("staff_joined", "staff_left", "staff_released", "staff_closed", "staff_called", "staff_called_off", "ticket_opened")
LEAVING = ("staff_left", "staff_released", "staff_closed", "staff_called_off")
TICKETS = ("warranty", "paid", "other")
ICONS = (
    ("print", "printer"),
    ("scan", "scan-line"),
    ("network", "wifi-off"),
    ("sim", "wifi-off"),
    ("power", "power"),
    ("battery", "power"),
    ("sign", "receipt"),
    ("settlement", "receipt"),
    ("receipt", "receipt"),
    ("transaction", "credit-card"),
    ("card", "credit-card"),
    ("maintenance", "wrench"),
    ("repair", "wrench"),
    ("hardware", "wrench"),
    ("software", "smartphone"),
    ("security", "shield"),
    ("person", "headset"),
)
"""The first part of a choice's name that is found decides; the same icons as in the console."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chat. ``kind``: merchant, bot, staff, or one of `SHOWN`; ``facts`` are a ticket's
    or a call's; ``photos``, ``image`` and ``document`` are refs, ``files`` are kind and ref.
    """

    seq: int
    kind: str
    at: datetime
    text: str = ""
    lang: str | None = None
    who: str = ""
    photos: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    image: str = ""
    document: str = ""
    progress: tuple[int, int] | None = None
    choices: tuple[Choice, ...] = ()
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the chat stands: the open choices and who speaks (empty: the bot)."""

    choices: tuple[Choice, ...] = ()
    staff: str = ""
    is_called: bool = False


def lines(entries: Iterable[Logged], words: Words) -> list[Line]:
    """The lines of those entries; an entry without a line is left out."""
    return [line for line in (_line(entry, words) for entry in entries) if line]


def standing(shown: Sequence[Line]) -> Standing:
    """What follows from all lines: choices stay open until somebody else speaks."""
    now = Standing()
    for line in shown:
        now = _after(now, line)
    return now


def icon(key: str) -> str:
    """The icon of a choice in the menu."""
    name = key.removeprefix(MENU)
    return next((picture for part, picture in ICONS if part in name), "circle-help")


def refs(entry: Logged) -> set[str]:
    """The blobs that this entry shows."""
    named = [_text(item, "ref") for item in _mappings(entry.body, "media")]
    return {ref for ref in (*named, _text(entry.body, "image"), _text(entry.body, "document")) if ref}


def _after(now: Standing, line: Line) -> Standing:
    if line.kind == "bot":
        return Standing(line.choices or now.choices, now.staff, now.is_called)
    if line.kind in {"merchant", "staff"}:
        return Standing((), now.staff, now.is_called)
    if line.kind == "staff_joined":
        return Standing((), line.who, is_called=False)
    if line.kind in LEAVING:
        return Standing(now.choices, is_called=line.kind == "staff_released")
    return Standing(now.choices, now.staff, now.is_called or line.kind == "staff_called")


def _line(entry: Logged, words: Words) -> Line | None:
    if entry.kind is EntryKind.MERCHANT:
        return _merchant(entry, words)
    if entry.kind is EntryKind.BOT:
        return None if entry.status == "dropped" else _bot(entry, words)
    if entry.kind is EntryKind.STAFF:
        return _staff(entry, words)
    did = _text(entry.body, "did")
    return _happening(entry, did, words) if did in SHOWN else None


def _merchant(entry: Logged, words: Words) -> Line:
    body = entry.body
    text = _text(body, "text") or _pressed(body, words)
    photos, files = _sent(body)
    if not text and not photos and not files:
        text = words("something")
    return Line(entry.seq, "merchant", entry.at, text, words.foreign(text), photos=photos, files=files)


def _sent(body: Mapping[str, JSON]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What can be looked at, and the rest with its kind: a voice message, a document."""
    media = [(_text(item, "kind"), _text(item, "ref")) for item in _mappings(body, "media")]
    return tuple(ref for kind, ref in media if ref and kind == "photo"), tuple(one for one in media if one[1] and one[0] != "photo")


def _pressed(body: Mapping[str, JSON], words: Words) -> str:
    """What was on the button. That of the header is the page's own and no question's offer."""
    if _text(body, "choice") == PERSON:
        return words("person")
    return _text(body, "label")


def _bot(entry: Logged, words: Words) -> Line:
    body = entry.body
    text = _text(body, "text")
    return Line(
        entry.seq,
        "bot",
        entry.at,
        text,
        words.foreign(text),
        image=_text(body, "image"),
        document=_text(body, "document"),
        progress=_progress(body.get("progress")),
        choices=tuple(Choice(_text(item, "key"), _text(item, "label")) for item in _mappings(body, "choices")),
    )


def _staff(entry: Logged, words: Words) -> Line:
    text = _text(entry.body, "text")
    photos, files = _sent(entry.body)
    return Line(entry.seq, "staff", entry.at, text, words.foreign(text), _text(entry.body, "who"), photos=photos, files=files)


def _happening(entry: Logged, did: str, words: Words) -> Line:
    facts = {name: str(value) for name, value in entry.body.items() if isinstance(value, str | int) and value != ""}
    who = _text(entry.body, "who") or words("somebody")
    return Line(entry.seq, did, entry.at, who=who if did not in {"staff_called", "staff_called_off"} else "", facts=facts)


def _progress(value: JSON) -> tuple[int, int] | None:
    match value:
        case [int(n), int(of)] if 0 < n <= of:
            return n, of
        case _:
            return None


def _text(body: Mapping[str, JSON], name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""


def _mappings(body: Mapping[str, JSON], name: str) -> list[Mapping[str, JSON]]:
    value = body.get(name)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []
