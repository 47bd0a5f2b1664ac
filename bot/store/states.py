"""States as text and back, for the writer thread alone.

Those of the busiest chats are remembered, so that not every message decodes one: but a state is taken
from memory only if the database still holds the very text it stands for. States are values; a turn
that changed one in place would break this, and much else.
"""

from __future__ import annotations

from bot.core.codec import decode_state, encode_state
from bot.core.state import State
from bot.service.encoding import decoded, encoded
from bot.store.sealing import PLAIN, Vault

REMEMBERED = 1_024
"""Chats whose state is remembered: some megabytes at most, however many chats there are."""


def opened(vault: Vault, number: int, text: str) -> State:
    """The state of a chat's row."""
    return decode_state(decoded(vault.open("chat.state", (number,), text)))


class States:
    """Encodes and decodes."""

    def __init__(self, vault: Vault = PLAIN) -> None:
        """Nothing is remembered yet."""
        self.vault = vault
        self._known: dict[int, tuple[str, State]] = {}

    def decoded(self, number: int, text: str | None) -> State | None:
        """The state that the chat's row holds as ``text``."""
        if text is None:
            return None
        known = self._known.get(number)
        return known[1] if known and known[0] == text else opened(self.vault, number, text)

    def encoded(self, number: int, state: State) -> str:
        """The text to be kept for the chat's state."""
        known = self._known.pop(number, None)
        text = known[0] if known and known[1] is state else self.vault.seal("chat.state", (number,), encoded(encode_state(state)))
        self._known[number] = text, state
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return text
