"""A messenger that takes whatever is sent and says little: a stand-in for Telegram that is a process of its own. Prints its port."""

from __future__ import annotations

import asyncio
import itertools
import json
import time

from aiohttp import web

ME = {"id": 42, "is_bot": True, "first_name": "B", "username": "b_bot", "can_join_groups": True, "can_read_all_group_messages": False}
NUMBERS = itertools.count(1)


async def call(request: web.Request) -> web.Response:
    """One method of the Bot API."""
    await request.read()
    method = request.match_info["method"]
    if method == "sendMessage":
        sent = {"message_id": next(NUMBERS), "date": int(time.time()), "chat": {"id": 1, "type": "private"}, "text": "…"}
        return web.Response(text=json.dumps({"ok": True, "result": sent}), content_type="application/json")
    return web.json_response({"ok": True, "result": ME if method == "getMe" else True})


async def main() -> None:
    """Serve until ended."""
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
