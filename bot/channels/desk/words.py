"""What the group reads: this door's own words, and the desk's names for reasons and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.service.desk.people import Staff


@dataclass(frozen=True, slots=True)
class Words:
    """``own`` of scope ``telegram`` (names begin with ``desk_``), ``desk`` of scope ``desk``; one language.
    ``names`` of people who have no account, by id.
    """

    own: Mapping[str, str]
    desk: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, name: str, /, **values: str) -> str:
        """The sentence with its places filled; KeyError if there is none."""
        return _filled(self.own[f"desk_{name}"], values)

    def who(self, staff: Staff) -> str:
        """The name that is read."""
        return self.names.get(staff.id, staff.name)

    def may(self, name: str, /, **values: str) -> str:
        """The sentence, or nothing."""
        return _filled(self.own.get(f"desk_{name}", ""), values)

    def named(self, name: str) -> str:
        """The desk's word for a code, or the code."""
        return self.desk.get(name, name.partition("_")[2])


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        sentence = sentence.replace("{" + key + "}", value)
    return sentence
