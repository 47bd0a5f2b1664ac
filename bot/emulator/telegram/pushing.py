"""How a bot gets its updates by being called: its webhook, with secret, order per chat, and patience.

As the official server does it: any 2xx is an acknowledgement; a failed push is repeated at once, then after
2, 4, 8 … seconds up to a minute, until the update is a day old; updates of one chat wait for one another; 410
for 23 hours takes the webhook away; an answer that is a call is carried out.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.emulator.journal import Journal
from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.people import Account, Update, Webhook
from bot.emulator.telegram.refusals import bad, flood
from bot.emulator.telegram.world import World

PORTS = frozenset({443, 80, 88, 8443})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
SECRET_LENGTH = range(257)
GONE, GONE_SECONDS = 410, 23 * 3600
ANSWER_SECONDS = 60.0
LONGEST_PAUSE = 60.0
Execute = Callable[[Account, Call], Awaitable[Any]]


@dataclass
class Pushing:
    """One task per bot and lane while it has something to push. ``pace`` shortens the pauses for tests."""

    world: World
    journal: Journal
    execute: Execute
    pace: float = 1.0
    _lanes: dict[tuple[int, int], asyncio.Task[None]] = field(default_factory=dict)
    _client: httpx.AsyncClient | None = None

    def wake(self, bot: Account, lanes: Iterable[int]) -> None:
        """Push what this bot has not got yet of these chats."""
        if bot.webhook is None:
            return
        for lane in lanes:
            key = (bot.id, lane)
            if key not in self._lanes:
                self._lanes[key] = asyncio.get_running_loop().create_task(self._drain(bot, lane))

    async def _drain(self, bot: Account, lane: int) -> None:
        while bot.webhook is not None:
            self.world.forget_expired(bot)
            update = next((one for one in bot.updates if one.lane == lane), None)
            if update is None:
                break
            if not await self._push(bot, bot.webhook, update):
                await asyncio.sleep(_pause(update.tries) * self.pace)
        self._lanes.pop((bot.id, lane), None)

    async def _push(self, bot: Account, hook: Webhook, update: Update) -> bool:
        status, answer, error = await self._post(hook, update)
        if status is None or not httpx.codes.is_success(status):
            self._failed(bot, hook, update, error or f"Wrong response from the webhook: {status}", status)
            return False
        self._note(bot, hook, update, f"{status}", ok=True)
        if self.world.faults.met(("duplicate",), "webhook", bot.id, update.lane):
            await self._post(hook, update)
        with contextlib.suppress(ValueError):
            bot.updates.remove(update)
        hook.gone_since = 0
        if isinstance(answer, dict) and answer.get("method"):
            parameters = {name: value for name, value in answer.items() if name != "method"}
            await self.execute(bot, Call(str(answer["method"]), parameters))
        return True

    async def _post(self, hook: Webhook, update: Update) -> tuple[int | None, Any, str]:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        self._client = self._client or httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False)
        try:
            response = await self._client.post(hook.url, json=update.body, headers=headers)
        except httpx.HTTPError as wrong:
            return None, None, f"{type(wrong).__name__}: {wrong}"
        is_json = "json" in response.headers.get("content-type", "")
        with contextlib.suppress(ValueError):
            return response.status_code, response.json() if is_json else None, ""
        return response.status_code, None, ""

    def _failed(self, bot: Account, hook: Webhook, update: Update, error: str, status: int | None) -> None:
        update.tries += 1
        hook.error, hook.error_at = error, self.world.clock.now()
        self._note(bot, hook, update, error, ok=False)
        hook.gone_since = (hook.gone_since or self.world.clock.now()) if status == GONE else 0
        if hook.gone_since and self.world.clock.now() - hook.gone_since >= GONE_SECONDS:
            bot.webhook = None

    def _note(self, bot: Account, hook: Webhook, update: Update, got: str, *, ok: bool) -> None:
        self.journal.note("out", bot.username, urlsplit(hook.url).path, update.body, got, ok=ok, wrong=[])

    async def close(self) -> None:
        """Stop pushing."""
        tasks = list(self._lanes.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client:
            await self._client.aclose()


def _pause(tries: int) -> float:
    return 0.0 if tries <= 1 else min(2.0 ** (tries - 1), LONGEST_PAUSE)


# ---- setting it ------------------------------------------------------------------------------


def set_webhook(world: World, bot: Account, call: Call) -> bool:
    """Take an address, or give it up when it is empty."""
    url = call.text("url")
    now = world.clock.exact()
    if now - bot.webhook_set_at < 1.0:
        raise flood(1)
    if call.is_set("drop_pending_updates"):
        bot.updates.clear()
    allowed = call.value("allowed_updates")
    if allowed is not None:
        bot.allowed = list(allowed)
    bot.webhook = _hook(url, call) if url else None
    bot.webhook_set_at = now
    return True


def _hook(url: str, call: Call) -> Webhook:
    parts = urlsplit(url)
    here = parts.hostname in LOOPBACK
    if parts.scheme != "https" and not here:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in PORTS | {None} and not here:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = call.text("secret_token")
    if len(secret) not in SECRET_LENGTH or set(secret) - SECRET:
        raise bad("secret token contains unallowed characters")
    return Webhook(url, secret, call.number("max_connections") or 40)


def delete_webhook(_world: World, bot: Account, call: Call) -> bool:
    """Back to getUpdates."""
    bot.webhook = None
    if call.is_set("drop_pending_updates"):
        bot.updates.clear()
    return True


def webhook_info(_world: World, bot: Account, _call: Call) -> dict[str, Any]:
    """Where updates go, how many wait, and the last error."""
    hook = bot.webhook or Webhook("")
    found: dict[str, Any] = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": len(bot.updates)}
    if hook.url:
        found["max_connections"] = hook.connections
    if hook.error:
        found |= {"last_error_date": hook.error_at, "last_error_message": hook.error}
    return found | ({"allowed_updates": bot.allowed} if bot.allowed else {})
