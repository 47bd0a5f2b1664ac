"""A photo from anywhere becomes a small JPEG without a past: decoded, turned upright, re-encoded.

Nothing of the sent file survives but its pixels: no place, no owner, no second format inside.
"""

from __future__ import annotations

import asyncio
import io
import struct

from PIL import ExifTags, Image

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
    struct.error,
    AssertionError,  # Pillow's own, of a picture that says it has a palette and has none
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each way of holding the phone, by its number in EXIF."""


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
    out = io.BytesIO()
    _flat(_upright(image)).save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the phone was held. Pillow's own way writes the rest of the metadata anew and fails where that is damaged."""
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 0))
    except (*_BROKEN, TypeError):  # a photo whose metadata cannot be read is a photo still
        return image
    return image if turn is None else image.transpose(turn)


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
