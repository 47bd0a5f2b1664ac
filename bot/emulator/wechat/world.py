"""Everything there is: both accounts, merchants, files, time, and what goes wrong on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.emulator.clock import Clock
from bot.emulator.wechat.people import Bubble, Files, Merchant
from bot.emulator.wechat.refusals import Refused
from bot.emulator.wechat.tokens import Tokens

FAULTS: dict[str, int] = {
    "busy": -1, "token": 40001, "expired": 42001, "calls": 45009, "closed": 45015, "used": 45047, "right": 48001, "session": 95018,
}  # fmt: skip
"""Refusals that can be switched on for the next message, beside ``broken`` (HTTP 502) and ``lost`` (done, but no answer)."""


@dataclass(frozen=True)
class Credentials:
    """What an account was given at WeChat. An empty ``key``: plain mode."""

    app: str
    secret: str
    token: str
    key: str = ""


@dataclass
class World:
    """``changed`` is called when a person sees something new; ``latest``: from which of several grants a message is
    taken; ``reply_costs``: whether an answer in the push counts.
    """

    account: Credentials
    service: Credentials
    clock: Clock = field(default_factory=Clock)
    files: Files = field(default_factory=Files)
    merchants: list[Merchant] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    menu: list[tuple[str, str]] = field(default_factory=list)
    verified: bool = True
    latest: bool = False
    reply_costs: bool = False
    changed: Callable[[], None] = lambda: None
    count: int = 0

    def __post_init__(self) -> None:
        """Tokens end by this world's clock."""
        self.account_tokens = Tokens(self.clock)
        self.service_tokens = Tokens(self.clock)

    def add(self, openid: str, external: str, name: str) -> Merchant:
        """A new person."""
        merchant = Merchant(openid, external, name)
        self.merchants.append(merchant)
        return merchant

    def follower(self, openid: object) -> Merchant | None:
        """By the service account's id."""
        return next((one for one in self.merchants if one.openid == openid), None)

    def customer(self, external: object) -> Merchant | None:
        """By Customer Service's id."""
        return next((one for one in self.merchants if one.external == external), None)

    def number(self) -> int:
        """The next one."""
        self.count += 1
        return self.count

    def show(  # noqa: PLR0913 -- what a bubble has
        self,
        bubbles: list[Bubble],
        kind: str,
        text: str = "",
        *,
        mine: bool = False,
        media: str = "",
        items: list[tuple[str, str]] | None = None,
    ) -> Bubble:
        """A new bubble on a phone."""
        bubble = Bubble(self.number(), self.clock.exact(), mine, kind, text, media, items or [])
        bubbles.append(bubble)
        self.changed()
        return bubble

    def meet(self, *names: str) -> str:
        """The first of these faults that is switched on; it is used up by one."""
        found = next((name for name in names if self.faults[name] > 0), "")
        if found:
            self.faults[found] -= 1
        return found

    def meet_refusals(self) -> None:
        """Raises the refusal that is switched on."""
        found = self.meet(*FAULTS)
        if found:
            raise Refused(FAULTS[found], f"{found} (on purpose)")
