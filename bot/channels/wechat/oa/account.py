"""The service account itself: its menu, and what `posbot doctor` asks about it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.wechat.api import Api, Away, Denied
from bot.rendering.words import Words
from bot.service.ports import JSON
from bot.service.tokens import TokenTrouble

MENU = (("troubles", "menu"), ("person", "person"), ("ticket", "ticket"))
"""Names of the words, and the keys that come back."""
ADVICE: Mapping[int, str] = {
    40013: "WeChat does not know this AppID: copy it again from the account's settings",
    40125: "the AppSecret is wrong: reset it in the account's settings and copy it",
    40164: "this machine's address is not on the account's IP list: add it there",
    48001: "the account may not use the customer-service API: is it a verified service account?",
}


async def show_menu(api: Api, words: Words) -> None:
    """Set the account's own menu. Raises what `Api.call` raises."""
    buttons: list[JSON] = [{"type": "click", "name": words(None, f"menu_{name}"), "key": key} for name, key in MENU]
    await api.call("/cgi-bin/menu/create", {"button": buttons})


async def complaints(api: Api) -> list[str]:
    """What is wrong with AppID, secret and rights."""
    try:
        await api.call("/cgi-bin/getcallbackip")
    except TokenTrouble as wrong:
        return [advised(str(wrong))]
    except Denied as wrong:
        return [ADVICE.get(wrong.code, str(wrong))]
    except Away as wrong:
        return [f"WeChat cannot be reached: {wrong}"]
    return []


def advised(words: str) -> str:
    """WeChat's own words with what to do about them."""
    return next((advice for code, advice in ADVICE.items() if str(code) in words), words)
