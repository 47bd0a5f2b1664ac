"""One request of a bot, whatever form it came in: query, form, multipart or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.emulator.telegram.refusals import bad


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that came with a request."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """``parameters`` are as they came: text when the request was a form, values when it was JSON."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A text; numbers are taken as written."""
        value = self.parameters.get(name)
        return default if value is None else str(value)

    def number(self, name: str) -> int | None:
        """A whole number, None if it is not given."""
        value = self.parameters.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f"invalid {name} specified") from None

    def decimal(self, name: str) -> float:
        """A decimal number that must be given."""
        try:
            return float(self.parameters[name])
        except (KeyError, TypeError, ValueError):
            raise bad(f"invalid {name} specified") from None

    def is_set(self, name: str) -> bool:
        """A switch."""
        return str(self.parameters.get(name, "")).lower() in {"true", "1"}

    def value(self, name: str) -> Any:
        """An object or a list, decoded when it came as text; None if it is not given."""
        given = self.parameters.get(name)
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given) if given else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None


async def read_call(request: Request, method: str) -> Call:
    """Raises `Refused` for a body that is not what it says it is."""
    parameters: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        parameters |= await _json(request)
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form(max_fields=2000, max_part_size=4_000_000) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = Upload(value.filename or name, value.content_type or "", await value.read())
                else:
                    parameters[name] = value
    return Call(method, parameters, uploads)


async def _json(request: Request) -> dict[str, Any]:
    try:
        found = await request.json()
    except ValueError:
        raise bad("can't parse request body as JSON") from None
    if not isinstance(found, dict):
        raise bad("request body must be a JSON object")
    return found
