"""How WeChat pushes: signed, encrypted in safe mode, five seconds to answer, three tries, and what it makes of the answer."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import httpx
from defusedxml.ElementTree import fromstring

from bot.emulator.journal import Journal
from bot.emulator.wechat.envelope import Seal, sign
from bot.emulator.wechat.people import Merchant
from bot.emulator.wechat.refusals import CLOSED, USED_UP, Refused
from bot.emulator.wechat.world import World

TRIES, PATIENCE = 3, 5.0
SORRY = "该公众号暂时无法提供服务，请稍后再试"
"""What WeChat shows for an answer that is none, word for word."""
ORIGINAL = "gh_emulated00001"
LONGEST = 2048


def xml(fields: Mapping[str, object]) -> str:
    """As WeChat writes it; what stands in brackets already is left alone."""
    return "<xml>" + "".join(f"<{name}>{_cdata(value)}</{name}>" for name, value in fields.items()) + "</xml>"


def _cdata(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return "".join(f"<{name}>{_cdata(inner)}</{name}>" for name, inner in value.items())
    text = str(value)
    return escape(text) if "]]>" in text else f"<![CDATA[{text}]]>"


@dataclass
class Pushing:
    """To one address each. ``patience`` is shortened for tests. ``service_url`` is Customer Service's."""

    world: World
    journal: Journal
    account_url: str = ""
    service_url: str = ""
    patience: float = PATIENCE
    _client: httpx.AsyncClient | None = None

    def client(self) -> httpx.AsyncClient:
        """Made when it is first needed."""
        if self._client is None or self._client.is_closed:
            self._client = httpx.AsyncClient(trust_env=False)
        return self._client

    async def close(self) -> None:
        """Push no more."""
        if self._client:
            await self._client.aclose()

    # ---- the service account -----------------------------------------------------------------

    def _seal(self) -> Seal | None:
        given = self.world.account
        return Seal(given.token, given.key, given.app) if given.key else None

    async def verify(self, url: str = "", token: str = "") -> bool:
        """What WeChat does when the address is set."""
        stamp, nonce, echo = str(int(time.time())), secrets.token_hex(5), secrets.token_hex(8)
        asked = {"signature": sign(token or self.world.account.token, stamp, nonce), "timestamp": stamp, "nonce": nonce, "echostr": echo}
        response = await self.client().get(url or self.account_url, params=asked, timeout=self.patience)
        return response.is_success and response.text == echo

    async def push(self, merchant: Merchant, fields: Mapping[str, object]) -> None:
        """Try three times; show what comes back, or that nothing does."""
        body = {"ToUserName": ORIGINAL, "FromUserName": merchant.openid, "CreateTime": int(self.world.clock.exact()), **fields}
        if self.world.meet("duplicate"):
            await self._post(xml(body))
        for _ in range(TRIES):
            response = await self._post(xml(body))
            if response is not None:
                self._answered(merchant, response)
                return
        self.world.show(merchant.at_account, "line", SORRY)

    async def _post(self, plain: str) -> httpx.Response | None:
        """One try; None if no answer came in time. The signature's time is the machine's: only it is compared."""
        stamp, nonce, seal = str(int(time.time())), secrets.token_hex(5), self._seal()
        asked = {"signature": sign(self.world.account.token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
        content = plain
        if seal:
            sealed = seal.seal(plain)
            asked |= {"encrypt_type": "aes", "msg_signature": sign(seal.token, stamp, nonce, sealed)}
            content = xml({"ToUserName": ORIGINAL, "Encrypt": sealed})
        try:
            response = await self.client().post(self.account_url, params=asked, content=content.encode(), timeout=self.patience)
        except httpx.HTTPError as wrong:
            self.journal.note("out", "oa", "push", plain, type(wrong).__name__, ok=False, wrong=[])
            return None
        self.journal.note("out", "oa", "push", plain, f"{response.status_code} {response.text}", ok=response.is_success, wrong=[])
        return response

    def _answered(self, merchant: Merchant, response: httpx.Response) -> None:
        if response.is_success and response.text in {"", "success"}:
            return
        try:
            self._show(merchant, self._reply(merchant, response))
        except (Refused, ValueError, SyntaxError, LookupError) as wrong:
            self.journal.wrong.append(f"the answer to a push: {wrong!r}")
            self.world.show(merchant.at_account, "line", SORRY)

    def _reply(self, merchant: Merchant, response: httpx.Response) -> str:
        """The text of a passive reply. Raises for anything that WeChat does not take."""
        if not response.is_success:
            raise ValueError(response.status_code)
        fields = {child.tag: child.text or "" for child in fromstring(response.text)}
        seal = self._seal()
        if seal:
            if fields["MsgSignature"] != sign(seal.token, fields["TimeStamp"], fields["Nonce"], fields["Encrypt"]):
                raise ValueError("signature")
            fields = {child.tag: child.text or "" for child in fromstring(seal.open(fields["Encrypt"]))}
        if (fields["ToUserName"], fields["FromUserName"], fields["MsgType"]) != (merchant.openid, ORIGINAL, "text"):
            raise ValueError("addressed to somebody else")
        int(fields["CreateTime"])
        if not fields["Content"] or len(fields["Content"].encode()) > LONGEST:
            raise ValueError("too long or empty")
        return fields["Content"]

    def _show(self, merchant: Merchant, text: str) -> None:
        if self.world.reply_costs:
            merchant.spend(self.world.clock.exact(), CLOSED, USED_UP, latest=self.world.latest)
        self.world.show(merchant.at_account, "text", text)

    # ---- Customer Service --------------------------------------------------------------------

    async def verify_service(self) -> bool:
        """As above; here the word to be echoed is encrypted."""
        given = self.world.service
        seal, stamp, nonce, echo = (
            Seal(given.token, given.key, given.app),
            str(int(time.time())),
            secrets.token_hex(5),
            secrets.token_hex(8),
        )
        sealed = seal.seal(echo)
        asked = {"msg_signature": sign(given.token, stamp, nonce, sealed), "timestamp": stamp, "nonce": nonce, "echostr": sealed}
        response = await self.client().get(self.service_url, params=asked, timeout=self.patience)
        return response.is_success and response.text == echo

    async def tell(self, door: str, token: str) -> bool:
        """There is something to be fetched."""
        given = self.world.service
        seal, stamp, nonce = Seal(given.token, given.key, given.app), str(int(time.time())), secrets.token_hex(5)
        plain = xml(
            {
                "ToUserName": given.app, "CreateTime": int(self.world.clock.exact()), "MsgType": "event",
                "Event": "kf_msg_or_event", "Token": token, "OpenKfId": door,
            }
        )  # fmt: skip
        sealed = seal.seal(plain)
        asked = {"msg_signature": sign(given.token, stamp, nonce, sealed), "timestamp": stamp, "nonce": nonce}
        content = xml({"ToUserName": given.app, "Encrypt": sealed, "AgentID": ""})
        for _ in range(TRIES):
            try:
                response = await self.client().post(self.service_url, params=asked, content=content.encode(), timeout=self.patience)
            except httpx.HTTPError as wrong:
                self.journal.note("out", "kf", "push", plain, type(wrong).__name__, ok=False, wrong=[])
                continue
            self.journal.note("out", "kf", "push", plain, f"{response.status_code} {response.text}", ok=response.is_success, wrong=[])
            if response.is_success:
                return True
        return False
