"""A folder that holds knowledge and sentences together: copied from others, read, written, packed into one piece and back.

`ROOT/knowledge` and `ROOT/templates/<locale>` are laid out as in a checkout, so that every command works on it. Only files
of knowledge are taken along; nothing outside the folder is ever written.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from bot.knowledge.finding import LARGEST, find

KNOWLEDGE, TEMPLATES = "knowledge", "templates"
PLACE = re.compile(
    r"(?:knowledge|templates/[a-z]{2,3}(?:-[A-Za-z]+)?)(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*/[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:yaml|txt)"
)
"""How a file is named inside of such a folder."""
MANY = 5_000
"""Files of one folder at most."""


class NoSuchPlace(ValueError):
    """The name is none that a file of knowledge can have."""


class Branch:
    """One such folder."""

    def __init__(self, root: Path) -> None:
        """The folder need not be there yet."""
        self.root = root

    @property
    def knowledge(self) -> Path:
        """What the bot knows."""
        return self.root / KNOWLEDGE

    @property
    def templates(self) -> Path:
        """What it says."""
        return self.root / TEMPLATES

    def exists(self) -> bool:
        """Whether there is anything."""
        return self.knowledge.is_dir()

    def digest(self) -> str:
        """The version that these files are: the same as `Knowledge.version` of what is loaded from them."""
        return find(self.knowledge, self.templates).fingerprint()

    def places(self) -> list[str]:
        """All files, in order."""
        found = [*_below(self.knowledge, KNOWLEDGE), *_below(self.templates, TEMPLATES)]
        return sorted(place for place in found if PLACE.fullmatch(place))

    def text(self, place: str) -> str:
        """A file's content; empty where there is none."""
        path = self._path(place)
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""

    def write(self, place: str, text: str) -> None:
        """The file whole or not at all; an empty text takes it away. Raises NoSuchPlace."""
        path = self._path(place)
        if not text.strip():
            path.unlink(missing_ok=True)
            return
        content = text.replace("\r\n", "\n").encode()
        if len(content) > LARGEST:
            raise NoSuchPlace(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        part.replace(path)

    def _path(self, place: str) -> Path:
        if not PLACE.fullmatch(place) or ".." in place:
            raise NoSuchPlace(place)
        return self.root / place

    def begin(self, knowledge: Path, templates: Path | None) -> None:
        """A copy of those folders; what was here goes."""
        made = self._aside()
        for source, name in ((knowledge, KNOWLEDGE), (templates, TEMPLATES)):
            for place in _below(source, name) if source else ():
                if PLACE.fullmatch(place):
                    target = made / place
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(_inside(source, place), target)
        self._replace(made)

    def pack(self) -> bytes:
        """All files as one archive; the same files make the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for place in self.places():
                archive.writestr(zipfile.ZipInfo(place, (1980, 1, 1, 0, 0, 0)), (self.root / place).read_bytes(), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def unpack(self, archive: bytes) -> None:
        """The files of an archive; what was here goes. Raises NoSuchPlace for an archive of anything else."""
        made = self._aside()
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            if len(packed.namelist()) > MANY:
                raise NoSuchPlace("too many files")
            for place in packed.namelist():
                if not PLACE.fullmatch(place) or ".." in place:
                    raise NoSuchPlace(place)
                target = made / place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(place))
        self._replace(made)

    def drop(self) -> None:
        """Nothing is left of it."""
        shutil.rmtree(self.root, ignore_errors=True)

    def _aside(self) -> Path:
        """A name beside this folder that nobody else uses, whatever thread or process."""
        return self.root.with_name(f".{self.root.name}.{uuid4().hex}.part")

    def _replace(self, made: Path) -> None:
        """Put it in this one's place. Where another was quicker with the same files nothing is moved under whoever reads them."""
        made.mkdir(parents=True, exist_ok=True)
        try:
            made.replace(self.root)
        except OSError:
            if Branch(made).digest() != self.digest():
                old = self._aside()
                self.root.replace(old)
                made.replace(self.root)
                shutil.rmtree(old, ignore_errors=True)
            shutil.rmtree(made, ignore_errors=True)


def differing(one: Branch, other: Branch) -> list[str]:
    """The places whose files differ, or that only one of the two has."""
    return sorted(place for place in {*one.places(), *other.places()} if one.text(place) != other.text(place))


def _inside(source: Path | None, place: str) -> Path:
    return (source or Path()) / place.partition("/")[2]


def _below(folder: Path, name: str) -> Iterator[str]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        inside = os.path.relpath(base, folder).replace(os.sep, "/")
        prefix = f"{name}/" if inside == "." else f"{name}/{inside}/"
        yield from (prefix + file for file in files if not file.startswith("."))
