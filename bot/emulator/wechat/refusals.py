"""Answers that say no, with WeChat's numbers."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """``code`` is the errcode."""

    def __init__(self, code: int, words: str) -> None:
        """``words`` as WeChat writes them."""
        super().__init__(f"{code} {words}")
        self.code = code
        self.words = words

    def body(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"errcode": self.code, "errmsg": self.words}


BUSY = Refused(-1, "system error")
WRONG_TOKEN = Refused(40001, "invalid credential, access_token is invalid or not latest")
OLD_TOKEN = Refused(42001, "access_token expired")
WRONG_SECRET = Refused(40125, "invalid appsecret")
WRONG_APP = Refused(40013, "invalid appid")
WRONG_PERSON = Refused(40003, "invalid openid")
WRONG_MEDIA = Refused(40007, "invalid media_id")
WRONG_KIND = Refused(40008, "invalid message type")
EMPTY = Refused(44004, "empty content")
TOO_LONG = Refused(45002, "content size out of limit")
TOO_MANY_ARTICLES = Refused(45008, "article size out of limit")
TOO_MANY_CALLS = Refused(45009, "reach max api daily quota limit")
CLOSED = Refused(45015, "response out of time limit or subscription is canceled")
USED_UP = Refused(45047, "out of response count limit")
MENU_TOO_LONG = Refused(45098, "menu message is too long")
NO_RIGHT = Refused(48001, "api unauthorized")
NO_CONSENT = Refused(43101, "user refuse to accept the msg")
NO_JSON = Refused(47001, "data format error")


def invalid(what: str) -> Refused:
    """A parameter that is not as it should be."""
    return Refused(40058, f"invalid parameter: {what}")
