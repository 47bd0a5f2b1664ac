"""What the service must be able to tell apart when something fails."""

from __future__ import annotations


class StillSending(Exception):
    """A message is under way to the merchant: a person cannot take over at this very moment."""


class StoreAway(Exception):
    """The database cannot be reached right now. Nothing is lost; try again."""


class TooEarly(Exception):
    """Told of something that is about to be kept and is not yet: in a moment it can be worked off."""
