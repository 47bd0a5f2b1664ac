"""The help of the commands and what click says by itself, in the words of `bot.cli.words`; wide characters take two columns."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from bot.cli import words
from bot.cli.columns import broken, columns

CLICK = {
    "click_usage": "Usage:",
    "click_options": "Options",
    "click_commands": "Commands",
    "click_default": "default: {default}",
    "click_env": "env var: {var}",
    "click_required": "required",
    "click_dynamic": "(dynamic)",
    "click_file": "file",
    "click_directory": "directory",
    "click_path": "path",
    "click_error": "Error: {message}",
    "click_try": "Try '{command} {option}' for help.",
    "click_aborted": "Aborted!",
    "click_invalid": "Invalid value: {message}",
    "click_invalid_for": "Invalid value for {param_hint}: {message}",
    "click_missing_argument": "Missing argument",
    "click_missing_option": "Missing option",
    "click_missing_parameter": "Missing parameter",
    "click_missing_kind": "Missing {param_type}",
    "click_missing_named": "Missing parameter: {param_name}",
    "click_missing_command": "Missing command.",
    "click_no_option": "No such option {name!r}.",
    "click_no_command": "No such command {name!r}.",
    "click_did_you_mean": "Did you mean {possibility}?",
    "click_did_you_mean_one_of": "(Did you mean one of: {possibilities}?)",
    "click_choose_from": "Choose from:\n\t{choices}",
    "click_extra": "Got unexpected extra argument ({args})",
    "click_extras": "Got unexpected extra arguments ({args})",
    "click_no_value": "Option {name!r} does not take a value.",
    "click_needs_value": "Option {name!r} requires an argument.",
    "click_needs_values": "Option {name!r} requires {nargs} arguments.",
    "click_takes_values": "Argument {name!r} takes {nargs} values.",
    "click_not_choice": "{value!r} is not {choice}.",
    "click_not_one_of": "{value!r} is not one of {choices}.",
    "click_no_format": "{value!r} does not match the format {format}.",
    "click_no_formats": "{value!r} does not match the formats {formats}.",
    "click_no_number": "{value!r} is not a valid {number_type}.",
    "click_no_range": "{value} is not in the range {range}.",
    "click_no_boolean": "{value!r} is not a valid boolean. Recognized values: {states}",
    "click_not_there": "{name} {filename!r} does not exist.",
    "click_is_file": "{name} {filename!r} is a file.",
    "click_is_directory": "{name} {filename!r} is a directory.",
    "click_not_readable": "{name} {filename!r} is not readable.",
    "click_not_writable": "{name} {filename!r} is not writable.",
    "click_repeat": "Repeat for confirmation",
    "click_differ": "Error: The two entered values do not match.",
    "click_wrong_input": "Error: invalid input",
}
"""Our name of a sentence of click's -> how click asks gettext for it."""
_NAMES = {asked: name for name, asked in CLICK.items()}


def teach_click() -> None:
    """Let click find its own sentences among ours: it asks gettext, which knows compiled catalogues only."""
    for name, module in sys.modules.items():
        if name.startswith("click.") and hasattr(module, "_"):
            for known, ours in (("_", _said), ("ngettext", _counted)):  # the names under which click knows gettext
                setattr(module, known, ours)


def _said(asked: str) -> str:
    return words.say(_NAMES[asked]) if asked in _NAMES else asked


def _counted(one: str, several: str, count: int) -> str:
    return _said(one if count == 1 else several)


class Formatter(click.HelpFormatter):
    """Help that breaks its lines by the columns they take on a screen."""

    def write_text(self, text: str) -> None:
        """Paragraphs, each broken anew."""
        indent = " " * self.current_indent
        paragraphs = ("\n".join(indent + line for line in broken(part, self.width - len(indent))) for part in text.split("\n\n"))
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names and what is said of each, side by side."""
        indent, rows = self.current_indent, tuple(rows)
        first = min(max((columns(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, about in rows:
            lines = list(broken(about, max(self.width - indent - first, 10))) or [""]
            gap = first - columns(name)
            head = f"{'':>{indent}}{name}"
            self.write(f"{head}{'':>{gap}}{lines[0]}\n" if gap >= col_spacing else f"{head}\n{'':>{indent + first}}{lines[0]}\n")
            self.write("".join(f"{'':>{indent + first}}{line}\n" for line in lines[1:]))


class Context(click.Context):
    """One whose help is in the language spoken; the words are looked up when somebody asks for them."""

    formatter_class = Formatter

    def make_formatter(self) -> click.HelpFormatter:
        """Called where help or usage is to be shown."""
        _word(self.command, "_".join(self.path()))
        if option := self.command.get_help_option(self):
            option.help = words.say("click_show_help")
        return super().make_formatter()

    def path(self) -> Iterator[str]:
        """The names of the commands down to this one, without the program's."""
        if self.parent is not None:
            yield from self.parent.path() if isinstance(self.parent, Context) else ()
            yield self.info_name or ""


def _word(command: click.Command, path: str) -> None:
    """Give a command, its options and the commands within it their help."""
    said = words.scope_of(words.tongue(), "commands")
    name = f"help_{path}" if path else "help"
    command.help = said[name]
    command.epilog = said.get(f"{name}_epilog")
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden:
            param.help = said.get("click_show_version" if param.name == "version" else f"{name}_{param.name}")
        if isinstance(param.type, click.Path):
            param.type.name = said[_kind(param.type)]  # click words it once, when the command's module is read
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _word(inner, f"{path}_{inner.name}")
        inner.short_help = inner.help


def _kind(of: click.Path) -> str:
    """What is wanted: a file, a folder, or either."""
    return "click_file" if not of.dir_okay else "click_path" if of.file_okay else "click_directory"


def speaking(command: click.Command) -> click.Command:
    """The command, and those within it, with help in the language spoken."""
    command.context_class = Context
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        speaking(inner)
    return command
