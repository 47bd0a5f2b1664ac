"""What the commands say, in the language of whoever sits at the terminal. No command holds a sentence of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.rendering.words import filled
from bot.wiring.places import shipped

if TYPE_CHECKING:
    from bot.core.telling import Told
    from bot.knowledge.problems import Problem

Say = Callable[..., str]
FILES = (".env", "posbot.toml")
SCOPES = ("commands", "told", "check")
FALLBACK = "en"
_chosen: list[str] = []


def locales() -> list[str]:
    """The languages that the commands speak: a folder of templates each."""
    return sorted(folder.name for folder in shipped("templates").iterdir() if (folder / "told.yaml").is_file())


def spoken() -> list[str]:
    """The languages that merchants are answered in: those of the templates in force."""
    folder = Path(os.environ.get("POSBOT_TEMPLATES") or shipped("templates"))
    return sorted({*locales(), *(path.parent.name for path in folder.glob("*/common.yaml"))})


def speak(locale: str | None) -> None:
    """Speak that language from now on; None: whichever is found."""
    _chosen[:] = [locale] if locale else []


def tongue() -> str:
    """What was chosen; else what POSBOT_LOCALE says, and where it says nothing, the system's."""
    return _chosen[0] if _chosen else _known(_set() or system())


def system() -> str:
    """The language the system is set to, such as ``zh_CN.UTF-8``."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")


def say(name: str, /, **values: object) -> str:
    """The sentence of that name with its places filled."""
    return filled(sentence(name), {key: str(value) for key, value in values.items()})


def of(scope: str) -> Say:
    """The same of one file's sentences, by their names in it."""
    named = scope_of(tongue(), scope)
    return lambda name, **values: filled(named[name], {key: str(value) for key, value in values.items()})


def told(what: Told) -> str:
    """What is told by a name, in words."""
    return say(what.name, **{key: value if isinstance(value, str) else told(value) for key, value in what.values})


def problem(wrong: Problem) -> str:
    """A problem of a file as ``path:line: code message``."""
    return f"{wrong.path}:{wrong.line}: {wrong.code} {told(wrong.message)}"


def fail(name: str, /, **values: object) -> NoReturn:
    """Say it as a problem, in one line, and leave."""
    sys.stderr.write(say("problem", what=say(name, **values)) + "\n")
    raise SystemExit(1)


def sentence(name: str) -> str:
    """The sentence as it stands in the templates; KeyError if there is none."""
    for scope in SCOPES:
        if name in (found := scope_of(tongue(), scope)):
            return found[name]
    raise KeyError(name)


@cache
def scope_of(locale: str, scope: str) -> Mapping[str, str]:
    """The sentences of one file by name. No other is read: a question for help must not wait for the rest."""
    from bot.knowledge.reading import read  # noqa: PLC0415 -- no YAML for a command that says nothing

    path = shipped("templates") / locale / f"{scope}.yaml"
    root = read(path.read_bytes(), str(path)).root
    within = root.child("sentences") if root else None
    plain = within.plain() if within else {}
    return {name: str(text).strip("\n") for name, text in plain.items()} if isinstance(plain, dict) else {}


def _known(spoken: str) -> str:
    return next((locale for locale in locales() if spoken.lower().startswith(locale)), FALLBACK)


def _set() -> str:
    """What the settings say, which are read only where one of the files may say it."""
    if named := os.environ.get("POSBOT_LOCALE"):
        return named
    if not any(Path(name).is_file() for name in FILES):
        return ""
    from bot.settings import SettingsProblem, read_settings  # noqa: PLC0415

    try:
        settings = read_settings()
    except SettingsProblem:
        return ""
    return settings.locale if "locale" in settings.model_fields_set else ""
