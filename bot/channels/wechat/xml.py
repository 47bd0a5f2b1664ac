"""WeChat's XML, read without trusting it and written for it. Documents with a DOCTYPE are refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from bot.channels.wechat.crypto import Unreadable
from bot.service.ports import JSON

DEEPEST = 8


def read(text: str | bytes) -> dict[str, JSON]:
    """The document's elements by name; what has elements inside becomes a mapping, repeated names a list.
    Raises `Unreadable`.
    """
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ValueError, SyntaxError, LookupError):  # refused, broken, of an unknown encoding
        raise Unreadable("no XML that is taken") from None
    found = _read(root, 0)
    if not isinstance(found, dict):
        raise Unreadable("nothing inside")
    return found


def _read(element: Element, depth: int) -> JSON:
    if depth > DEEPEST:
        raise Unreadable("too deep")
    inner: dict[str, JSON] = {}
    for child in element:
        name, value = child.tag, _read(child, depth + 1)
        before = inner.get(name)
        inner[name] = value if before is None else [*before, value] if isinstance(before, list) else [before, value]
    return inner or (element.text or "")


def written(fields: Mapping[str, str | int]) -> str:
    """A flat document: words in CDATA, numbers as they are."""
    return "<xml>" + "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields.items()) + "</xml>"


def _value(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return escape(value) if "]]>" in value else f"<![CDATA[{value}]]>"
