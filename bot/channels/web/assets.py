"""A page's own files: styles, scripts, icons, fonts. Read once, named by their content, kept by browsers for a year."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
PREFIX = "/web/"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_NEVER_CHANGES = (".woff2",)
"""A style sheet names its font without a version: another font gets another name."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. ``version`` changes when the content does."""

    name: str
    content: bytes
    version: str
    kind: str


class Assets:
    """All files of a static folder."""

    def __init__(self, folder: Path = FOLDER, prefix: str = PREFIX) -> None:
        """Reads them. ``prefix`` is where pages ask for them."""
        self._prefix = prefix
        self._by_name = {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.suffix in _KINDS}

    def address(self, name: str) -> str:
        """The address of that file."""
        return f"{self._prefix}{name}?v={self._by_name[name].version}"

    def response(self, name: str, version: str, known: str) -> Response:
        """The file; kept long only under its own version. ``known`` is the browser's ``If-None-Match``."""
        asset = self._by_name.get(name)
        if asset is None:
            return Response(status_code=404)
        tag = f'"{asset.version}"'
        is_lasting = version == asset.version or name.endswith(_NEVER_CHANGES)
        age = "public, max-age=31536000, immutable" if is_lasting else "no-cache"
        headers = {"cache-control": age, "etag": tag}
        if known == tag:
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.kind, headers=headers)


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(path.name, content, sha256(content).hexdigest()[:12], _KINDS[path.suffix])
