"""From our message to what Telegram is sent: text as HTML, photos, documents, buttons. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from bot.core.messages import Choice, Outbound
from bot.rendering.splitting import CAPTION, parts, units
from bot.service.buttons import key

ROW_WIDTH, ROW_BUTTONS = 28, 3
_WIDE = "\u2e80"
"""From here on a character is as wide as two Latin ones."""

Rows = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons, each (label, key)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Telegram. ``kind``: text, photo, document, voice; ``ref`` names the bytes; ``html`` is the
    text or the caption.
    """

    kind: str
    html: str = ""
    ref: str = ""
    rows: Rows = ()


def rendered(message: Outbound, signature: str = "{who}: {text}") -> tuple[Part, ...]:
    """The parts in order; the buttons stand under the last. ``signature`` shows who of the staff speaks."""
    text = message.text
    if message.who:
        text = signature.replace("{who}", message.who).replace("{text}", text).strip()
    attached = _attached(message)
    if len(attached) == 1 and units(text) <= CAPTION:
        kind, ref = attached[0]
        made = [Part(kind, escape(text, quote=False), ref)]
    else:
        files = [Part(kind, ref=ref) for kind, ref in attached]
        made = [*files, *(Part("text", escape(part, quote=False)) for part in parts(text))]
    return _with_rows(made, rows(message.id, message.choices))


def _attached(message: Outbound) -> list[tuple[str, str]]:
    own = [("photo", message.image or ""), ("document", message.document or "")]
    sent = [(media.kind if media.kind in {"photo", "voice"} else "document", media.ref) for media in message.media]
    return [(kind, ref) for kind, ref in (*own, *sent) if ref]


def _with_rows(made: list[Part], under: Rows) -> tuple[Part, ...]:
    if not made or not under:
        return tuple(made)
    last = made[-1]
    return (*made[:-1], Part(last.kind, last.html, last.ref, under))


def rows(message: str, choices: tuple[Choice, ...]) -> Rows:
    """Short labels share a row."""
    found: list[list[tuple[str, str]]] = []
    room = 0
    for index, choice in enumerate(choices):
        width = sum(2 if character >= _WIDE else 1 for character in choice.label) + 2
        if not found or width > room or len(found[-1]) == ROW_BUTTONS:
            found.append([])
            room = ROW_WIDTH
        found[-1].append((choice.label, key(message, index)))
        room -= width
    return tuple(tuple(row) for row in found)
