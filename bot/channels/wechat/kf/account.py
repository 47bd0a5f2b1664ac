"""WeChat Customer Service itself: what `posbot doctor` asks about it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.wechat.api import Api, Away, Denied
from bot.service.tokens import TokenTrouble

ADVICE: Mapping[int, str] = {
    40001: "the secret is wrong: copy the secret of WeChat Customer Service, not that of another application",
    40013: "WeCom does not know this company id: copy it from the company's settings",
    40091: "the secret is wrong: copy the secret of WeChat Customer Service, not that of another application",
    60020: "this machine's address is not on the application's list of trusted IPs: add it there",
    48002: "the application may not use WeChat Customer Service: let it manage the accounts by API",
}


async def complaints(api: Api) -> list[str]:
    """What is wrong with company, secret, rights and accounts."""
    try:
        answer = await api.call("/cgi-bin/kf/account/list", {"offset": 0, "limit": 100})
    except TokenTrouble as wrong:
        return [next((advice for code, advice in ADVICE.items() if str(code) in str(wrong)), str(wrong))]
    except Denied as wrong:
        return [ADVICE.get(wrong.code, str(wrong))]
    except Away as wrong:
        return [f"WeCom cannot be reached: {wrong}"]
    if not answer.get("account_list"):
        return ["there is no customer-service account that the API manages: make one in WeCom, and choose management by API"]
    return []
