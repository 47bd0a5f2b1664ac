"""The desk's room, for what the studio keeps."""

from __future__ import annotations

from tests.contract.desk.conftest import room

__all__ = ["room"]
