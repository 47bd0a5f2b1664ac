"""Asks our own address as WeChat does when it is entered there: whether domain, certificate, proxy, token and clock agree."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

import httpx

from bot.channels.wechat.crypto import Envelope, signature

SECONDS = 10.0


def plain(token: str, at: datetime) -> tuple[dict[str, str], str]:
    """A service account's question, and its answer."""
    stamp, nonce, echo = str(int(at.timestamp())), secrets.token_hex(5), secrets.token_hex(8)
    return {"signature": signature(token, stamp, nonce), "timestamp": stamp, "nonce": nonce, "echostr": echo}, echo


def sealed(envelope: Envelope, at: datetime) -> tuple[dict[str, str], str]:
    """WeCom's question, whose word is encrypted, and its answer."""
    stamp, nonce, echo = str(int(at.timestamp())), secrets.token_hex(5), secrets.token_hex(8)
    word = envelope.sealed(echo)
    return {"msg_signature": envelope.signed(word, stamp, nonce), "timestamp": stamp, "nonce": nonce, "echostr": word}, echo


async def complaints(address: str, asked: Mapping[str, str], answer: str) -> list[str]:
    """What is wrong with the address, and what to look at."""
    try:
        async with httpx.AsyncClient(timeout=SECONDS, trust_env=True) as http:
            response = await http.get(address, params=dict(asked))
    except httpx.HTTPError as wrong:
        why = f"{address} is not reached ({type(wrong).__name__})"
        return [f"{why}: is posbot running, does the name lead here, is the certificate good?"]
    if response.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST}:
        return [f"{address} refuses its own token: restart posbot with these settings, and look at this machine's clock"]
    if response.text != answer:
        return [f"something else answers at {address} ({response.status_code}): does the proxy pass /wechat/ on to posbot?"]
    return []
