"""The name of this door in addresses."""

from __future__ import annotations

CHANNEL = "telegram"
