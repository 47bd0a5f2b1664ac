"""Writes the reference pages from the program itself, in both languages, so that they cannot say anything else than it does.

python -m tools.reference FOLDER
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import yaml
from fastapi.routing import APIRoute

from bot.cli import words
from bot.cli.commands import COMMANDS, main
from bot.cli.helping import teach_click
from bot.console.access.gate import rules_of
from bot.service.backlog import Backlog, Heap, Process
from bot.service.watching import Action, Piece
from bot.settings import Settings
from bot.wiring.metrics import Metrics, Moment
from tools import shapes
from tools.words import MADE, cell, pick

Page = Callable[[str], Iterator[str]]
SWITCH = re.compile(
    r"\[(?:中文|中文说明|English)\]\([^)]*\)(?: · )?"
    r"|\((?:中文|English)[：:] ?\[[^\]]*\]\([^)]*\)\)"
    r"|（(?:中文|English)[：:] ?\[[^\]]*\]\([^)]*\)）"
)
"""Where a page leads to itself in the other language."""
MEANINGS = Path(__file__).with_name("meanings.zh-CN.yaml")
LOCALES = {"en": "", "zh": ".zh-CN"}


def meaning(locale: str, part: str, name: str, words: object) -> str:
    """What it means: in English as the program has it, in Chinese from `meanings.zh-CN.yaml`."""
    return str(yaml.safe_load(MEANINGS.read_text("utf-8"))[part][name] if locale == "zh" else words)


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
        rows.append(f"| `POSBOT_{name.upper()}` | {default} | {cell(meaning(locale, 'settings', name, field.description))} |")
    yield "\n".join(rows)


def commands(locale: str) -> Iterator[str]:
    """Every command, with its own help."""
    yield pick(locale, "# Commands", "# 命令")
    yield MADE[locale]
    words.speak(locale)
    teach_click()
    context = main.context_class(main, info_name="posbot")
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command  # noqa: S101 - it was listed
        yield f"## posbot {name}"
        yield from _helped(command, context, name)
    words.speak(None)


def _helped(command: click.Command, above: click.Context, name: str) -> Iterator[str]:
    context = command.context_class(command, info_name=name, parent=above, max_content_width=100)
    yield f"```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            below = command.get_command(context, inner)
            assert below  # noqa: S101 - it was listed
            yield from _helped(below, context, inner)


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
    for name, (kind, labels, help_) in sorted(_families().items()):
        said = meaning(locale, "metrics", name, help_)
        rows.append(f"| `{name}` | {kind} | {', '.join(f'`{label}`' for label in sorted(labels))} | {cell(said)} |")
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
    counted, at = Metrics(), datetime.now(UTC)
    facts = {"decision": "accept", "ticket": "paid", "called": "asked", "waited": "1"}
    for action in (Action.TURN_KEPT, Action.MESSAGE_SENT):
        counted.ended(Piece(action, "web", facts=facts), 0.1)
    own = Process("a", "1", "1", ("web",), at, at, {"deliver": 0.1}, {"web": at})
    heaps = {"web": Heap(1, at)}
    text = counted.text(Moment(at, Backlog(heaps, heaps, barred=("wx_oa",)), (own,), own, 0.0, 0.0, at)).decode()
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
    """Every route there is, with all that can be switched on."""
    yield "# HTTP"
    yield MADE[locale]
    yield pick(
        locale,
        "What programs call is at `/openapi.json` of a running posbot with every field. The pages of the desk are for browsers: they need "
        "a session with the right that is named, and what changes something needs the session's token (`X-CSRF-Token`).",
        "供程序调用的接口连同所有字段见运行中的 posbot 的 `/openapi.json`。客服台的页面供浏览器使用：需要有相应权限的登录，"
        "凡有改动还需要本次登录的令牌（`X-CSRF-Token`）。",
    )
    for title, rows in _routes(locale):
        yield f"## {title}"
        yield "\n".join(rows)


def _routes(locale: str) -> Iterator[tuple[str, list[str]]]:
    found = sorted(_every_route(), key=lambda route: (route.path, sorted(route.methods)))
    desk = [route for route in found if route.path.startswith("/desk")]
    head = pick(locale, "| method | path | what |", "| 方法 | 路径 | 内容 |")
    yield (
        pick(locale, "Merchants, messengers, watching", "商户、平台、监测"),
        [head, "| --- | --- | --- |", *(f"{_called(route)} {cell(_about(route))} |" for route in found if route not in desk)],
    )
    head = pick(locale, "| method | path | right |", "| 方法 | 路径 | 权限 |")
    rows = [f"{_called(route)} {_right(route)} |" for route in desk]
    yield pick(locale, "The desk", "客服台"), [head, "| --- | --- | --- |", *rows]


def _called(route: APIRoute) -> str:
    return f"| {', '.join(sorted(route.methods - {'HEAD'}))} | `{route.path}` |"


def _about(route: APIRoute) -> str:
    said = route.summary if route.include_in_schema else ""
    return said or (route.endpoint.__doc__ or "").strip().split("\n")[0]


def _right(route: APIRoute) -> str:
    right = next((rule.right for rule in rules_of(route)), None)
    return f"`{right.value}`" if right else "–"


def _every_route() -> list[APIRoute]:
    from bot.wiring.health import Looks, health_routes  # noqa: PLC0415
    from bot.wiring.serving import open_desk  # noqa: PLC0415

    on = dict.fromkeys(("telegram_token", "telegram_desk_token"), "1:made-up") | dict.fromkeys(("wechat_oa_key", "wechat_kf_key"), "a" * 43)
    on |= dict.fromkeys(("wechat_oa_app", "wechat_oa_secret", "wechat_oa_token"), "made-up")
    on |= dict.fromkeys(("wechat_kf_company", "wechat_kf_secret", "wechat_kf_token"), "made-up")
    with tempfile.TemporaryDirectory() as folder:
        values: dict[str, Any] = {**on, "folder": Path(folder), "telegram_desk_group": -5, "telegram_webhook": "https://shop.example"}
        desk = open_desk(Settings(**values))
        routers = [router for part in desk.parts for router in part.routers]
        routers.append(health_routes(Looks(desk.store, desk.worker, desk.watch.metrics)))
        asyncio.run(desk.store.close())
    return [route for router in routers for route in router.routes if isinstance(route, APIRoute)]


PAGES: Mapping[str, Page] = {"settings": settings, "commands": commands, "knowledge": shapes.page, "metrics": metrics, "http": http}


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
