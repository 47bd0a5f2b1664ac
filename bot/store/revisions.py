"""The folder of migrations, as Alembic reads it. Alembic itself is imported only when there is something to do.

A migration says in ``phase`` when it may run. ``before`` (unless it says otherwise): it only adds, and the release before goes on
working; `posbot run` does it. ``after``: it takes away what only older releases used; it stands last in its release, and is done
by `posbot migrate --finish` once none of them runs any more, or by the start of the next release. The database itself notes
the oldest schema whose programs it still serves (``about``: ``serves``, with the
revision that it was noted for), so that an older release may start on a newer schema.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.telling import told
from bot.store.problems import StoreProblem

if TYPE_CHECKING:
    from alembic.config import Config


def alembic_config(folder: Path) -> Config:
    """What Alembic is told, in place of an ini file."""
    from alembic.config import Config  # noqa: PLC0415 - see the top

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def check_known(config: Config, found: str | None, name: str) -> None:
    """Raises StoreProblem for a revision that is not among the migrations."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see the top

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        message = told("store_newer", path=name, schema=found)
        raise StoreProblem(message)


FINISHED = "finished"
"""A target: everything, what comes after an upgrade included."""
AFTER = "after"


def goal_of(config: Config, target: str = "") -> str:
    """The revision to go to: the ``target``; without one, the newest that the release before can live with."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see the top

    if target and target != FINISHED:
        return target
    for script in ScriptDirectory.from_config(config).walk_revisions():  # the newest first
        if target == FINISHED or phase_of(script.module) != AFTER:
            return str(script.revision)
    raise LookupError(config.get_main_option("script_location"))


def phase_of(module: object) -> str:
    """When a migration may run."""
    return str(getattr(module, "phase", "before"))


def is_past(config: Config, found: str | None, goal: str) -> bool:
    """Whether the revision ``found`` is the goal or comes after it."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see the top

    scripts = ScriptDirectory.from_config(config)
    return found is not None and goal in {script.revision for script in scripts.iterate_revisions(found, "base")}


def serves(config: Config, found: str | None, noted: str | None, ours: str) -> bool:
    """Whether a newer posbot wrote the schema ``found`` and ``noted`` beside it that a program with ``ours`` may run on it."""
    of, _, oldest = (noted or "").partition(" ")
    if not oldest or of != found or oldest > ours:
        return False
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see the top

    return found not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def served_after(module: object, before: str, noted: str | None) -> str:
    """What is noted once this migration has run: its revision, and the oldest that is served. ``noted``: what was noted before."""
    own = str(getattr(module, "revision", ""))
    oldest = own if phase_of(module) == AFTER else (noted or "").partition(" ")[2] or before
    return f"{own} {oldest}"
