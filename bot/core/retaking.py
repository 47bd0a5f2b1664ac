"""Words that are changed after they were sent: the turn that they began is taken back and taken anew.

What others have seen cannot be taken back: then the new words are noted, and nothing is answered twice.
"""

from __future__ import annotations

from bot.core.state import Mode, State


def remembering(after: State, before: State, message: str, told: str) -> State:
    """The state after a merchant's message, with what taking it back restores; ``message`` is the messenger's own
    id of it, empty where it cannot be changed; ``told`` stands for the answer.
    """
    kept = before.but(said="", told="", before=None)
    return after.but(said=message, told=told, before=kept) if message else after.but(said="", told="", before=None)


def taken_back(state: State, message: str) -> State | None:
    """The conversation as it stood before that message. None where it is not the last one, where a person speaks, or
    where a person was called or a ticket changed because of it.
    """
    before = state.before
    if before is None or state.said != message or state.mode is not Mode.BOT:
        return None
    if state.tickets != before.tickets or state.called != before.called:
        return None
    return before.but(turn=state.turn)


def unanswered(anew: State, state: State) -> State:
    """What the new words have changed where their answer is the one that was given: it stays the open one."""
    return anew.but(turn=state.turn, question=state.question, said=state.said, told=state.told, before=state.before)
