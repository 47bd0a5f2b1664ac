"""A photo is turned as the phone was held, whatever else its metadata say, and keeps none of them."""

from __future__ import annotations

import io
from http import HTTPStatus

import pytest
from PIL import ExifTags, Image

from bot.channels.web.photos import developed
from bot.channels.web.refusals import Refusal


@pytest.mark.parametrize(
    ("held", "corner"), [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))]
)
def test_a_photo_is_turned_upright(held: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = held
    sent = Image.new("RGB", (64, 32), "white")
    sent.paste("black", (0, 0, 32, 16))
    out = io.BytesIO()
    sent.save(out, "JPEG", exif=exif)

    with Image.open(io.BytesIO(developed(out.getvalue()))) as photo:
        grey = photo.convert("L").resize((2, 2), Image.Resampling.BOX)
        shades = {place: grey.getpixel(place) for place in ((0, 0), (1, 0), (0, 1), (1, 1))}
        assert min(shades, key=lambda place: shades[place]) == corner  # type: ignore[arg-type, return-value]
        assert photo.size == ((64, 32) if held in {1, 2, 3, 4} else (32, 64))
        assert dict(photo.getexif()) == {}


def test_a_picture_that_lacks_the_palette_it_tells_of_is_refused() -> None:
    broken = bytes.fromhex("89504e470d0a1a0a0000000d494844520000001800000010010300000036ea2dd60000001849444154")
    with pytest.raises(Refusal) as refused:
        developed(broken)
    assert refused.value.status == HTTPStatus.UNPROCESSABLE_ENTITY
