"""What `posbot doctor` finds wrong at WeChat, and that looking harms nobody's token."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.cli import doctor
from bot.emulator.wechat.cast import ACCOUNT, SERVICE
from bot.emulator.wechat.server import WeChat
from bot.settings import Settings
from bot.wiring.inspecting import customer_service, service_account
from tests.contract.telegram.conftest import listening_on
from tests.contract.wechat.conftest import Playing


def given(base: str, folder: Path, **changes: Any) -> Settings:
    usual: dict[str, Any] = {
        "folder": folder, "wechat_oa_app": ACCOUNT.app, "wechat_oa_secret": ACCOUNT.secret, "wechat_oa_token": ACCOUNT.token,
        "wechat_oa_key": ACCOUNT.key, "wechat_oa_server": f"{base}/wechat", "wechat_kf_company": SERVICE.app,
        "wechat_kf_secret": SERVICE.secret, "wechat_kf_token": SERVICE.token, "wechat_kf_key": SERVICE.key,
        "wechat_kf_server": f"{base}/wecom",
    }  # fmt: skip
    return Settings(**(usual | changes))


async def test_nothing_is_wrong_and_the_running_posbot_keeps_its_token(wechat: WeChat, tmp_path: Path) -> None:
    before = wechat.world.account_tokens.stable_way(force=False).value
    async with listening_on(wechat.app()) as base:
        settings = given(base, tmp_path)
        assert await asyncio.to_thread(service_account, settings) == ""
        assert await asyncio.to_thread(customer_service, settings) == ""
    wechat.world.account_tokens.check(before)
    assert wechat.world.account_tokens.count == 1


@pytest.mark.parametrize(
    ("ask", "changes", "words"),
    [
        (service_account, {"wechat_oa_secret": "wrong"}, "AppSecret is wrong"),
        (service_account, {"wechat_oa_app": "wxother"}, "does not know this AppID"),
        (service_account, {"wechat_oa_key": "short"}, "43"),
        (service_account, {"wechat_oa_token": ""}, "missing: POSBOT_WECHAT_OA_TOKEN; copy"),
        (service_account, {"wechat_oa_server": "http://127.0.0.1:9"}, "not reached (ConnectError): look at this machine's network"),
        (service_account, {"wechat_oa_secret": "", "wechat_oa_token": ""}, "missing: POSBOT_WECHAT_OA_SECRET, POSBOT_WECHAT_OA_TOKEN"),
        (customer_service, {"wechat_kf_secret": "wrong"}, "the secret is wrong"),
        (customer_service, {"wechat_kf_key": ""}, "missing: POSBOT_WECHAT_KF_KEY; copy"),
    ],
)
async def test_what_is_wrong_is_said_with_what_to_do(wechat: WeChat, tmp_path: Path, ask: Any, changes: dict[str, str], words: str) -> None:
    async with listening_on(wechat.app()) as base:
        assert words in await asyncio.to_thread(doctor._said, given(base, tmp_path, **changes), ask)


async def test_the_address_is_asked_as_wechat_asks_it(play: Playing) -> None:
    base = play.address_of_posbot
    right = play.settings.model_copy(update={"wechat_address": base})
    assert await asyncio.to_thread(service_account, right) == ""
    assert await asyncio.to_thread(customer_service, right) == ""
    for changes, words in (
        ({"wechat_oa_token": "another"}, "refuses its own token"),
        ({"wechat_address": f"{base}/shop"}, "something else answers"),
        ({"wechat_address": "http://127.0.0.1:9"}, "is not reached"),
    ):
        assert words in await asyncio.to_thread(service_account, right.model_copy(update=changes))
    assert "refuses" in await asyncio.to_thread(customer_service, right.model_copy(update={"wechat_kf_token": "another"}))


def test_what_is_not_set_up_is_not_asked(tmp_path: Path) -> None:
    assert service_account(Settings(folder=tmp_path)) == customer_service(Settings(folder=tmp_path)) == ""
