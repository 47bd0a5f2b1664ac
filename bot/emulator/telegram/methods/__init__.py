"""The methods of the Bot API that are played, by their names in lower case.

Each takes the world, the calling bot and its request, changes the world, and returns the result. Those
that wait (getUpdates) or need the network (setWebhook) are in `bot.emulator.telegram.server`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.methods import editing, identity, sending, topics
from bot.emulator.telegram.people import Account
from bot.emulator.telegram.world import World

Method = Callable[[World, Account, Call], Any]

METHODS: Mapping[str, Method] = {**identity.METHODS, **sending.METHODS, **editing.METHODS, **topics.METHODS}
