"""The folders: what came along with the program, and where things that can be made anew are kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder ``knowledge``, ``templates`` or ``migrations`` that belongs to this program: inside
    the package when it was installed, beside it in a checkout.
    """
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where compiled knowledge and the trained matcher are kept, by content; None if nothing can be kept."""
    base = environment.get("POSBOT_CACHE") or environment.get("XDG_CACHE_HOME") or _home_cache(environment)
    if not base:
        return None
    folder = Path(base) / "posbot"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _home_cache(environment: Mapping[str, str]) -> str:
    home = environment.get("HOME", "")
    return str(Path(home) / ".cache") if home else ""
