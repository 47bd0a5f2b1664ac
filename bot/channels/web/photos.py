"""A photo from anywhere becomes a small JPEG without a past: decoded, turned upright, re-encoded.

Nothing of the sent file survives but its pixels: no place, no owner, no second format inside.
"""

from __future__ import annotations

import asyncio
import io

from PIL import Image, ImageOps

from bot.channels.web.refusals import Refusal

LONGEST = 1600
MOST_PIXELS = 50_000_000
MOST_WHOLE = 25_000_000
"""Of what must be decoded whole to be made smaller: four bytes each, two photos at a time. JPEG is made smaller while it is read."""
FORMATS = ("JPEG", "PNG", "WEBP")
SCALED = frozenset({"JPEG", "HEIF"})
"""Photos of large sensors come as these; only pictures of screens come as others."""
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class Darkroom:
    """Develops at most two photos at a time, in threads: pixels are heavy, the loop is not theirs."""

    def __init__(self) -> None:
        """Two enlargers."""
        self._enlargers = asyncio.Semaphore(2)

    async def develop(self, content: bytes) -> bytes:
        """The JPEG. Raises `Refusal` when the content is not a photo that can be opened."""
        async with self._enlargers:
            return await asyncio.to_thread(developed, content)


def developed(content: bytes) -> bytes:
    """A JPEG of at most `LONGEST` pixels a side. Raises `Refusal`."""
    try:
        with Image.open(io.BytesIO(content), formats=_formats()) as image:
            return _encoded(image)
    except _BROKEN as problem:
        raise Refusal(422, "heic" if is_heif(content) else "not_photo") from problem


def is_heif(content: bytes) -> bool:
    """Whether it is a photo as iPhones keep them."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS


def _formats() -> tuple[str, ...]:
    """HEIC too where a plug-in for it is registered."""
    return (*FORMATS, "HEIF") if "HEIF" in Image.OPEN else FORMATS


def _encoded(image: Image.Image) -> bytes:
    if image.width * image.height > (MOST_PIXELS if image.format in SCALED else MOST_WHOLE):
        raise Refusal(422, "too_many_pixels")
    image.draft("RGB", (LONGEST, LONGEST))  # JPEG only: decodes no more than is needed
    image.thumbnail((LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    _flat(upright).save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _flat(image: Image.Image) -> Image.Image:
    """Without transparency: what shows through becomes white, as on paper. A new image: no metadata."""
    if not image.has_transparency_data:
        bare = image.convert("RGB")
    else:
        layer = image.convert("RGBA")
        bare = Image.new("RGB", layer.size, "white")
        bare.paste(layer, mask=layer.getchannel("A"))
    bare.info.clear()
    return bare
