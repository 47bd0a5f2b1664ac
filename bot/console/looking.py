"""What a person looks at, read from the address of the page: which list, which conversation, which filter.

A fragment asks the address too (``HX-Current-URL``), never a parameter of its own: a late refresh would
otherwise move the selection back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request

from bot.service.desk.rows import Filter, Group

PREFIX = "/desk"
LISTS: Mapping[str, tuple[Group, ...]] = {
    "inbox": (Group.WAITING, Group.MINE, Group.OTHERS),
    "mine": (Group.MINE, Group.SNOOZED),
    "bot": (Group.BOT,),
    "all": tuple(Group),
}
"""The lists and the groups that each shows, in order."""

_WORDS = ("assignee", "team", "tag", "channel", "trouble", "text")
_DIGITS = 9
_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Look:
    """``place`` is the first part of the address after ``/desk``; ``number`` the open conversation, 0 for none."""

    place: str = "inbox"
    number: int = 0
    filter: Filter = field(default_factory=Filter)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What the list shows."""
        return LISTS.get(self.place, LISTS["inbox"])

    @property
    def query(self) -> str:
        """The filter as an address has it, with its question mark, or nothing."""
        named = {name: getattr(self.filter, name) for name in _WORDS}
        wanted = {name: value for name, value in named.items() if value} | ({"unread": "1"} if self.filter.unread else {})
        return f"?{urlencode(wanted)}" if wanted else ""

    @property
    def base(self) -> str:
        """The list's address without its filter."""
        return f"{PREFIX}/{self.place if self.place in LISTS else 'inbox'}"

    def address(self, number: int = 0) -> str:
        """The address of that conversation within this list."""
        return f"{self.base}{f'/{number}' if number else ''}{self.query}"

    def at(self, number: int) -> Look:
        """The same list with that conversation open."""
        return replace(self, number=number)


def look_of(request: Request) -> Look:
    """What is looked at: by the page's address if a fragment says it, else by the request's own."""
    return look_at(request.headers.get("hx-current-url") or str(request.url))


def look_at(address: str) -> Look:
    """The look that an address stands for; what cannot be read is left out."""
    parts = urlsplit(address)
    names = parts.path.removeprefix(PREFIX).strip("/").split("/")
    asked = dict(parse_qsl(parts.query, errors="replace", max_num_fields=20))
    return Look(names[0] or "inbox", _number(names[1] if len(names) > 1 else ""), filter_of(asked))


def filter_of(asked: Mapping[str, str]) -> Filter:
    """The filter that these fields make."""
    words = {name: asked.get(name, "").strip()[:_CHARACTERS] for name in _WORDS}
    return Filter(
        assignee=words["assignee"],
        team=words["team"],
        tag=words["tag"],
        channel=words["channel"],
        trouble=words["trouble"],
        text=words["text"],
        unread=bool(asked.get("unread")),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
