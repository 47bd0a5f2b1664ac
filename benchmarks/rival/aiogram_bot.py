"""aiogram as its own finite-state-machine example has it: router, states, polling. ``STORAGE`` is ``memory`` or a Redis address."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message

router = Router()


class Form(StatesGroup):
    """What is asked for, one after the other."""

    shop = State()
    device = State()
    trouble = State()


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """The first question."""
    await state.set_state(Form.shop)
    await message.answer("Which shop are you?")


@router.message(Form.shop)
async def shop(message: Message, state: FSMContext) -> None:
    """The second."""
    await state.update_data(shop=message.text)
    await state.set_state(Form.device)
    await message.answer("Which terminal?")


@router.message(Form.device)
async def device(message: Message, state: FSMContext) -> None:
    """The third."""
    await state.update_data(device=message.text)
    await state.set_state(Form.trouble)
    await message.answer("What is the trouble?")


@router.message(Form.trouble)
async def trouble(message: Message, state: FSMContext) -> None:
    """The end."""
    told = await state.update_data(trouble=message.text)
    await state.clear()
    await message.answer(f"Noted: {told}")


@router.message(F.text)
async def anything(message: Message) -> None:
    """Nobody knows what this is about."""
    await message.answer("Please begin with /start")


async def main() -> None:
    """Poll until stopped."""
    where = os.environ["STORAGE"]
    storage: BaseStorage = MemoryStorage() if where == "memory" else RedisStorage.from_url(where)
    bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=TelegramAPIServer.from_base(os.environ["SERVER"])))
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot, handle_signals=False, polling_timeout=2)


if __name__ == "__main__":
    asyncio.run(main())
