"""aiogram imported lightly does what it does otherwise: in a process of its own, for here it may have been imported already."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import asyncio, json
from bot.channels.telegram.lightly import lightly
lightly()
from aiogram import Bot, methods, types
from aiogram.client.session.aiohttp import AiohttpSession

import bot.channels.telegram.account, bot.channels.telegram.door, bot.channels.telegram.intake

left = [name for name in types.__all__ if getattr(getattr(types, name), "__pydantic_complete__", True) is False]
message = {"message_id": 3, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hello"}
message["reply_markup"] = {"inline_keyboard": [[{"text": "yes", "callback_data": "1.0"}]]}
pressed = {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "M"}, "chat_instance": "x", "message": message, "data": "1.0"}
update = types.Update.model_validate({"update_id": 1, "callback_query": pressed})

async def answers():
    session = AiohttpSession()
    bot = Bot("42:" + "A" * 35, session=session)
    markup = types.InlineKeyboardMarkup(inline_keyboard=[[types.InlineKeyboardButton(text="yes", callback_data="1.0")]])
    calls = [
        (methods.SendMessage(chat_id=7, text="hi", reply_markup=markup), message),
        (methods.EditMessageReplyMarkup(chat_id=7, message_id=3), True),
        (methods.GetFile(file_id="f"), {"file_id": "f", "file_unique_id": "u", "file_path": "p"}),
        (methods.SetMyCommands(commands=[types.BotCommand(command="menu", description="m")]), True),
    ]
    sent = session.build_form_data(bot, calls[0][0])
    told = [session.check_response(bot, call, 200, json.dumps({"ok": True, "result": result})).result for call, result in calls]
    return [sent.is_multipart, *(type(one).__name__ for one in told)]

print(json.dumps([len(left) > 200, update.callback_query.message.reply_markup.inline_keyboard[0][0].text, asyncio.run(answers())]))
"""


def test_models_are_built_when_they_are_used() -> None:
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout) == [True, "yes", [False, "Message", "bool", "File", "bool"]]
