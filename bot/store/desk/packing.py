"""Teams and wishes as JSON text and back, and a person from the account's row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from bot.service.desk.people import Role, Staff, Targets, Team, Wishes
from bot.service.hours import Hours
from bot.store.desk.staff_tables import StaffRow, TeamRow


def staff_of(row: StaffRow) -> Staff:
    """The person of an account."""
    return Staff(row.id, row.name, Role(row.role), row.team, row.away, row.active, unpacked_wishes(row.wishes))


def packed_wishes(wishes: Wishes) -> str:
    """As text."""
    plain = {name: getattr(wishes, name) for name in ("locale", "zone", "theme", "letters", "enter_sends", "sound", "notices")}
    return json.dumps(plain | {"quiet": [_clock(one) for one in wishes.quiet]})


def unpacked_wishes(text: str) -> Wishes:
    """From text; what is missing is as usual."""
    raw = json.loads(text or "{}")
    if "quiet" in raw:
        first, last = (time.fromisoformat(one) for one in raw["quiet"])
        raw["quiet"] = (first, last)
    return Wishes(**raw)


def packed_team(team: Team) -> str:
    """All but id and name, as text."""
    hours, targets = team.hours, team.targets
    week = {str(day): [[_clock(begins), _clock(ends)] for begins, ends in spans] for day, spans in hours.week.items()}
    times = {name: _seconds(getattr(targets, name)) for name in ("first", "following", "resolution", "nobody")}
    holidays = sorted(day.isoformat() for day in hours.holidays)
    more = {"by_turns": team.by_turns, "escalate": list(team.escalate)}
    return json.dumps({"zone": hours.zone, "week": week, "holidays": holidays, "targets": times, **more})


def unpacked_team(row: TeamRow) -> Team:
    """From its row."""
    raw = json.loads(row.body)
    return Team(row.id, row.name, _hours(raw), _targets(raw.get("targets", {})), raw.get("by_turns", False), tuple(raw.get("escalate", ())))


def _hours(raw: Mapping[str, Any]) -> Hours:
    week = {
        int(day): tuple((time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in spans)
        for day, spans in raw.get("week", {}).items()
    }
    return Hours(raw.get("zone", "Asia/Shanghai"), week, frozenset(date.fromisoformat(day) for day in raw.get("holidays", ())))


def _targets(raw: Mapping[str, int | None]) -> Targets:
    given = {name: None if seconds is None else timedelta(seconds=seconds) for name, seconds in raw.items()}
    nobody = given.pop("nobody", None) or Targets().nobody
    return Targets(**given, nobody=nobody)


def _clock(at: time) -> str:
    return at.isoformat("minutes")


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
