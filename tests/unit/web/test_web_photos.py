"""Photos: what is kept of them, what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from tests.unit.web.echo import Echo

pytestmark = pytest.mark.asyncio
JSON = {"accept": "application/json"}


def photo(size: tuple[int, int] = (40, 30), form: str = "JPEG", **extra: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **extra)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


async def test_a_photo_is_kept_small_upright_and_without_its_past(merchant: httpx.AsyncClient, front: Echo) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    sent = photo((3000, 2000), exif=exif, comment=b"secret words")
    assert (await merchant.post("/chat", files={"photo": ("a.jpg", sent)}, headers=JSON)).status_code == 200
    (kept,) = front.memory.kept.values()
    with Image.open(io.BytesIO(kept)) as image:
        assert image.format == "JPEG"
        assert image.size == (1067, 1600)
        assert not image.getexif()
    assert b"Secret" not in kept
    assert b"secret" not in kept
    assert front.received[0].media[0].kind == "photo"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
async def test_the_usual_formats_are_taken_whatever_they_are_called(merchant: httpx.AsyncClient, front: Echo, form: str) -> None:
    response = await merchant.post("/chat", files={"photo": ("a.exe", photo(form=form), "text/html")}, headers=JSON)
    assert response.status_code == 200
    assert next(iter(front.memory.kept.values())).startswith(b"\xff\xd8\xff")


async def test_a_transparent_picture_lies_on_white(merchant: httpx.AsyncClient, front: Echo) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    await merchant.post("/chat", files={"photo": ("a.png", out.getvalue())})
    with Image.open(io.BytesIO(next(iter(front.memory.kept.values())))) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"MZ\x90 not a photo", "not_photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_photo"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;", "not_photo"),
        (photo()[:200], "not_photo"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "heic"),
        (bomb(30_000, 30_000), "not_photo"),
        (bomb(9_000, 9_000), "too_many_pixels"),
        (bomb(5_001, 5_000), "too_many_pixels"),
        (bomb(100, 100), "not_photo"),
    ],
)
async def test_what_is_no_photo_is_refused_with_the_reason(merchant: httpx.AsyncClient, front: Echo, content: bytes, word: str) -> None:
    response = await merchant.post("/chat", files={"photo": ("a.jpg", content, "image/jpeg")}, headers=JSON)
    assert (response.status_code, response.json()["error"]) == (422, word)
    assert front.received == []
    assert front.memory.kept == {}


async def test_without_scripts_a_file_that_is_no_photo_is_explained_in_the_page(merchant: httpx.AsyncClient) -> None:
    response = await merchant.post("/chat", files={"photo": ("a.jpg", b"no", "image/jpeg")})
    assert response.status_code == 422
    assert "这个文件不是能打开的照片" in response.text


class Upload(httpx.AsyncByteStream):
    """Fifty megabytes, part by part; counts what was taken of it."""

    def __init__(self) -> None:
        """Nothing taken yet."""
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The parts."""
        yield b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        for _ in range(800):
            self.taken += 65_536
            yield bytes(65_536)
        yield b"\r\n--b--\r\n"


@pytest.mark.parametrize("announced", [True, False])
async def test_fifty_megabytes_are_refused_before_they_are_read(app: FastAPI, front: Echo, announced: bool) -> None:
    upload = Upload()
    scope_headers = [
        (b"content-type", b"multipart/form-data; boundary=b"),
        (b"accept", b"application/json"),
        (b"host", b"desk.test"),
    ]
    if announced:
        scope_headers.append((b"content-length", b"52428900"))
    parts = aiter(upload)
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": await anext(parts), "more_body": True}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/chat",
        "raw_path": b"/chat",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "headers": scope_headers,
        "client": ("10.0.0.1", 1),
        "server": ("desk.test", 80),
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert "图片超过 10 MB，请换一张或截取局部。" in str(sent[1]["body"], "utf-8")  # type: ignore[call-overload]
    assert upload.taken <= (0 if announced else 11 * 1024 * 1024)
    assert front.memory.kept == {}
