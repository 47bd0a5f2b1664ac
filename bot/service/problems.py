"""What the service must be able to tell apart when something fails."""

from __future__ import annotations


class StoreAway(Exception):
    """The database cannot be reached right now. Nothing is lost; try again."""
