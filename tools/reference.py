"""Writes the reference pages from the program itself, in both languages, so that they cannot say anything else than it does.

python -m tools.reference FOLDER
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, get_args

import click
from pydantic import BaseModel

import bot.knowledge
from bot.cli.commands import COMMANDS, main
from bot.service.backlog import Backlog, Heap, Process
from bot.service.watching import Action, Piece
from bot.settings import Settings
from bot.wiring.metrics import Metrics, Moment

Page = Callable[[str], Iterator[str]]
SWITCH = re.compile(
    r"\[(?:中文|中文说明|English)\]\([^)]*\)(?: · )?"
    r"|\((?:中文|English)[：:] ?\[[^\]]*\]\([^)]*\)\)"
    r"|（(?:中文|English)[：:] ?\[[^\]]*\]\([^)]*\)）"
)
"""Where a page leads to itself in the other language."""
LOCALES = {"en": "", "zh": ".zh-CN"}
MADE = {
    "en": "This page is made from the program; what it says is what the program does.",
    "zh": "本页由程序生成，所写即程序所做。说明文字与程序一致，为英文。",
}


def pick(locale: str, en: str, zh: str) -> str:
    """The words in that language."""
    return zh if locale == "zh" else en


def cell(text: object) -> str:
    """Fit for a table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def settings(locale: str) -> Iterator[str]:
    """Every setting."""
    yield pick(locale, "# Settings", "# 设置")
    yield MADE[locale]
    yield pick(
        locale,
        "From the environment, a `.env` file or `posbot.toml` (there without `POSBOT_`, in small letters), in that order. "
        "`posbot doctor` shows each with where it came from, and tries what it names.",
        "依次取自环境变量、`.env` 文件、`posbot.toml`（其中不带 `POSBOT_`，用小写）。`posbot doctor` 列出每一项及其来源，并逐一检查。",
    )
    rows = [pick(locale, "| setting | default | meaning |", "| 设置 | 默认 | 含义 |"), "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in {"", None} else f"`{cell(field.default)}`"
        rows.append(f"| `POSBOT_{name.upper()}` | {default} | {cell(field.description)} |")
    yield "\n".join(rows)


def commands(locale: str) -> Iterator[str]:
    """Every command, with its own help."""
    yield pick(locale, "# Commands", "# 命令")
    yield MADE[locale]
    context = click.Context(main, info_name="posbot")
    for name in COMMANDS:
        command = main.get_command(context, name)  # type: ignore[attr-defined]  # it is a group
        yield f"## posbot {name}"
        yield from _helped(command, context, name)


def _helped(command: click.Command, above: click.Context, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above, max_content_width=100)
    yield f"```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            below = command.get_command(context, inner)
            assert below  # noqa: S101 - it was listed
            yield from _helped(below, context, inner)


def knowledge(locale: str) -> Iterator[str]:
    """Every shape that an author may write."""
    yield pick(locale, "# Knowledge files: every key", "# 知识文件：全部键")
    yield MADE[locale]
    modules = [import_module(found.name) for found in walk_packages(bot.knowledge.__path__, "bot.knowledge.")]
    shapes = {shape for module in modules for shape in vars(module).values() if _is_shape(shape)}
    for shape in sorted(shapes, key=lambda shape: shape.__name__):
        yield f"## {shape.__name__}"
        if shape.__doc__:
            yield shape.__doc__.strip()
        rows = [pick(locale, "| key | required | what |", "| 键 | 必填 | 内容 |"), "| --- | --- | --- |"]
        for name, field in shape.model_fields.items():
            needed = pick(locale, "yes", "是") if field.is_required() else ""
            rows.append(f"| `{field.alias or name}` | {needed} | `{cell(_kind(field.annotation))}` {cell(field.description or '')} |")
        if len(rows) > 2:  # noqa: PLR2004 - the head of the table
            yield "\n".join(rows)


def _is_shape(found: object) -> bool:
    if not isinstance(found, type) or not issubclass(found, BaseModel):
        return False
    return found.__module__.startswith("bot.knowledge.") and bool(found.model_fields)


def _kind(annotation: object) -> str:
    if get_args(annotation) or not isinstance(annotation, type):
        return str(annotation).replace("typing.", "").replace("collections.abc.", "")
    return annotation.__name__


def metrics(locale: str) -> Iterator[str]:
    """Every metric, and the actions of the log."""
    yield pick(locale, "# Metrics and logs", "# 指标与日志")
    yield MADE[locale]
    yield pick(
        locale,
        "`/metrics` gives them to Prometheus. The dashboard is `deploy/grafana/posbot.json`, the alert rules are "
        "`deploy/prometheus/alerts.yml`.",
        "Prometheus 从 `/metrics` 读取。仪表盘在 `deploy/grafana/posbot.json`，告警规则在 `deploy/prometheus/alerts.yml`。",
    )
    rows = [pick(locale, "| metric | kind | labels | meaning |", "| 指标 | 类型 | 标签 | 含义 |"), "| --- | --- | --- | --- |"]
    for name, (kind, labels, words) in sorted(_families().items()):
        rows.append(f"| `{name}` | {kind} | {', '.join(f'`{label}`' for label in sorted(labels))} | {cell(words)} |")
    yield "\n".join(rows)
    yield pick(locale, "## Actions", "## 动作")
    yield pick(
        locale,
        "Every line of the log has an `action`, and the conversation's number as `ref` where it belongs to one; with "
        "`POSBOT_LOG_FORMAT=json` an object a line. Counters and traces (`POSBOT_TRACES`) bear the same names.",
        "日志每行都有 `action`；属于某个会话时以 `ref` 写出会话号。"
        "`POSBOT_LOG_FORMAT=json` 时每行一个对象。计数和追踪（`POSBOT_TRACES`）使用同样的名字。",
    )
    yield "\n".join(f"- `{action.value}`" for action in Action)


def _families() -> dict[str, tuple[str, set[str], str]]:
    """By name: kind, labels, help; read off the text that Prometheus gets."""
    counted, at = Metrics(), import_module("datetime").datetime.now(import_module("datetime").UTC)
    facts = {"decision": "accept", "ticket": "paid", "called": "asked", "waited": "1"}
    for action in (Action.TURN_KEPT, Action.MESSAGE_SENT):
        counted.ended(Piece(action, "web", facts=facts), 0.1)
    own = Process("a", "1", "1", ("web",), at, at, {"deliver": 0.1}, {"web": at})
    heaps = {"web": Heap(1, at)}
    text = counted.text(Moment(at, Backlog(heaps, heaps), (own,), own, 0.0, at)).decode()
    found: dict[str, tuple[str, set[str], str]] = {}
    words: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("# HELP"):
            _, _, name, words[name] = line.split(" ", 3)
        elif line.startswith("# TYPE"):
            _, _, name, kinds[name] = line.split(" ", 3)
        elif "_created" not in line:
            name = line.split("{")[0].split(" ")[0]
            family = next((one for one in sorted(kinds, key=len, reverse=True) if name.startswith(one)), name)
            labels = {part.split("=")[0] for part in line.partition("{")[2].partition("}")[0].split(",") if "=" in part} - {"le"}
            found[family] = kinds[family], labels, words[family]
    return {name: row for name, row in found.items() if not name.endswith("_created")}


def http(locale: str) -> Iterator[str]:
    """Every route of everything that is on in a plain installation."""
    yield "# HTTP"
    yield MADE[locale]
    yield pick(
        locale,
        "The whole of it, with every field, is at `/openapi.json` of a running posbot.",
        "完整内容（含所有字段）见运行中的 posbot 的 `/openapi.json`。",
    )
    rows = [pick(locale, "| method | path | what |", "| 方法 | 路径 | 内容 |"), "| --- | --- | --- |"]
    for path, methods in sorted(_routes().items()):
        rows += [f"| {method.upper()} | `{path}` | {cell(about.get('summary', ''))} |" for method, about in sorted(methods.items())]
    yield "\n".join(rows)


def _routes() -> Mapping[str, Mapping[str, Any]]:
    import asyncio  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    from bot.wiring.serving import open_desk  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Settings(folder=Path(folder)))
        paths: Mapping[str, Mapping[str, Any]] = desk.app.openapi()["paths"]
        asyncio.run(desk.store.close())
        return paths


PAGES: Mapping[str, Page] = {"settings": settings, "commands": commands, "knowledge": knowledge, "metrics": metrics, "http": http}


def write(folder: Path) -> None:
    """All pages, in both languages."""
    there = folder / "reference"
    there.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        for locale, suffix in LOCALES.items():
            out = io.StringIO()
            out.writelines(f"{part}\n\n" for part in page(locale))
            (there / f"{name}{suffix}.md").write_text(out.getvalue().rstrip() + "\n", "utf-8")


def without_switches(folder: Path) -> None:
    """The pages of the copy lose their links to the other language: the site has a switch of its own."""
    for page in folder.rglob("*.md"):
        words = page.read_text("utf-8")
        page.write_text(SWITCH.sub("", words), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    without_switches(Path(sys.argv[1]))
