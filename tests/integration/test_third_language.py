"""Another language is files: the sentences of one under a new name, and nothing of the program knows it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator

import httpx
import pytest

from bot.wiring.places import shipped
from tests.integration.desk import Desk, posbot, start
from tests.ports import free_port

FEW = 15
"""Examples of an intent."""
NAMED = {
    "desk.yaml": {"language_own: English": "language_own: Français"},
    "telegram.yaml": {"language_command: english": "language_command: francais"},
}
"""What a language says of itself."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Knowledge and templates in three languages; the third says what English does, but for its names."""
    folder = tmp_path_factory.mktemp("files")
    for name in ("knowledge", "templates"):
        shutil.copytree(shipped(name), folder / name)
    for path in sorted((folder / "knowledge").rglob("en*")):
        copied = path.with_name(path.name.replace("en", "fr", 1))
        (shutil.copytree if path.is_dir() else shutil.copy)(path, copied)
    shutil.copytree(folder / "templates/en", folder / "templates/fr")
    for path in (folder / "knowledge").rglob("*.yaml"):
        if "fr" in {path.stem, path.parent.name}:
            path.write_text(path.read_text("utf-8").replace("locale: en\n", "locale: fr\n", 1), "utf-8")
    for path in (folder / "knowledge/examples").rglob("*.yaml"):
        path.write_text(_first(path.read_text("utf-8")), "utf-8")
    for name, changes in NAMED.items():
        path = folder / "templates/fr" / name
        text = path.read_text("utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        path.write_text(text, "utf-8")
    return {"POSBOT_LOCALE": "fr", "POSBOT_KNOWLEDGE": str(folder / "knowledge"), "POSBOT_TEMPLATES": str(folder / "templates")}


def _first(examples: str) -> str:
    """A few of each list are enough here, and learned in a moment."""
    lines = examples.splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if line.startswith("  - ")]
    return "".join(line for place, line in enumerate(lines) if place not in places[FEW:])


@pytest.fixture(scope="module")
def desk(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = start(tmp_path_factory.mktemp("desk"), free_port(), **files)
    yield desk
    desk.stop()


def test_the_files_have_no_problem_and_a_program_is_answered(files: dict[str, str]) -> None:
    checked = posbot("check", given=files)
    assert (checked.returncode, checked.stderr) == (0, b"")
    asked = posbot("chat", "--json", "--locale", "fr", given=files, stdin=b'{"chat": "a", "text": "wifi", "locale": "fr"}\n')
    answer = json.loads(asked.stdout)
    assert (answer["heard"]["intent"], answer["state"]["locale"]) == ("network.wifi", "fr")


def test_a_language_that_there_is_not_is_one_clear_line(files: dict[str, str]) -> None:
    refused = posbot("run", given={**files, "POSBOT_LOCALE": "de"})
    assert (refused.returncode, b"POSBOT_LOCALE" in refused.stderr, b"Traceback" in refused.stderr) == (1, True, False)


def test_the_merchants_page_is_in_it_and_leads_to_the_others(desk: Desk) -> None:
    for asked, spoken, others in (("fr", "fr", {"zh", "en"}), ("zh", "zh-CN", {"fr", "en"}), ("pt", "fr", {"zh", "en"})):
        page = httpx.get(f"{desk.url}/", headers={"accept-language": asked}, timeout=30).text
        assert f'<html lang="{spoken}"' in page
        assert set(re.findall(r'href="/\?lang=(\w+)"', page)) == others


def test_the_desk_is_in_it_and_asks_for_what_is_said_in_every_language(desk: Desk) -> None:
    with httpx.Client(base_url=desk.url, timeout=30, follow_redirects=True, headers={"origin": desk.url}) as staff:
        staff.post(
            joined(desk), data={"account": "ann", "name": "Ann", "password": "a long one of my own", "again": "a long one of my own"}
        )
        mine = staff.get("/desk/settings/me").text
        assert re.findall(r'<option value="(\w+)"( selected)?>(中文|English|Français)<', mine) == [
            ("fr", " selected", "Français"),
            ("en", "", "English"),
            ("zh", "", "中文"),
        ]
        for path in ("settings/notices", "settings/replies", "misses", "merchants", "incidents"):
            assert (path, staff.get(f"/desk/{path}").status_code) == (path, 200)
        assert set(re.findall(r'id="when-(\w+)"', staff.get("/desk/settings/notices").text)) == {"zh", "en", "fr"}


def joined(desk: Desk) -> str:
    """The link that makes the first account."""
    assert desk.process.stdout is not None
    for line in iter(desk.process.stdout.readline, b""):
        if found := re.search(rb"/desk/join/\S+", line):
            return found[0].decode()
    raise AssertionError(line)
