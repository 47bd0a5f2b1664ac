"""The case card and the lines of a conversation as the group reads them: HTML of the Bot API. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from html import escape

from bot.channels.desk.words import Words
from bot.rendering.splitting import parts, units
from bot.service.desk.papers import Case, Warranty
from bot.service.desk.rows import Group, Row
from bot.service.desk.views import Line, Opened

NAME_UNITS = 128
AT_ONCE = 3500
"""Units of one message of several lines: below what Telegram takes, for the names in front of the lines."""
WORDS = 3
MEDIA = {"photo": "photo", "voice": "voice", "document": "file", "location": "location"}


def title(row: Row) -> str:
    """The name of a topic: number, who, what."""
    whole = " · ".join(part for part in (str(row.number), row.name if row.name != f"#{row.number}" else "", row.topic) if part)
    return parts(whole, NAME_UNITS)[0]


def card(opened: Opened, words: Words) -> str:
    """What is read before anything else."""
    row, case = opened.row, opened.case
    rows = [f"<b>{_clean(title(row))}</b>", f"<i>{_clean(state(row, words))}</i>", *_facts(case, words), "", _clean(words("help"))]
    return "\n".join(rows)


def state(row: Row, words: Words) -> str:
    """Who must act."""
    if row.holder:
        return words("staff", who=words.who(row.holder))
    return words({Group.WAITING: "waiting", Group.CLOSED: "closed"}.get(row.group, "bot"))


def _facts(case: Case, words: Words) -> Iterator[str]:
    yield from _fact(words, "reason", words.named(f"reason_{case.reason}") if case.reason else "")
    yield from _fact(words, "trouble", case.request)
    yield from _fact(words, "words", " / ".join(case.words[-WORDS:]))
    yield from _fact(words, "tried", *(_with(words, one.label, words.may(f"result_{one.result}") or one.result) for one in case.tried))
    yield from _fact(words, "device", *(f"{fact.label} {fact.value}" for fact in case.device))
    yield from _fact(words, "warranty", _warranty(case.warranty, words))
    yield from _fact(words, "facts", *(f"{fact.label} {fact.value}" for fact in case.facts))


def _warranty(warranty: Warranty, words: Words) -> str:
    told = words.named(f"warranty_{warranty.verdict}_plain")
    until = warranty.ends.isoformat() if warranty.ends else warranty.about and words("value_about", day=warranty.about)
    return _with(words, told, until) if until else told


def _with(words: Words, what: str, more: str) -> str:
    return words("with", what=what, more=more)


def _fact(words: Words, name: str, *values: str) -> Iterator[str]:
    if any(values):
        told = reduce(lambda one, other: words("and", one=one, other=other), values)
        yield _clean(words("fact", name=words(name), value=_cut(told)))


def _cut(text: str, most: int = 600) -> str:
    return text if units(text) <= most else parts(text, most - 1)[0] + "…"


def _clean(text: str) -> str:
    return escape(text, quote=False)


# ---- lines -----------------------------------------------------------------------------------


def messages(lines: Sequence[Line], words: Words) -> list[str]:
    """As few messages as they fit in."""
    found: list[str] = []
    room = 0
    for line in lines:
        for piece in _pieces(line, words):
            if not found or units(piece) > room:
                found.append(piece)
                room = AT_ONCE - units(piece)
            else:
                found[-1] += "\n" + piece
                room -= units(piece) + 1
    return found


def _pieces(line: Line, words: Words) -> Iterator[str]:
    """The line, cut where it is longer than a message."""
    who, text = _speaker(line, words), _said(line, words)
    if not text:
        return
    first, *rest = parts(text, AT_ONCE - 200)
    shown = _clean(first)
    yield f"<i>{_clean(who)} {shown}</i>" if line.kind in {"system", "note"} else f"<b>{_clean(who)}</b> {shown}"
    yield from (_clean(part) for part in rest)


def _speaker(line: Line, words: Words) -> str:
    if line.kind == "merchant":
        return words("edited" if line.edits else "merchant")
    if line.kind == "bot":
        return words("robot")
    if line.kind == "note":
        return f"{words('note')} {line.who}"
    return line.who if line.kind == "staff" else "•"


def _said(line: Line, words: Words) -> str:
    if line.kind == "system":
        facts = {name: str(value) for name, value in line.facts.items()}
        if line.did == "rated":
            rating = words.named(f"rating_{facts['rating']}") if facts.get("rating") else ""
            return " ".join(part for part in (words.named("rating"), rating, facts.get("word", "")) if part)
        return words.may(f"did_{line.did}", **facts)
    offered = " ".join(f"[{choice.label}]" for choice in line.choices)
    attached = " ".join(words(MEDIA.get(media.kind, "file")) for media in line.media)
    return " ".join(part for part in (line.text, offered, attached) if part)
