"""Drafts, trials, approvals and published versions in the tables; see `bot.service.studio.ports.VersionShelf`."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import text
from sqlmodel import Session, col, select

from bot.service.studio.rows import Draft, Edition, Study
from bot.store.database import Database
from bot.store.sealing import Vault
from bot.store.studio.tables import ApprovalRow, ArchiveRow, BranchRow, EditionRow, StudyRow
from bot.store.times import micros, moment
from bot.store.upserting import insert

ARCHIVES: Any = ArchiveRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it
ALONE = "SELECT pg_advisory_xact_lock(7061209)"
"""On PostgreSQL one process at a time puts a version in force."""


class StoredVersions:
    """Over the store's own database."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def current(self) -> Edition | None:
        """The newest."""
        return next(iter(await self.editions(1)), None)

    async def editions(self, limit: int = 50) -> Sequence[Edition]:
        """By id, which is by time."""
        asked = select(EditionRow).order_by(col(EditionRow.id).desc()).limit(limit)
        return await self._database.read(lambda session: [_edition(row) for row in session.exec(asked)])

    async def archive(self, digest: str) -> bytes | None:
        """From base64."""
        row = await self._database.read(lambda session: session.get(ArchiveRow, digest))
        return base64.b64decode(row.archive) if row else None

    async def keep_archive(self, digest: str, archive: bytes) -> None:
        """Once."""
        await self._database.perform(lambda session: _keep(session, digest, archive))

    async def publish(self, edition: Edition, archive: bytes | None, expected: int) -> Edition | None:
        """Under a lock, so that of two who publish at once one is told that it is no longer as he saw it."""

        def work(session: Session) -> Edition | None:
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text(ALONE))  # type: ignore[deprecated]  # no rows
            newest = session.exec(select(EditionRow).order_by(col(EditionRow.id).desc()).limit(1)).first()
            if (newest.id if newest else 0) != expected:
                return None
            if archive is not None:
                _keep(session, edition.digest, archive)
            row = EditionRow(
                digest=edition.digest,
                base=edition.base,
                who=edition.who,
                reviewer=edition.reviewer,
                at=micros(edition.at),
                note=edition.note,
            )
            session.add(row)
            session.flush()
            return _edition(row)

        return await self._database.perform(work)

    async def drafts(self) -> Sequence[Draft]:
        """Newest first."""
        asked = select(BranchRow).where(BranchRow.status == "open").order_by(col(BranchRow.id).desc())
        return await self._database.read(lambda session: [_draft(row) for row in session.exec(asked)])

    async def draft(self, draft: int) -> Draft | None:
        """By id."""
        row = await self._database.read(lambda session: session.get(BranchRow, draft))
        return _draft(row) if row else None

    async def begin(self, name: str, base: str, who: str, at: datetime) -> Draft:
        """Counted."""

        def work(session: Session) -> Draft:
            row = BranchRow(name=name, base=base, authors=json.dumps([who]), at=micros(at), status="open")
            session.add(row)
            session.flush()
            return _draft(row)

        return await self._database.perform(work)

    async def change(self, draft: int, *, author: str = "", status: str = "", base: str = "") -> None:
        """Those given."""

        def work(session: Session) -> None:
            row = session.get(BranchRow, draft)
            if row is None:
                return
            authors = json.loads(row.authors)
            if author and author not in authors:
                row.authors = json.dumps([*authors, author])
            row.status, row.base = status or row.status, base or row.base
            session.add(row)

        await self._database.perform(work)

    async def approve(self, digest: str, who: str, at: datetime) -> None:
        """Once for each."""
        await self._database.perform(lambda session: session.merge(ApprovalRow(digest=digest, who=who, at=micros(at))))

    async def approvals(self, digest: str) -> Mapping[str, datetime]:
        """By account."""
        asked = select(ApprovalRow).where(ApprovalRow.digest == digest)
        return await self._database.read(lambda session: {row.who: moment(row.at) for row in session.exec(asked)})

    async def study(self, study: Study) -> Study:
        """Counted."""
        vault, key = self._database.vault, uuid4().hex
        result = vault.seal("study.result", (key,), json.dumps(dict(study.result)))

        def work(session: Session) -> Study:
            row = StudyRow(
                key=key,
                branch=study.draft, kind=study.kind, digest=study.digest, base=study.base, who=study.who,
                at=micros(study.at), beat=micros(study.beat),
                status=study.status, phase=study.phase, done=study.done, total=study.total, result=result,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return _study(vault, row)

        return await self._database.perform(work)

    async def studied(self, study: int, at: datetime, **changes: Any) -> None:
        """Every change is a sign of life."""

        def work(session: Session) -> None:
            row = session.get(StudyRow, study)
            if row is None:
                return
            row.beat = micros(at)
            for name, value in changes.items():
                setattr(row, name, _sealed(self._database.vault, row, value) if name == "result" else value)
            session.add(row)

        await self._database.perform(work)

    async def last_study(self, draft: int) -> Study | None:
        """By id."""
        asked = select(StudyRow).where(StudyRow.branch == draft).order_by(col(StudyRow.id).desc()).limit(1)
        row = await self._database.read(lambda session: session.exec(asked).first())
        return _study(self._database.vault, row) if row else None


def _sealed(vault: Vault, row: StudyRow, result: Any) -> str:
    return vault.seal("study.result", (row.key,), json.dumps(result, ensure_ascii=False))


def _keep(session: Session, digest: str, archive: bytes) -> None:
    """Once, whoever else keeps it at this moment."""
    new = insert(session, ARCHIVES).values(digest=digest, archive=base64.b64encode(archive).decode())
    session.connection().execute(new.on_conflict_do_nothing())


def _edition(row: EditionRow) -> Edition:
    return Edition(row.id or 0, row.digest, row.base, row.who, row.reviewer, moment(row.at), row.note)


def _draft(row: BranchRow) -> Draft:
    return Draft(row.id or 0, row.name, row.base, tuple(json.loads(row.authors)), moment(row.at), row.status)


def _study(vault: Vault, row: StudyRow) -> Study:
    return Study(
        row.id or 0, row.branch, row.kind, row.digest, row.base, row.who,
        moment(row.at), moment(row.beat), row.status, row.phase,
        row.done, row.total, json.loads(vault.open("study.result", (row.key,), row.result)),
    )  # fmt: skip
