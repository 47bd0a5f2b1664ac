"""Nothing secret is in what is logged or kept: not of merchants who send what they should not, nor of the operator's own."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from bot.channels.wechat.crypto import Unreadable
from bot.cli.doctor import is_secret
from bot.core.messages import Address, Inbound
from bot.core.understanding import StaffJoined, StaffSaid
from bot.service.inbox import Update
from bot.service.support import Support
from bot.settings import Settings, SettingsProblem, read_settings
from bot.store.opening import open_store
from bot.wiring.hooks import hook
from bot.wiring.keys import new_key, read_keys
from tests.refusing import refused

if TYPE_CHECKING:
    from bot.service.turning import Mind

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CARD, OTHER, CODE, PIN, WORD = "4111111111111111", "5500005555555559", "482913", "135790", "Tr0ub4dor!"
TOKEN = "123456:AAH-very-secret-token-of-a-bot"
SLIP, BACK = "4929738401652233", "617"
"""A card number with a wrong digit, and what is printed on the back of the card."""
SECRETS = (SLIP, f"是{BACK}", CARD, OTHER, CODE, PIN, WORD, TOKEN, "4111 1111 1111 1111", "4111-1111-1111-1111")
HOSTILE = (
    f"我的卡号是{CARD}，刷不出来",
    "卡号 4111 1111 1111 1111 有效期 12/28",
    "card 4111-1111-1111-1111 was charged twice",
    f"验证码是{CODE}，帮我登录",
    f"my one-time code is {CODE}",
    f"支付密码{PIN}不对",
    f"the pin is {PIN}",
    f"操作员密码：{WORD}",
    f"password: {WORD}",
    f"{OTHER[:8]}\n{OTHER[8:]} 扣了两次",
    f"<script>fetch('/?c={CARD}')</script>",
    f"'; DROP TABLE log; -- {CARD}",
    f"customer read me his card {SLIP}, take it by hand",
    f"卡 {SLIP} 刷不了，后三位是{BACK}",
    f"they texted {CODE} and I read it to him",
    f"他要验证码，我告诉他了{CODE}",
)


@pytest.fixture
async def desk(tmp_path: Path, mind: Mind) -> AsyncIterator[Support]:
    """A desk that keeps things as they are, so that whatever is kept can be seen."""
    store = open_store(f"sqlite:///{tmp_path}/posbot.db", synchronous="OFF")
    yield Support(store, mind)
    await store.close()


def everything(folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    """All that was logged, with whatever a handler may ask of a record, and all that the file holds."""
    told = [f"{record.getMessage()} {record.__dict__} {record.exc_text} {record.exc_info}" for record in caplog.records]
    with closing(sqlite3.connect(folder / "posbot.db")) as connection:
        kept = "\n".join(connection.iterdump())
    return "\n".join([caplog.text, *told, kept])


async def test_what_merchants_should_not_send_is_neither_logged_nor_kept(
    desk: Support, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for number, text in enumerate(HOSTILE):
        here = Address("web", f"shop{number}")
        await desk.receive(Inbound(f"m{number}", here, NOW + timedelta(minutes=number), text))
        await desk.staff(here, f"j{number}", StaffJoined(NOW + timedelta(hours=1), "li", "Li"))
        await desk.staff(here, f"s{number}", StaffSaid(NOW + timedelta(hours=1), "li", text, "Li"))
    found = everything(tmp_path, caplog)
    assert re.search(r"masked\W+[1-9]", found), "nothing was masked"
    for secret in SECRETS:
        assert secret not in found, secret


async def test_what_goes_wrong_is_logged_without_the_words_of_the_merchant(
    desk: Support, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    class Stumbling:
        async def take(self, update: Update) -> None:
            raise Unreadable(f"cannot read {CARD} in {update.raw}")

    await desk.store.inbox.take_in("bot", "1", "lane", NOW, "{}")
    for minute in range(10):
        await desk.work_off({"bot": Stumbling()}, NOW + timedelta(hours=minute))
    assert [parked.reason for parked in await desk.store.inbox.parked()] == ["Unreadable"]
    assert CARD not in everything(tmp_path, caplog)


async def test_a_webhook_that_is_guessed_at_or_fed_rubbish_logs_neither_token_nor_content(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kept = asyncio.Queue[object]()
    app = Starlette(routes=[hook("/telegram/merchant", TOKEN, kept.put)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk.test") as client:
        for headers in ({}, {"x-telegram-bot-api-secret-token": TOKEN}, {"x-telegram-bot-api-secret-token": f"{TOKEN}x"}):
            for body in (f"{CARD}", "{" * 5_000, f'{{"update_id": "{CARD}"}}'):
                await client.post("/telegram/merchant", content=body, headers=headers)
    for secret in (CARD, TOKEN):
        assert secret not in caplog.text
    assert kept.empty()


def test_no_setting_that_is_secret_is_printed() -> None:
    known = {name for name in Settings.model_fields if is_secret(name)}
    assert {"keys", "telegram_token", "telegram_desk_token", "wechat_oa_secret", "wechat_oa_key", "wechat_kf_key", "backup_key"} <= known
    assert "keys_file" not in known


def test_a_wrong_key_is_told_without_its_content(tmp_path: Path) -> None:
    line = new_key(1)
    with pytest.raises(SettingsProblem) as told:
        read_keys(f"{line}x,{line}", None)
    assert line.partition(":")[2][:20] not in str(told.value)


def test_the_doctor_shows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.cli import doctor  # noqa: PLC0415 -- a command is imported when it is called

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSBOT_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("POSBOT_KEYS", new_key(1))
    monkeypatch.setattr(doctor, "TESTS", {})
    told = CliRunner().invoke(doctor.command)
    assert "POSBOT_TELEGRAM_TOKEN" in told.output
    assert TOKEN not in told.output
    assert "1:" not in told.output


def test_a_secret_that_stands_in_the_wrong_setting_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSBOT_TELEGRAM_DESK_GROUP", token := "7000000002:AAH-not-a-real-token")
    with refused(SettingsProblem, match="POSBOT_TELEGRAM_DESK_GROUP") as told:
        read_settings()
    assert token not in str(told.value)
    monkeypatch.setenv("POSBOT_TELEGRAM_DESK_GROUP", "desk")
    with refused(SettingsProblem, match="'desk'"):
        read_settings()
