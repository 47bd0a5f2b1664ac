"""Reads what the merchant posted, within limits, before anything else sees it. Form or multipart."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.channels.web.refusals import Refusal
from bot.service.ports import Limits
from bot.understanding.text.normalising import visible

PHOTO_BYTES = 10 * 1024 * 1024
WORD_BYTES = 64 * 1024
FIELDS = 10
_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CHOICE_CHARACTERS = 200

DIGITS = 9
"""Digits of a sequence number, at most."""


@dataclass(frozen=True, slots=True)
class Post:
    """What was posted. ``id`` makes a repeat harmless; ``after`` is the last line the page has."""

    id: str
    text: str
    choice: str | None
    photo: bytes | None
    after: int | None


async def read_post(request: Request, chat: str, limits: Limits) -> Post:
    """Raises `Refusal` for what is too big, malformed or empty."""
    fields, photo = await read_fields(request)
    text = printable(fields.get("text", ""))
    choice = printable(fields.get("choice", ""))[:_CHOICE_CHARACTERS] or None
    if choice:
        text = ""  # the field may hold a draft when a button is pressed
    if len(text) > limits.characters:
        raise Refusal(413, "too_long", {"n": f"{limits.characters}"}, typed=text[: limits.characters])
    if not (text or choice or photo):
        raise Refusal(422, "empty")
    after = fields.get("after", "")
    return Post(
        id=_id(fields, chat, f"{choice}\n{text}\n{sha256(photo or b'').hexdigest()}"),
        text=text,
        choice=choice,
        photo=photo,
        after=int(after) if after.isdecimal() and len(after) <= DIGITS else None,
    )


def printable(text: str) -> str:
    """Without control characters and lone surrogates; line ends are line feeds; no blank edges; nothing where nothing is to be seen."""
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return text if visible(text).strip() else ""


def _id(fields: Mapping[str, str], chat: str, content: str) -> str:
    """A script names each message. A page without scripts carries one id for all its buttons, so there
    what is sent counts too: a double click is one message, another answer after "back" is another.
    """
    named = fields.get("id", "")
    try:
        return str(uuid.UUID(named))
    except ValueError:
        pass
    if named or fields.get("page"):
        return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((chat, named or fields["page"], "" if named else content))))
    return str(uuid.uuid4())


async def read_fields(request: Request, most: int = FIELDS, size: int = WORD_BYTES) -> tuple[Mapping[str, str], bytes | None]:
    """The fields, at most so many, in at most so many bytes, and a file if one came along. Raises `Refusal`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _FORM:
        return await _form(request, most, size), None
    if kind == _MULTIPART:
        return await _multipart(request, most)
    raise Refusal(415, "unreadable")


async def _form(request: Request, most: int, size: int) -> Mapping[str, str]:
    body = b"".join([chunk async for chunk in _bounded(request, size, "too_much")])
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace", max_num_fields=most))
    except ValueError as problem:
        raise Refusal(400, "unreadable") from problem


async def _multipart(request: Request, most: int) -> tuple[Mapping[str, str], bytes | None]:
    stream = _bounded(request, PHOTO_BYTES + WORD_BYTES, "too_big")
    parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=most, max_part_size=WORD_BYTES)
    try:
        form = await parser.parse()
    except MultiPartException as problem:
        status, word = (413, "too_much") if "exceeded maximum size" in problem.message else (400, "unreadable")
        raise Refusal(status, word) from problem
    try:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        photo = await uploads[0].read() if uploads else b""
    finally:
        await form.close()
    if len(photo) > PHOTO_BYTES:
        raise Refusal(413, "too_big")
    return fields, photo or None


async def _bounded(request: Request, most: int, word: str) -> AsyncGenerator[bytes, None]:
    """The body's parts; refused as soon as it is known to be too big, by its announced length or by count."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise Refusal(413, word)
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > most:
            raise Refusal(413, word)
        yield chunk
