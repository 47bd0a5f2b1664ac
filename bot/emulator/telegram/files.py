"""Photos, documents and voice messages with their real bytes. A file's id is good for one bot only."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from bot.emulator.telegram.refusals import bad

DOWNLOAD_AT_MOST = 20 * 1024 * 1024
PHOTO_AT_MOST = 10 * 1024 * 1024
SIZES = (320, 1280)
_BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that everybody shares; `key` is the ``file_unique_id``."""

    key: str
    content: bytes
    name: str
    mime: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A file inside a message, before it is known which bot looks: ``extra`` are its other fields."""

    key: str
    extra: tuple[tuple[str, Any], ...] = ()


@dataclass
class Files:
    """All files, by what they contain."""

    kept: dict[str, Stored] = field(default_factory=dict)

    def keep(self, content: bytes, name: str, mime: str) -> Stored:
        """The same bytes under the same name are the same file."""
        if not content:
            raise bad("file must be non-empty")
        key = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()[:16]
        return self.kept.setdefault(key, Stored(key, content, name, mime))

    @staticmethod
    def id_for(viewer: int, key: str) -> str:
        """Another bot's id of the same file means nothing to this one."""
        return f"{key}-{hashlib.sha256(f'{viewer}:{key}'.encode()).hexdigest()[:24]}"

    def by_id(self, viewer: int, file_id: str) -> Stored:
        """The file that this bot knows by this id."""
        stored = self.kept.get(file_id.partition("-")[0])
        if stored is None or self.id_for(viewer, stored.key) != file_id:
            raise bad("wrong file identifier/HTTP URL specified")
        return stored

    def shown(self, value: Any, viewer: int) -> Any:
        """A message's content with this viewer's ids in it."""
        if isinstance(value, Shown):
            ids = {"file_id": self.id_for(viewer, value.key), "file_unique_id": value.key}
            return ids | {name: self.shown(inner, viewer) for name, inner in value.extra}
        if isinstance(value, dict):
            return {name: self.shown(inner, viewer) for name, inner in value.items()}
        return [self.shown(inner, viewer) for inner in value] if isinstance(value, list) else value

    def photo(self, content: bytes) -> list[Shown]:
        """Its sizes, smallest first, each a JPEG of its own."""
        if len(content) > PHOTO_AT_MOST:
            raise bad("file of size is too big for a photo; the maximum size is 10485760 bytes")
        try:
            with Image.open(io.BytesIO(content)) as image:
                whole = image.convert("RGB")
        except _BROKEN:
            raise bad("IMAGE_PROCESS_FAILED") from None
        return [self._size(whole, longest) for longest in SIZES if longest == SIZES[0] or max(whole.size) > SIZES[0]]

    def _size(self, whole: Image.Image, longest: int) -> Shown:
        image = whole.copy()
        image.thumbnail((longest, longest))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=85)
        stored = self.keep(out.getvalue(), "photo.jpg", "image/jpeg")
        return Shown(stored.key, (("width", image.width), ("height", image.height), ("file_size", len(stored.content))))

    def document(self, stored: Stored) -> Shown:
        """As a document."""
        return Shown(stored.key, (("file_name", stored.name), ("mime_type", stored.mime or "application/octet-stream"), _size(stored)))

    def voice(self, stored: Stored, seconds: int) -> Shown:
        """As a voice message."""
        return Shown(stored.key, (("duration", seconds), ("mime_type", stored.mime or "audio/ogg"), _size(stored)))


def _size(stored: Stored) -> tuple[str, int]:
    return ("file_size", len(stored.content))
