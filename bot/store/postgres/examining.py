"""What `posbot doctor` asks of a PostgreSQL: whether signs between processes arrive, and plans survive."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from bot.store.access import Access
from bot.store.postgres.failures import kind_of

WAIT_SECONDS = 2.0
ADVICE = "use its session mode, or give posbot the database's own address"


async def why_no_signals(access: Access) -> str:
    """One line that says what to do; empty if all is well. A server that stands between us and the database shows in
    the number that it gives the session: it is not the one that the database knows.
    """
    try:
        listener = await access.connect()
    except Exception as wrong:  # noqa: BLE001 -- whatever it is, it is said
        return f"the database cannot be reached ({kind_of(wrong)})"
    try:
        behind = await listener.fetchval("SELECT pg_backend_pid()") != listener.get_server_pid()
        arrived = await _arrives(access, listener)
    except Exception as wrong:  # noqa: BLE001 -- as above
        return f"prepared statements do not survive ({kind_of(wrong)}), as behind a pooler in transaction mode: {ADVICE}"
    finally:
        listener.terminate()
    if arrived:
        return ""
    what = "a pooler in transaction mode swallows LISTEN" if behind else "LISTEN does not work here"
    return f"{what}; posbot works, but each process learns of the others a second late: {ADVICE}"


async def _arrives(access: Access, listener: Any) -> bool:
    channel, heard = f"posbot_{secrets.token_hex(4)}", asyncio.Event()
    await listener.add_listener(channel, lambda *_: heard.set())
    speaker = await access.connect()
    try:
        await speaker.execute("SELECT pg_notify($1, '')", channel)
        async with asyncio.timeout(WAIT_SECONDS):
            await heard.wait()
    except TimeoutError:
        return False
    finally:
        speaker.terminate()
    return True
