"""From our message to bubbles of WeChat: plain words counted in bytes, numbered options, what is too long for later.

Pure. One bubble a message where there is any way, because every bubble is one of five.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.core.messages import Choice, Outbound
from bot.rendering.splitting import cut, octets
from bot.rendering.words import Words
from bot.service.buttons import key

HEAD, LABEL, ITEMS = 1024, 128, 10
"""A menu's head and labels in bytes, and how many items it may have."""
SHORT = 60
"""Bytes of a label where all of them together would leave no room for the message."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """``kind``: text, menu, image or file. ``items`` of a menu are (key, label)."""

    kind: str
    text: str = ""
    ref: str = ""
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """What a door can show: bytes of a bubble, whether it has menus, and kinds of files. ``link``: from the ref of any other file
    and a language to where it can be read; None: nowhere.
    """

    bytes: int = 2048
    menu: bool = False
    files: frozenset[str] = frozenset({"image"})
    link: Callable[[str, str], str] | None = None


def bubbles(message: Outbound, words: Words, fit: Fit) -> tuple[Bubble, ...]:
    """The words first: they are what must arrive. What does not fit waits for the merchant to ask; see `rest`."""
    text = _said(message, words, fit)
    files = tuple(Bubble(kind, ref=ref) for kind, ref in _attached(message) if kind in fit.files)
    if not text and not message.choices:
        return files
    return (_menu(message, text, words, fit) or Bubble("text", _pages(message, text, words, fit)[0]), *files)


def rest(message: Outbound, words: Words, fit: Fit) -> str:
    """What was left out of the first bubble."""
    text = _said(message, words, fit)
    return "" if _menu(message, text, words, fit) else _pages(message, text, words, fit)[1]


def joined(messages: Sequence[Outbound], words: Words, fit: Fit) -> tuple[Outbound, int]:
    """As many of the first messages as one bubble holds, as one; it has the name of the last."""
    one, count = messages[0], 1
    for following in messages[1:]:
        if one.choices or _attached(one) or _attached(following):
            break
        text = f"{_said(one, words, fit)}\n\n{_said(following, words, fit)}"
        both = replace(following, text=text, who="", notice=one.notice and following.notice, locale=one.locale or following.locale)
        if octets(_pages(both, text, words, fit)[0]) > fit.bytes or _pages(both, text, words, fit)[1]:
            break
        one, count = both, count + 1
    return one, count


def _said(message: Outbound, words: Words, fit: Fit) -> str:
    lines = [message.text] if message.text else []
    lines += [_told(ref, message.locale, words, fit) for kind, ref in _attached(message) if kind not in fit.files]
    text = "\n\n".join(lines)
    return words(message.locale, "staff", who=message.who, text=text) if message.who and text else text


def _told(ref: str, locale: str, words: Words, fit: Fit) -> str:
    return words(locale, "file", link=fit.link(ref, locale)) if fit.link else words(locale, "no_file")


def _attached(message: Outbound) -> list[tuple[str, str]]:
    own = [("image", message.image or ""), ("file", message.document or "")]
    sent = [({"photo": "image", "voice": "voice"}.get(media.kind, "file"), media.ref) for media in message.media]
    return [(kind, ref) for kind, ref in (*own, *sent) if ref]


def _menu(message: Outbound, text: str, words: Words, fit: Fit) -> Bubble | None:
    """A menu to tap, where all of it fits."""
    labels = [choice.label for choice in message.choices]
    if not fit.menu or not 0 < len(labels) <= ITEMS or any(octets(label) > LABEL for label in labels):
        return None
    head = text or words(message.locale, "pick")
    items = tuple((key(message.id, index), label) for index, label in enumerate(labels))
    return Bubble("menu", head, items=items) if octets(head) <= HEAD else None


def _pages(message: Outbound, text: str, words: Words, fit: Fit) -> tuple[str, str]:
    """What is shown now, with the options, and what waits."""
    options = _options(message.choices, words(message.locale, "pick"), fit.bytes)
    whole = "\n\n".join(part for part in (text, options) if part)
    if octets(whole) <= fit.bytes:
        return whole, ""
    more = words(message.locale, "more")
    around = octets(options) + octets(more) + len("\n\n\n\n")
    head, left = cut(text, fit.bytes - around, octets)
    return "\n\n".join(part for part in (head, more, options) if part), left


def _options(choices: Sequence[Choice], pick: str, most: int) -> str:
    """Numbered lines, shortened where they would fill more than half of the bubble."""
    if not choices:
        return ""
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, start=1)]
    if octets("\n".join(lines)) > most // 2:
        lines = [cut(line, SHORT, octets)[0] for line in lines]
    return "\n".join((*lines, pick))
