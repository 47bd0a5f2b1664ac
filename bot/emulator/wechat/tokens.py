"""Access tokens: the old way, which makes the one before invalid, and the stable way, which does not."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.emulator.clock import Clock
from bot.emulator.wechat.refusals import OLD_TOKEN, TOO_MANY_CALLS, WRONG_TOKEN

LIFE, EARLY = 7200.0, 300.0
FORCED_A_DAY, FORCED_APART = 20, 30.0


@dataclass
class Given:
    """A token and until when it is good."""

    value: str
    until: float


@dataclass
class Tokens:
    """Of one account. ``count`` is how many were made."""

    clock: Clock
    plain: Given | None = None
    stable: Given | None = None
    before: Given | None = None
    forced: list[float] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    count: int = 0
    asked: int = 0

    def _made(self) -> Given:
        self.count += 1
        given = Given(f"T{self.count}_{secrets.token_hex(8)}", self.clock.exact() + LIFE)
        self.known.add(given.value)
        return given

    def old_way(self) -> Given:
        """Each call makes a new one, and the one before is worth nothing any more."""
        self.asked += 1
        self.plain = self._made()
        return self.plain

    def lasting(self) -> Given:
        """The same until it ends, as WeCom does it."""
        self.asked += 1
        if self.plain is None or self.plain.until <= self.clock.exact():
            self.plain = self._made()
        return self.plain

    def stable_way(self, *, force: bool) -> Given:
        """The same until five minutes before its end; then both are good for a while. Forced: the old one ends."""
        self.asked += 1
        now = self.clock.exact()
        if force:
            self._check_force(now)
            self.stable, self.before = self._made(), None
        elif self.stable is None or self.stable.until - EARLY <= now:
            self.before = Given(self.stable.value, now + EARLY) if self.stable else None
            self.stable = self._made()
        return self.stable

    def _check_force(self, now: float) -> None:
        self.forced = [at for at in self.forced if at > now - 24 * 3600]
        if len(self.forced) >= FORCED_A_DAY or (self.forced and now - self.forced[-1] < FORCED_APART):
            raise TOO_MANY_CALLS
        self.forced.append(now)

    def check(self, value: str) -> None:
        """Raises for one that is wrong or too old."""
        now = self.clock.exact()
        for given in (self.plain, self.stable, self.before):
            if given and secrets.compare_digest(given.value.encode(), value.encode()):
                if given.until <= now:
                    raise OLD_TOKEN
                return
        raise WRONG_TOKEN

    def revoke(self) -> None:
        """Somebody else reset them: what is out there is worth nothing."""
        self.plain = self.stable = self.before = None
