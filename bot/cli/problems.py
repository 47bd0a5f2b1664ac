"""A problem the user can do something about: one line on stderr, exit code 1, never a traceback."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bot.cli.words import fail, problem, say, told
from bot.core.telling import ToldError

P = ParamSpec("P")
R = TypeVar("R")


def explained(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the problems of files, settings and store into their one line."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from bot.knowledge.problems import KnowledgeProblem  # noqa: PLC0415
        from bot.store.problems import StoreProblem  # noqa: PLC0415

        try:
            return command(*args, **kwargs)
        except KnowledgeProblem as wrong:
            sys.stderr.writelines(f"{problem(one)}\n" for one in wrong.problems)
            fail("knowledge_unusable", count=len(wrong.problems))
        except (StoreProblem, _settings_problem()) as wrong:
            fail("said", what=told(wrong.told))
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(1) from None
        except OSError as wrong:
            fail("said", what=_of_the_machine(wrong))

    return run


def _of_the_machine(wrong: OSError) -> str:
    """What it could not do, and what to do about it; a file is named as it was asked for."""
    if wrong.errno in {errno.ENOSPC, errno.EDQUOT}:
        return say("no_room", file=wrong.filename) if wrong.filename else say("no_room_somewhere")
    if wrong.filename is None:
        return str(wrong)
    return say("file_unusable", file=wrong.filename, why=wrong.strerror)


def _settings_problem() -> type[ToldError]:
    """The class, if the settings were read at all."""
    module = sys.modules.get("bot.settings")
    return module.SettingsProblem if module else _Never


class _Never(ToldError):
    pass
