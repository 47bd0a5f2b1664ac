"""From the log to the lines that staff read, internal notes included. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.messages import Choice, Media
from bot.service.desk.views import Line
from bot.service.ports import JSON, EntryKind, Logged


def lines_of(logged: Sequence[Logged]) -> tuple[Line, ...]:
    """The transcript; a question knows which of its choices the merchant took, and words that they were changed."""
    lines: list[Line] = []
    places: dict[str, int] = {}
    for one in logged:
        said, changed = str(one.body.get("message") or ""), str(one.body.get("edits") or "")
        if changed in places:
            lines[places[changed]] = replace(lines[places[changed]], edited=True)
        if said or changed:
            places[said or changed] = len(lines)
        taken = str(one.body.get("choice") or "")
        asked = _question_of(lines, taken) if taken else None
        if asked is not None:
            lines[asked] = replace(lines[asked], pressed=taken)
        lines.append(_line(one))
    return tuple(lines)


def _question_of(lines: Sequence[Line], key: str) -> int | None:
    """The place of the latest question that offered that key."""
    places = range(len(lines) - 1, -1, -1)
    return next((place for place in places if any(choice.key == key for choice in lines[place].choices)), None)


def _line(logged: Logged) -> Line:
    body = logged.body
    why, heard = body.get("why"), body.get("heard")
    masked = heard.get("masked") if isinstance(heard, dict) else 0
    is_system = logged.kind is EntryKind.SYSTEM
    return Line(
        seq=logged.seq,
        kind=logged.kind.value,
        at=logged.at,
        text=str(body.get("text") or body.get("label") or ""),
        who=str(body.get("who") or ""),
        by=str(body.get("by") or ""),
        choices=tuple(Choice(str(one.get("key")), str(one.get("label"))) for one in _dicts(body.get("choices"))),
        media=tuple(Media(str(one.get("kind")), str(one.get("ref") or "")) for one in _dicts(body.get("media"))),
        status=logged.status,
        did=str(body.get("did") or ""),
        facts={name: value for name, value in body.items() if is_system and name != "did"},
        rule=str(why.get("rule") or "") if isinstance(why, dict) else "",
        masked=masked if isinstance(masked, int) else 0,
        edits=bool(body.get("edits")),
    )


def _dicts(value: JSON) -> list[dict[str, JSON]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
