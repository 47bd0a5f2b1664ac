"""Calls of WeChat's and WeCom's servers: the token put in, the answer read, errors told apart.

A token that is refused is renewed once; if the new one is refused too, there is an alarm and no third try.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import httpx

from bot.service.ports import JSON
from bot.service.tokens import Issued, NotIssued, Tokens, TokenTrouble

STALE = frozenset({40001, 40014, 42001})
"""The token is wrong, no token, or too old."""
BYTES_AT_MOST = 20 * 1024 * 1024
SECONDS = 8.0
_NAME = re.compile(r'filename="?([^";]+)"?')


class Denied(Exception):
    """WeChat says no; ``code`` is its errcode."""

    def __init__(self, code: int, words: str) -> None:
        """``words`` are WeChat's own."""
        super().__init__(f"{code} {words}")
        self.code = code
        self.words = words


class Away(Exception):
    """No answer. ``arrived``: the call may have been carried out all the same."""

    def __init__(self, why: str, *, arrived: bool) -> None:
        """``why`` for the log."""
        super().__init__(why)
        self.arrived = arrived


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file; ``name`` is what WeChat calls it, if it does."""

    content: bytes
    name: str = ""


def client() -> httpx.AsyncClient:
    """For all calls of an account. Addresses hold tokens, so they are not logged."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return httpx.AsyncClient(timeout=SECONDS, trust_env=True)


class Api:
    """One account's server."""

    def __init__(self, http: httpx.AsyncClient, base: str, tokens: Tokens) -> None:
        """Nothing is called yet."""
        self._http = http
        self._base = base.rstrip("/")
        self.tokens = tokens

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def call(self, path: str, body: Mapping[str, JSON] | None = None, **query: str) -> Mapping[str, JSON]:
        """The answer. Raises `Denied`, `Away` or `TokenTrouble`."""
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return _checked((await self._asked(path, query, content, {"content-type": "application/json"})).content)

    async def upload(self, kind: str, content: bytes, name: str) -> str:
        """The id of the file, good for three days."""
        made = httpx.Request("POST", "http://x/", files={"media": (name, content)})
        headers = {"content-type": made.headers["content-type"]}
        answer = _checked((await self._asked("/cgi-bin/media/upload", {"type": kind}, made.read(), headers)).content)
        return str(answer.get("media_id"))

    async def download(self, media: str) -> Fetched | None:
        """The file's bytes; None for one that is too big. Raises `Denied` for one that is gone."""
        response = await self._asked("/cgi-bin/media/get", {"media_id": media}, None, {})
        if len(response.content) > BYTES_AT_MOST:
            return None
        if "json" in response.headers.get("content-type", "") or response.headers.get("content-type", "").startswith("text/plain"):
            _checked(response.content)
        found = _NAME.search(response.headers.get("content-disposition", ""))
        return Fetched(response.content, found[1] if found else "")

    async def _asked(self, path: str, query: Mapping[str, str], content: bytes | None, headers: Mapping[str, str]) -> httpx.Response:
        token = await self.tokens.token()
        response = await self._sent(path, query, content, headers, token)
        if _code(response) in STALE:
            token = await self.tokens.token(failed=token)
            response = await self._sent(path, query, content, headers, token)
            if _code(response) in STALE:
                raise await self.tokens.alarm(f"a new token is refused ({_code(response)})")
        return response

    async def _sent(
        self, path: str, query: Mapping[str, str], content: bytes | None, headers: Mapping[str, str], token: str
    ) -> httpx.Response:
        method = "GET" if content is None else "POST"
        try:
            response = await self._http.request(
                method, self._base + path, params={**query, "access_token": token}, content=content, headers=dict(headers)
            )
        except httpx.ConnectError as wrong:
            raise Away(type(wrong).__name__, arrived=False) from None
        except httpx.HTTPError as wrong:
            raise Away(type(wrong).__name__, arrived=True) from None
        if response.is_server_error:
            raise Away(f"HTTP {response.status_code}", arrived=True)
        return response


def _code(response: httpx.Response) -> int:
    """The errcode; 0 for what is a file."""
    if len(response.content) > 4096 or not response.content.lstrip().startswith(b"{"):  # noqa: PLR2004 -- no error is that long
        return 0
    try:
        found = json.loads(response.content).get("errcode", 0)
    except ValueError:
        return 0
    return found if isinstance(found, int) else 0


def _checked(content: bytes) -> Mapping[str, JSON]:
    try:
        found = json.loads(content)
    except ValueError:
        raise Away("something that is no answer", arrived=True) from None
    if not isinstance(found, dict):
        raise Away("something that is no answer", arrived=True)
    code = found.get("errcode", 0)
    if isinstance(code, int) and code:
        raise Denied(code, str(found.get("errmsg", ""))[:200])
    return found


@dataclass(frozen=True)
class StableToken:
    """A service account's token: asked for repeatedly it stays the same, and nobody's is made invalid."""

    http: httpx.AsyncClient
    base: str
    app: str
    secret: str

    async def issue(self, *, anew: bool) -> Issued:
        """See `bot.service.tokens.Issuer`."""
        body = {"grant_type": "client_credential", "appid": self.app, "secret": self.secret, "force_refresh": anew}
        return await _issued(self.http.post(f"{self.base.rstrip('/')}/cgi-bin/stable_token", json=body))


@dataclass(frozen=True)
class CompanyToken:
    """WeCom's token of an application."""

    http: httpx.AsyncClient
    base: str
    company: str
    secret: str

    async def issue(self, *, anew: bool) -> Issued:  # noqa: ARG002 -- WeCom hands out another one by itself when one is used up
        """See `bot.service.tokens.Issuer`."""
        query = {"corpid": self.company, "corpsecret": self.secret}
        return await _issued(self.http.get(f"{self.base.rstrip('/')}/cgi-bin/gettoken", params=query))


async def _issued(asked: object) -> Issued:
    try:
        response: httpx.Response = await asked  # type: ignore[misc]  # a call of httpx
        answer = _checked(response.content)
    except Denied as wrong:
        raise NotIssued(f"no token is given: {wrong}", refused=wrong.code != -1) from None
    except (httpx.HTTPError, Away) as wrong:
        raise NotIssued(
            f"WeChat's server is not reached ({type(wrong).__name__}): look at this machine's network and proxy", refused=False
        ) from None
    value, seconds = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(value, str) or not isinstance(seconds, int):
        raise NotIssued("the answer holds no token", refused=True)
    return Issued(value, timedelta(seconds=seconds))


__all__ = ["Api", "Away", "CompanyToken", "Denied", "Fetched", "StableToken", "TokenTrouble", "client"]
