"""The limit: Telegram's push taken, read by aiogram, answered by aiogram. It understands nothing and keeps nothing."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn import Config, Server


async def main() -> None:
    """Serve until stopped."""
    bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=TelegramAPIServer.from_base(os.environ["SERVER"])))
    under_way: set[asyncio.Task[None]] = set()

    async def answer(pushed: object) -> None:
        update = Update.model_validate(pushed)
        if update.message:
            await bot.send_message(update.message.chat.id, "I heard you.")

    async def hook(request: Request) -> Response:
        task = asyncio.create_task(answer(await request.json()))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        return Response()

    app = Starlette(routes=[Route("/telegram/merchant", hook, methods=["POST"])])
    await Server(Config(app, port=int(os.environ["POSBOT_PORT"]), log_level="critical", lifespan="off")).serve()


if __name__ == "__main__":
    asyncio.run(main())
