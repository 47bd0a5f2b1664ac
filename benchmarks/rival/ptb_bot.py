"""python-telegram-bot as its own persistent-conversation example has it: ConversationHandler, PicklePersistence, polling."""

from __future__ import annotations

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes, ConversationHandler, MessageHandler, PicklePersistence, filters

SHOP, DEVICE, TROUBLE = range(3)
WORDS = filters.TEXT & ~filters.COMMAND
Context = ContextTypes.DEFAULT_TYPE


async def _say(update: Update, text: str) -> None:
    assert update.message is not None
    await update.message.reply_text(text)


def _keep(update: Update, context: Context, name: str) -> dict[Any, Any]:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data[name] = update.message.text
    return context.user_data


async def start(update: Update, _context: Context) -> int:
    """The first question."""
    await _say(update, "Which shop are you?")
    return SHOP


async def shop(update: Update, context: Context) -> int:
    """The second."""
    _keep(update, context, "shop")
    await _say(update, "Which terminal?")
    return DEVICE


async def device(update: Update, context: Context) -> int:
    """The third."""
    _keep(update, context, "device")
    await _say(update, "What is the trouble?")
    return TROUBLE


async def trouble(update: Update, context: Context) -> int:
    """The end."""
    await _say(update, f"Noted: {_keep(update, context, 'trouble')}")
    return ConversationHandler.END


async def anything(update: Update, _context: Context) -> None:
    """Nobody knows what this is about."""
    await _say(update, "Please begin with /start")


def main() -> None:
    """Poll until stopped."""
    persistence = PicklePersistence(filepath=os.environ["STORAGE"])
    server = os.environ["SERVER"]
    application = Application.builder().token(os.environ["TOKEN"]).base_url(f"{server}/bot").persistence(persistence).build()
    states = {step: [MessageHandler(WORDS, answer)] for step, answer in ((SHOP, shop), (DEVICE, device), (TROUBLE, trouble))}
    application.add_handler(
        ConversationHandler([CommandHandler("start", start)], states, [], name="form", persistent=True)  # type: ignore[arg-type]
    )
    application.add_handler(MessageHandler(WORDS, anything))
    application.run_polling(timeout=2, bootstrap_retries=5)


if __name__ == "__main__":
    main()
