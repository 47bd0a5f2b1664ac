"""Checks requests, answers and updates against the published description of the Bot API (``api.json``).

The file is not part of this program; without it nothing is checked. Only what the description says in a
form a program can read is checked: names, required fields, types, and lengths written as ``1-64 bytes``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.entities import units

_LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)")
_NUMBER = re.compile(r"-?\d{1,18}")
_PLAIN = {"String": str, "Boolean": bool}
_ARRAY = "Array of "
PARSED = "after entit"
"""A length that counts once markup is taken out; the emulator itself checks those."""
DEPRECATED = {
    "reply_to_message_id": "reply_parameters",
    "disable_web_page_preview": "link_preview_options",
    "allow_sending_without_reply": "reply_parameters",
}


class SpecProblem(ValueError):
    """The description cannot be read; the message says why."""


@dataclass(frozen=True)
class Spec:
    """The description."""

    version: str
    methods: Mapping[str, Mapping[str, Any]]
    types: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, path: Path) -> Spec:
        """Raises `SpecProblem`."""
        try:
            found = json.loads(path.read_text("utf-8"))
            methods = {name.lower(): method for name, method in found["methods"].items()}
            return cls(found["version"], methods, found["types"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise SpecProblem(path, type(wrong).__name__) from None

    def request(self, call: Call) -> list[str]:
        """What is wrong with a request."""
        method = self.methods.get(call.method.lower())
        if method is None:
            return [f"{call.method}: no such method"]
        given = {name: value for name, value in call.parameters.items() if name not in DEPRECATED}
        attached = dict.fromkeys(call.uploads, "attach://")
        known = {field["name"] for field in method.get("fields", ())}
        files = {name: value for name, value in attached.items() if name in known}
        return list(self._fields(method, {**files, **given}, call.method, as_text=True))

    def answer(self, method: str, result: Any) -> list[str]:
        """What is wrong with the emulator's own answer."""
        found = self.methods.get(method.lower())
        return list(self._value(result, found["returns"], f"{method}()")) if found else []

    def update(self, body: Mapping[str, Any]) -> list[str]:
        """What is wrong with an update."""
        return list(self._value(body, ["Update"], "Update"))

    def _fields(self, shape: Mapping[str, Any], given: Mapping[str, Any], where: str, *, as_text: bool = False) -> Iterator[str]:
        fields = {field["name"]: field for field in shape.get("fields", ())}
        yield from (f"{where}.{name}: not known" for name in given if name not in fields)
        for name, field in fields.items():
            if name not in given:
                if field["required"]:
                    yield f"{where}.{name}: missing"
                continue
            value = _decoded(given[name], field["types"]) if as_text else given[name]
            yield from self._value(value, field["types"], f"{where}.{name}")
            yield from _too_long(value, field["description"], f"{where}.{name}")

    def _value(self, value: Any, types: Sequence[str], where: str) -> Iterator[str]:
        """No problem if one of the types fits; else those of the nearest."""
        found = [list(self._type(value, name, where)) for name in types]
        yield from min(found, key=len, default=[])

    def _type(self, value: Any, name: str, where: str) -> Iterator[str]:
        if name.startswith(_ARRAY):
            yield from self._list(value, re.split(r", | and ", name.removeprefix(_ARRAY)), where)
        elif name in self.types:
            yield from self._object(value, self.types[name], name, where)
        elif not _is_plain(value, name):
            yield f"{where}: {type(value).__name__} is no {name}"

    def _list(self, value: Any, types: Sequence[str], where: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where}: {type(value).__name__} is no list"
            return
        for index, item in enumerate(value):
            yield from self._value(item, types, f"{where}[{index}]")

    def _object(self, value: Any, shape: Mapping[str, Any], name: str, where: str) -> Iterator[str]:
        if "subtypes" in shape and not shape.get("fields"):
            yield from self._value(value, shape["subtypes"], where)
        elif name == "InputFile":
            if not isinstance(value, str):
                yield f"{where}: no file"
        elif not isinstance(value, dict):
            yield f"{where}: {type(value).__name__} is no {name}"
        else:
            yield from self._fields(shape, value, where)


def _decoded(value: Any, types: Sequence[str]) -> Any:
    """A form's value is text: read it as the type that is declared."""
    if not isinstance(value, str) or ("String" in types and not ("Integer" in types and _NUMBER.fullmatch(value))):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _is_plain(value: Any, name: str) -> bool:
    if name == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "Float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, _PLAIN[name]) if name in _PLAIN else True


def _too_long(value: Any, description: str, where: str) -> Iterator[str]:
    found = _LENGTH.search(description)
    if not found or not isinstance(value, str) or PARSED in description:
        return
    least, most, unit = int(found[1]), int(found[2]), found[3]
    length = units(value) if unit == "characters" else len(value.encode())
    if not least <= length <= most:
        yield f"{where}: {length} {unit}, not {least}-{most}"
