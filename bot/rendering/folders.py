"""How a folder of page templates is opened: everything is escaped, nothing may be missing, a file is read once."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def opened(folder: Path, kind: type[Environment] = Environment) -> Environment:
    """The environment of the templates in ``folder``; ``kind`` is a stricter one where a supplier writes them."""
    return kind(
        loader=FileSystemLoader(folder), auto_reload=False, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
