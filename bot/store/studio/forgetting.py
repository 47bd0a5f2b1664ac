"""What the studio keeps of a merchant, erased: his sentences, and the conversations of his that were replayed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.store.sealing import Vault
from bot.store.studio.tables import MissChatRow, MissGroupRow, MissRow, StudyRow


def forget_misses(session: Session, vault: Vault, numbers: Sequence[int]) -> None:
    """Of these chats. A group that was known by his sentence is known by another's from then on."""
    for group in session.exec(select(MissGroupRow).where(col(MissGroupRow.number).in_(numbers))).all():
        others = select(MissRow).where(MissRow.grp == group.id, col(MissRow.number).not_in(numbers)).limit(1)
        other = session.exec(others).first()
        if other is None:
            session.delete(group)
            continue
        row = (other.number, other.seq, other.kind)
        text = vault.open("miss.text", row, other.text)
        group.number, group.seq, group.kind = row
        group.text = vault.seal("miss_group.text", row, text)
        session.add(group)
    session.flush()
    for table in (MissRow, MissChatRow):
        session.connection().execute(delete(table).where(col(table.number).in_(numbers)))


def forget_trials(session: Session, vault: Vault, numbers: Sequence[int]) -> None:
    """What was told of these conversations in the trials of drafts; the counts stay."""
    for study in session.exec(select(StudyRow)).all():
        result = json.loads(vault.open("study.result", (study.key,), study.result))
        replay = result.get("replay") or {}
        left = [one for one in replay.get("found", ()) if one["number"] not in numbers]
        if len(left) != len(replay.get("found", ())):
            replay["found"] = left
            study.result = vault.seal("study.result", (study.key,), json.dumps(result, ensure_ascii=False))
            session.add(study)
