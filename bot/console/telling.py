"""Times, sizes and states as the page says them. Pure; every word comes from the templates."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from textwrap import wrap

from bot.channels.web.words import Words
from bot.service.desk.papers import Warranty
from bot.service.desk.people import Staff
from bot.service.desk.rows import Pill, Row
from bot.service.desk.views import Line

LINES = 2
CLOSING = frozenset("，。、；：？！）》」』”’…")
LATE = timedelta(minutes=5)
HOUR = 3600
PILLS: dict[Pill, tuple[str, str]] = {
    Pill.WAITING: ("clock", "warn"),
    Pill.AWAITS_US: ("message-square", "mine"),
    Pill.AWAITS_MERCHANT: ("timer", ""),
    Pill.COLLEAGUE: ("user", "info"),
    Pill.BOT: ("bot", "bot"),
    Pill.SNOOZED: ("alarm-clock", ""),
    Pill.CLOSED: ("check", "ok"),
}
"""Icon and colour of each state; the word stands beside them."""

VERDICTS = {"in": ("shield-check", "ok"), "out": ("shield-alert", "bad"), "inspect": ("shield-alert", "warn")}
RESULTS = {"solved": ("circle-check", "is-ok"), "not_fixed": ("circle-x", "is-bad"), "cannot": ("circle-alert", "is-warn")}
COLOURS = ("peer", "other")


def folded(words: str, letters: int) -> list[str]:
    """In two lines of so many letters, the second never begun by what closes the first; what is longer ends in an ellipsis."""
    lines = wrap(words, letters)
    if len(lines) > 1 and lines[1][0] in CLOSING:
        lines[:2] = [lines[0][:-1], lines[0][-1] + lines[1]]
    return (
        lines if len(lines) <= LINES and all(len(line) <= letters for line in lines) else [lines[0], f"{lines[1][: letters - 1].rstrip()}…"]
    )


class Telling:
    """One person's language and time zone at one moment."""

    def __init__(self, words: Words, zone: tzinfo, now: datetime) -> None:
        """``now`` is that of the whole page: two times on it never disagree."""
        self._words = words
        self._zone = zone
        self._now = now

    def clock(self, at: datetime) -> str:
        """``10:36``."""
        return f"{at.astimezone(self._zone):%H:%M}"

    def exact(self, at: datetime) -> str:
        """``2026-11-23T10:36:07+08:00``, for a table that programs read as well."""
        return at.astimezone(self._zone).isoformat(timespec="seconds")

    def day(self, at: datetime) -> str:
        """``今天``, ``11月23日``, ``23 Nov``."""
        return self._words.day(at.astimezone(self._zone), self._now.astimezone(self._zone))

    def brief(self, at: datetime) -> str:
        """The time today, the day before that."""
        here, now = at.astimezone(self._zone), self._now.astimezone(self._zone)
        return f"{here:%H:%M}" if here.date() == now.date() else self.day(at)

    def moment(self, at: datetime) -> str:
        """Day and time."""
        return f"{self.day(at)} {self.clock(at)}"

    def waited(self, since: datetime) -> str:
        """``2:14``, from an hour on ``1:05 h``."""
        return self.span(self._now - since)

    def span(self, length: timedelta) -> str:
        """Minutes and seconds, or hours and minutes."""
        seconds = max(0, int(length.total_seconds()))
        if seconds < HOUR:
            return f"{seconds // 60}:{seconds % 60:02}"
        return self._words("hours", time=f"{seconds // HOUR}:{seconds % HOUR // 60:02}")

    def seconds(self, seconds: float | None) -> str:
        """As `span`; a stroke where nothing was timed."""
        return "–" if seconds is None else self.span(timedelta(seconds=seconds))

    def date(self, day: date) -> str:
        """``11月23日``, ``23 Nov``."""
        return self._words("date", day=day.day, month=self._words("months").split()[day.month - 1])

    def is_late(self, row: Row) -> bool:
        """Whether a person has been awaited too long, or a clock is broken."""
        return bool(row.since and self._now - row.since > LATE) or bool(row.deadline and row.deadline.broken)

    def is_next(self, line: Line, before: Line | None) -> bool:
        """Whether a line goes on with what the same speaker has just said."""
        if before is None or line.kind != before.kind or line.by != before.by or line.kind == "system":
            return False
        return line.at - before.at < timedelta(minutes=3)

    def opens_day(self, line: Line, before: Line | None) -> bool:
        """Whether a line is the first of its day."""
        return before is None or line.at.astimezone(self._zone).date() != before.at.astimezone(self._zone).date()

    def reminder(self, name: str) -> str:
        """What a timer of a conversation is for."""
        what, _, ref = name.partition(":")
        return self._words(f"due_{what}", ref=ref) if self._words.knows(f"due_{what}") else what.replace("_", " ")

    def warranty(self, warranty: Warranty) -> tuple[str, str, str]:
        """Icon, colour and words of the pill."""
        icon, colour = VERDICTS.get(warranty.verdict, ("shield", ""))
        if warranty.verdict == "in" and warranty.days is not None:
            return icon, "warn" if warranty.soon else "ok", self._words("warranty_in", days=warranty.days)
        if warranty.verdict == "out" and warranty.days is not None:
            return icon, "bad", self._words("warranty_out", days=-warranty.days)
        return icon, colour, self._words(f"warranty_{warranty.verdict}_plain")


def initial(name: str) -> str:
    """The letter that stands for a person."""
    return name.strip()[:1].upper() or "?"


def colour(who: Staff, me: Staff) -> str:
    """The colour of a person's face: one's own, or one of the others' by name."""
    return "me" if who.id == me.id else COLOURS[sum(who.id.encode()) % len(COLOURS)]


def pressed(line: Line) -> str:
    """The label of the choice that the merchant took."""
    return next((choice.label for choice in line.choices if choice.key == line.pressed), "")
