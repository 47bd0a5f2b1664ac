"""``python -m bot`` and ``posbot``."""

from __future__ import annotations

from bot.cli.commands import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
