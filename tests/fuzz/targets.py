"""Everything that reads bytes from outside, each with what it may raise: whatever else it raises is a finding."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from PIL import Image
from starlette.requests import Request

from bot.channels.desk import parsing as desk
from bot.channels.telegram import parsing as telegram
from bot.channels.terminal import lines, talk
from bot.channels.terminal.talk import TalkProblem
from bot.channels.web.intake import printable, read_fields
from bot.channels.web.photos import LONGEST, developed
from bot.channels.web.refusals import Refusal
from bot.channels.wechat import xml
from bot.channels.wechat.crypto import Unreadable as NoPush
from bot.channels.wechat.kf import parsing as kf
from bot.channels.wechat.oa import parsing as oa
from bot.knowledge import linting
from bot.knowledge.finding import File, Files
from bot.knowledge.gathering import gather
from bot.service.listing_devices import Listing
from bot.service.taking import Unreadable
from bot.understanding.text.masking import masked
from tests.fuzz import examples
from tests.fuzz.mutating import Change, meddled, scratched


@dataclass(frozen=True, slots=True)
class Target:
    """``whole``: what comes when nobody meddles; ``change`` meddles; ``allowed``: what ``run`` may raise, none of it reaches a person
    as a traceback.
    """

    whole: tuple[bytes, ...]
    change: Change
    run: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...]

    @property
    def longest(self) -> int:
        """Bytes that an input grows to: what is longer is refused before it is read, and takes the minutes from the others."""
        return max(2_000, *(2 * len(content) for content in self.whole))

    def changed(self, chance: Random, content: bytes) -> bytes:
        """Another input, from this one."""
        return self.change(chance, content, self.whole)[: self.longest]


def _mapping(content: bytes) -> dict[str, Any] | None:
    """The object that a messenger's library would hand on; None for what is no JSON object."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _merchant(content: bytes) -> None:
    if (update := _mapping(content)) is not None:
        telegram.parsed(update)


def _staff(content: bytes) -> None:
    if (update := _mapping(content)) is not None:
        desk.parsed(update)


def _upload(content: bytes) -> None:
    photo = developed(content)
    with Image.open(io.BytesIO(photo)) as image:
        assert (image.format, max(image.size) <= LONGEST, dict(image.getexif())) == ("JPEG", True, {})


def _push(content: bytes) -> None:
    push = xml.read(content)
    oa.sender(push)
    oa.update_id(push)
    oa.since(push)
    oa.parsed(push)


def _customer(content: bytes) -> None:
    if (message := _mapping(content)) is not None:
        kf.lane_of(message)
        kf.since(message)
        kf.parsed(message)


def _line(content: bytes) -> None:
    given = lines._parsed(content.decode("utf-8", "replace"))
    if "at" in given:
        talk.moment(given["at"])
    if "advance" in given:
        lines._duration(given["advance"])


def _list(content: bytes) -> None:
    text = io.StringIO(content.decode("utf-8", "replace"), newline="")
    list(Listing(text))


@cache
def _loop() -> asyncio.Runner:
    return asyncio.Runner()


def _form(content: bytes) -> None:
    kind, _, body = content.partition(b"\n")

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [(b"content-type", kind)]}
    fields, _ = _loop().run(read_fields(Request(scope, receive)))
    for value in fields.values():
        printable(value).encode()


def _knowledge(content: bytes) -> None:
    """One file, alone in its folder, read and checked as ``posbot check`` does."""
    first, _, rest = content.partition(b"\n")
    place = first.decode("utf-8", "replace")
    file = File(place, place, rest, is_template=place.startswith(("zh/", "en/")))
    gathered = gather(Files((file,)))
    world = linting._world(gathered, None, date(2026, 11, 1))
    sorted({*gathered.problems, *linting._found(world, linting.CHECKS)})


def _mask(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    once, _ = masked(text)
    again, _ = masked(once)
    assert masked(again)[0] == again, text


BROKEN = (KeyError, ValueError, TypeError)
"""What a worker may meet in an update that no messenger sends: it is put aside."""
TARGETS: dict[str, Target] = {
    "telegram": Target(examples.jsons(examples.UPDATES), meddled, _merchant, (Unreadable,)),
    "desk": Target(examples.jsons(examples.UPDATES), meddled, _staff, (Unreadable,)),
    "wechat_push": Target(tuple(examples.PUSHES), scratched, _push, (NoPush, *BROKEN)),
    "wechat_customer": Target(examples.jsons(examples.MESSAGES), meddled, _customer, BROKEN),
    "upload": Target(examples.pictures(), scratched, _upload, (Refusal,)),
    "form": Target(tuple(examples.FORMS), scratched, _form, (Refusal,)),
    "import": Target(tuple(examples.LISTS), scratched, _list, ()),
    "chat": Target(examples.jsons(examples.LINES), meddled, _line, (TalkProblem,)),
    "knowledge": Target(examples.knowledge(), scratched, _knowledge, ()),
    "masking": Target(tuple(text.encode() for text in examples.WORDS), scratched, _mask, ()),
}
