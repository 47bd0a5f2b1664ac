"""The page's own files: styles, scripts, icons. Read once, named by their content, kept by browsers for a year."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
PREFIX = "/web/"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. ``version`` changes when the content does."""

    name: str
    content: bytes
    version: str
    kind: str

    @property
    def address(self) -> str:
        """Where pages ask for it."""
        return f"{PREFIX}{self.name}?v={self.version}"


class Assets:
    """All files of the static folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads them."""
        self._by_name = {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.suffix in _KINDS}

    def address(self, name: str) -> str:
        """The address of that file."""
        return self._by_name[name].address

    def response(self, name: str, version: str, known: str) -> Response:
        """The file; kept long only under its own version. ``known`` is the browser's ``If-None-Match``."""
        asset = self._by_name.get(name)
        if asset is None:
            return Response(status_code=404)
        tag = f'"{asset.version}"'
        age = "public, max-age=31536000, immutable" if version == asset.version else "no-cache"
        headers = {"cache-control": age, "etag": tag}
        if known == tag:
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.kind, headers=headers)


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(path.name, content, sha256(content).hexdigest()[:12], _KINDS[path.suffix])
