"""What the commands and the checks say: the same in every language, nothing without words, and the language of whoever sits there."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import words
from bot.cli.columns import broken, columns
from bot.cli.commands import COMMANDS, main
from bot.cli.helping import CLICK
from bot.core.telling import as_json, told, told_in
from bot.rendering.words import filled, worded

BOT = Path(words.__file__).resolve().parents[1]
CHINESE = re.compile("[一-鿿]")
LOCALES = words.locales()
SCOPES = ("commands", "told", "check", "doctor", "status")
PREFIXES = ("import_", "staff_", "coverage_", "about_", "backup_", "keys_")
"""Of names that are put together where they are said."""


@pytest.fixture(autouse=True)
def silent() -> Iterator[None]:
    """Nobody has chosen a language, before and after."""
    words.speak(None)
    yield
    words.speak(None)


def places(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)", sentence))


@pytest.mark.parametrize("scope", SCOPES)
def test_every_language_says_the_same_sentences_with_the_same_places(scope: str) -> None:
    english = words.scope_of("en", scope)
    for locale in LOCALES:
        said = words.scope_of(locale, scope)
        assert set(said) == set(english)
        assert [name for name in said if places(said[name]) != places(english[name])] == []
    chinese = words.scope_of("zh", scope)
    assert [
        name for name, text in english.items() if re.search(r"[a-z]{3} [a-z]{3} [a-z]", text) and not CHINESE.search(chinese[name])
    ] == []


def every_command() -> Iterator[tuple[list[str], click.Command]]:
    context = main.context_class(main, info_name="posbot")
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        yield [name], command
        if isinstance(command, click.Group):
            yield from (([name, inner], one) for inner, one in command.commands.items())


@pytest.mark.parametrize("locale", [*LOCALES, *reversed(LOCALES)], ids=lambda name: name)
def test_every_command_and_every_option_is_explained_in_every_language(locale: str) -> None:
    words.speak(locale)
    said = words.scope_of(locale, "commands")
    for path, command in every_command():
        name = "_".join(["help", *path])
        shown = CliRunner().invoke(main, [*path, "--help"], prog_name="posbot").output
        assert said[name].split()[0] in re.sub(r"\n +", " ", shown)
        options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
        assert [one.name for one in options if one.name != "role" and f"{name}_{one.name}" not in said] == []
        assert (locale == "zh") == bool(CHINESE.search(shown))
        assert max(map(columns, shown.splitlines())) <= 80
    known = {"_".join(["help", *path]) for path, _ in every_command()}
    stray = [name for name in said if name.startswith("help_") and not name.startswith(tuple(known))]
    assert stray == []


def test_a_mistake_at_the_command_line_is_told_in_the_language_spoken() -> None:
    told_of = {locale: CliRunner(env={"POSBOT_LOCALE": locale}).invoke(main, ["run", "--workers", "99"]).output for locale in LOCALES}
    assert "Invalid value for '--workers': 99 is not in the range 1<=x<=64." in told_of["en"]
    assert "'--workers' 的值不对：99 不在范围 1<=x<=64 内。" in told_of["zh"]


def test_click_still_asks_for_what_we_say_in_its_place() -> None:
    sources = "".join(
        inspect.getsource(module) for name, module in sorted(sys.modules.items()) if name.startswith("click.") and hasattr(module, "_")
    )
    asked = re.sub(r'"\s*\n\s*"', "", sources)
    assert [text for text in CLICK.values() if repr(text)[1:-1].replace("\\'", "'") not in asked] == []
    assert {name for name in words.scope_of("en", "commands") if name.startswith("click_")} == {
        *CLICK,
        "click_show_help",
        "click_show_version",
    }


def named() -> Iterator[tuple[str, str]]:
    """Every name that the program tells or says by itself, and where."""
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args:
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                first = node.args[0]
                if called in {"told", "say", "fail"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{path.relative_to(BOT)}:{node.lineno}"


def test_whatever_is_told_has_its_words() -> None:
    known = {name for scope in SCOPES for name in words.scope_of("en", scope)}
    cli_or_check = [(name, at) for name, at in named() if at.startswith(("cli/", "knowledge/", "wiring/", "service/playing"))]
    assert [(name, at) for name, at in cli_or_check if name not in known] == []


def test_nothing_has_words_that_nobody_tells() -> None:
    sources = "".join(path.read_text("utf-8") for path in BOT.rglob("*.py"))
    said = [name for scope in ("told", "check") for name in words.scope_of("en", scope)]
    assert [name for name in said if f'"{name}"' not in sources and f"'{name}'" not in sources and not name.startswith(PREFIXES)] == []


def test_what_fills_a_place_is_not_looked_at_again() -> None:
    assert filled("{a} and {b}, {} {c}", {"a": "{b}", "b": "x"}) == "{b} and x, {} {c}"


def test_what_is_told_within_what_is_told_is_put_into_words_too() -> None:
    what = told("worded", found="x", name="y", why=told("loud"))
    assert told_in(as_json(what)) == what
    assert worded(told_in(as_json(what)), words.scope_of("zh", "check")) == "“y”里的“x”：不用感叹号"
    assert worded(told_in("as an older release kept it"), words.scope_of("zh", "check")) == "as an older release kept it"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("放在这里。再放在那里。", 10, ["放在这里。", "再放在那", "里。"]),
        ("用 POSBOT_FOLDER 换一个", 16, ["用 POSBOT_FOLDER", "换一个"]),
        ("（说明）", 2, ["（说", "明）"]),
        ("", 10, []),
    ],
)
def test_lines_are_broken_by_what_they_take_on_a_screen(text: str, width: int, lines: list[str]) -> None:
    assert list(broken(text, width)) == lines
