"""The counts of a range of days, read from the tallies. Every query is bounded by its days, the first part of their key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, select
from sqlmodel import Session

from bot.core.reminders.watching import REMINDER
from bot.service.insight.counting import CAME, GAVE_UP, TO_PERSON, Span
from bot.service.insight.flows import Listing, Stepping
from bot.service.insight.numbers import MEASURES, Asked, Choices, Counted, Ranked, Reminded
from bot.store.database import Database
from bot.store.insight.tallying import DAY, FLOW, SPAN, STEP, TALLY

TOP = 12
RECENT = timedelta(days=13)


class StoredLedger:
    """See `bot.service.insight.numbers.Ledger`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def counted(self, asked: Asked) -> Counted:
        """All of one moment."""
        return await self._database.read(lambda session: _counted(session, asked))


class StoredSteps:
    """See `bot.service.insight.flows.StepBook`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def steps(self, flow: str, asked: Asked) -> Mapping[str, Stepping]:
        """Found by the flow and the days, the first parts of the key."""
        return _stepping(await self._database.read(lambda session: _rows(session, steps(asked, flow))))

    async def flows(self, asked: Asked) -> Mapping[str, Listing]:
        """Without their steps."""
        rows = await self._database.read(lambda session: _rows(session, flows(asked)))
        return {row.flow: Listing(int(row.solved), int(row.gave_up), int(row.to_person)) for row in rows}

    async def choices(self, asked: Asked) -> Choices:
        """Those of the dashboard."""
        return _choices(await self._database.read(lambda session: _rows(session, choices(asked))))


def steps(asked: Asked, flow: str) -> Select[Any]:
    """A flow's steps."""
    numbers = (func.sum(STEP.c.n).label("n"), func.sum(STEP.c.seconds).label("seconds"))
    wanted = select(STEP.c.step, STEP.c.answer, *numbers).where(STEP.c.flow == flow, fits(STEP, asked))
    return wanted.group_by(STEP.c.step, STEP.c.answer)


def flows(asked: Asked) -> Select[Any]:
    """All flows, their steps together."""
    sums = [func.sum(FLOW.c[name]).label(name) for name in ("solved", "gave_up", "to_person")]
    return select(FLOW.c.flow, *sums).where(fits(FLOW, asked)).group_by(FLOW.c.flow)


def _stepping(rows: Sequence[Any]) -> dict[str, Stepping]:
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows:
        found.setdefault(row.step, {})[row.answer] = (int(row.n or 0), int(row.seconds or 0))
    return {key: _of_answers(answers) for key, answers in found.items()}


def _of_answers(answers: dict[str, tuple[int, int]]) -> Stepping:
    came, gave_up, to_person = (answers.pop(name, (0, 0))[0] for name in (CAME, GAVE_UP, TO_PERSON))
    return Stepping(came, {name: one for name, one in answers.items() if one[0] > 0}, gave_up, to_person)


def _counted(session: Session, asked: Asked) -> Counted:
    ranked = [Ranked(row.trouble, _measures(row), row.model, row.firmware) for row in _rows(session, terminals(asked))]
    return Counted(
        by_day={date.fromisoformat(row.day): _measures(row) for row in _rows(session, by_day(asked))},
        troubles=_troubles(ranked),
        terminals=_top([one for one in ranked if one.model]),
        spans=_spans(_rows(session, spans(asked))),
        reminded=_reminded(_rows(session, reminders(asked))),
        choices=_choices(_rows(session, choices(asked))),
    )


def _rows(session: Session, statement: Select[Any]) -> Sequence[Any]:
    return session.connection().execute(statement).all()


def _sums(table: Table) -> list[Any]:
    return [func.sum(table.c[name]).label(name) for name in MEASURES]


def _measures(row: Any) -> dict[str, int]:
    return {name: int(getattr(row, name) or 0) for name in MEASURES}


def fits(table: Table, asked: Asked, first: date | None = None) -> ColumnElement[bool]:
    """The days and the filters."""
    day = table.c.day
    wanted = {name: value for name in ("channel", "locale", "model", "supplier") if (value := getattr(asked, name))}
    days = (day >= (first or asked.first).isoformat(), day <= asked.last.isoformat())
    return and_(*days, *(table.c[name] == value for name, value in wanted.items()))


def by_day(asked: Asked) -> Select[Any]:
    """These days and as many before."""
    return select(DAY.c.day, *_sums(DAY)).where(fits(DAY, asked, asked.before)).group_by(DAY.c.day)


def terminals(asked: Asked) -> Select[Any]:
    """Of each trouble, model and firmware: a few thousand at most, of which the page shows the most frequent."""
    key = (TALLY.c.trouble, TALLY.c.model, TALLY.c.firmware)
    return select(*key, *_sums(TALLY)).where(fits(TALLY, asked), TALLY.c.trouble != "").group_by(*key)


def _top(ranked: Sequence[Ranked]) -> list[Ranked]:
    return sorted(ranked, key=lambda one: (-one.measures["begun"], one.trouble, one.model, one.firmware))[:TOP]


def _troubles(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Whatever the model."""
    found: dict[str, Counter[str]] = {}
    for one in ranked:
        found.setdefault(one.trouble, Counter()).update(one.measures)
    return _top([Ranked(trouble, {name: measures[name] for name in MEASURES}) for trouble, measures in found.items()])


def spans(asked: Asked) -> Select[Any]:
    """How long it took; the first response by day, the others of all days together, under the first of them."""
    day = case((SPAN.c.span == Span.RESPONSE.value, SPAN.c.day), else_=asked.first.isoformat()).label("day")
    key = (day, SPAN.c.span, SPAN.c.bucket)
    return select(*key, func.sum(SPAN.c.n).label("n")).where(fits(SPAN, asked)).group_by(*key)


def reminders(asked: Asked) -> Select[Any]:
    """What was answered to reminders."""
    return select(STEP.c.answer, func.sum(STEP.c.n).label("n")).where(STEP.c.flow == REMINDER, fits(STEP, asked)).group_by(STEP.c.answer)


def choices(asked: Asked) -> Select[Any]:
    """What there is to filter by: what the last days of the range had."""
    key = (DAY.c.channel, DAY.c.locale, DAY.c.model, DAY.c.supplier)
    first = max(asked.first, asked.last - RECENT)
    return select(*key).where(DAY.c.day >= first.isoformat(), DAY.c.day <= asked.last.isoformat()).distinct()


def _spans(rows: Sequence[Any]) -> dict[date, dict[Span, dict[int, int]]]:
    found: dict[date, dict[Span, dict[int, int]]] = {}
    for row in rows:
        if row.n:
            found.setdefault(date.fromisoformat(row.day), {}).setdefault(Span(row.span), {})[row.bucket] = int(row.n)
    return found


def _reminded(rows: Sequence[Any]) -> Reminded:
    n = Counter({row.answer: int(row.n or 0) for row in rows})
    return Reminded(n[CAME], n["done"], n["later"], n["cannot"])


def _choices(rows: Sequence[Any]) -> Choices:
    def of(name: str) -> list[str]:
        return sorted({value for row in rows if (value := getattr(row, name))})

    return Choices(of("channel"), of("locale"), of("model"), of("supplier"))


STATEMENTS = {statement.__name__: statement for statement in (by_day, terminals, spans, reminders, choices, flows)}
"""By name, to be explained."""
