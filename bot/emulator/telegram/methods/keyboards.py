"""Inline keyboards as a bot sends them, with the rules that the Bot API has for them."""

from __future__ import annotations

from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.refusals import bad

ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "pay")
DATA_BYTES = 64
AT_MOST = 100


def inline_keyboard(call: Call) -> dict[str, Any]:
    """The ``reply_markup`` to keep with a message: only an inline one stays with it."""
    markup = call.value("reply_markup")
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        return {}
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > AT_MOST:
        raise bad("reply markup is too long")
    return {"reply_markup": {"inline_keyboard": rows}} if any(rows) else {}


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad('field "inline_keyboard" must be an Array of Arrays of InlineKeyboardButton')
    if not str(button.get("text", "")).strip():
        raise bad("BUTTON_TEXT_EMPTY")
    given = [action for action in ACTIONS if action in button]
    if not given:
        raise bad("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    return button
