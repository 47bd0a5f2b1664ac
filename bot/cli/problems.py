"""A problem the user can do something about: one line on stderr, exit code 1, never a traceback."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def fail(message: str) -> NoReturn:
    """Say it and leave."""
    sys.stderr.write(f"posbot: {message}\n")
    raise SystemExit(1)


def explained(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the problems of files, settings and store into their one line."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from bot.knowledge.problems import KnowledgeProblem  # noqa: PLC0415
        from bot.store.problems import StoreProblem  # noqa: PLC0415

        try:
            return command(*args, **kwargs)
        except KnowledgeProblem as wrong:
            sys.stderr.writelines(f"{problem}\n" for problem in wrong.problems)
            fail(f"the knowledge cannot be used: {len(wrong.problems)} problem(s), listed above; mend the files and start again")
        except (StoreProblem, _settings_problem()) as wrong:
            fail(str(wrong))
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(1) from None
        except OSError as wrong:
            fail(_of_the_machine(wrong))

    return run


def _of_the_machine(wrong: OSError) -> str:
    """What it could not do, and what to do about it; a file is named as it was asked for."""
    if wrong.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{wrong.filename or 'what was to be written'} has no room on its disk: make some, and say it again"
    if wrong.filename is None:
        return str(wrong)
    return f"{wrong.filename} cannot be used ({wrong.strerror}): make its folder, mend its rights, or name another"


def _settings_problem() -> type[Exception]:
    """The class, if the settings were read at all."""
    module = sys.modules.get("bot.settings")
    return module.SettingsProblem if module else _Never


class _Never(Exception):
    pass
