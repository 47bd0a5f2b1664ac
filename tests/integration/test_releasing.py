"""``posbot replay``, ``publish`` and ``rollback`` over a knowledge as small as one can be: what would differ, what is refused and why,
and back again.
"""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from bot.cli.commands import main
from tests.unit.knowledge.folders import CLEAN, write

TEXTS = "templates/en/flows/power.no_power.yaml"
HINT = next(line for line in CLEAN[TEXTS].splitlines() if line.strip().startswith("hint: "))
SAID = ({"chat": "a", "text": "no light"}, {"chat": "a", "choice": "1.off"})


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a lead, and one conversation in its database."""
    installed = write(tmp_path / "installed", CLEAN)
    for name, value in {
        "POSBOT_FOLDER": tmp_path / "var",
        "POSBOT_DATABASE": f"sqlite:///{tmp_path}/posbot.db",
        "POSBOT_KNOWLEDGE": installed / "knowledge",
        "POSBOT_TEMPLATES": installed / "templates",
        "POSBOT_STAFF_PASSWORD": "correct horse battery staple",
        "POSBOT_LOCALE": "en",
    }.items():
        monkeypatch.setenv(name, str(value))
    done("migrate")
    done("staff", "add", "zhao", "--role", "lead")
    done("staff", "add", "li")
    lines = "".join(json.dumps(line) + "\n" for line in SAID)
    done("chat", "--json", "--locale", "en", "--database", f"sqlite:///{tmp_path}/posbot.db", said=lines)
    return installed


def posbot(*given: str, said: str = "") -> Result:
    return CliRunner().invoke(main, list(given), input=said)


def done(*given: str, said: str = "") -> str:
    result = posbot(*given, said=said)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*given: str) -> str:
    result = posbot(*given)
    assert result.exit_code == 1, result.output
    return result.stdout or result.stderr


def test_a_folder_is_replayed_published_and_gone_back_from(files: Path, tmp_path: Path) -> None:
    draft = copytree(files, tmp_path / "draft")

    # Other words would be read at the second turn; nothing is published by looking.
    text = draft / TEXTS
    text.write_text(text.read_text("utf-8").replace(HINT, "  hint: Ask the neighbours for another lamp."), "utf-8")
    told = json.loads(refused("replay", str(draft), "--json", "--workers", "1"))
    assert (told["conversations"], told["differ"], told["kinds"]) == (1, 1, {"words": 1})
    assert "neighbours" in told["found"][0]["differences"][0]["after"]["said"]

    # Who may not publish does not, and a broken file is told with its line.
    assert "'li' is no account that may" in refused("publish", str(draft), "--by", "li")
    broken = copytree(draft, tmp_path / "broken")
    (broken / TEXTS).write_text("sentences: [", "utf-8")
    assert "power.no_power.yaml:" in refused("publish", str(broken), "--by", "zhao")
    assert "nothing was published yet" in refused("rollback", "--by", "zhao")

    # In force, once; and back, where the conversation is answered as it was.
    version = done("publish", str(draft), "--by", "zhao", "--note", "neighbours").split()[0]
    assert "is in force already" in refused("publish", str(draft), "--by", "zhao")
    assert done("rollback", "--by", "zhao").split()[0] != version
    assert "1 conversations, 2 turns, 0 would differ" in done("replay", str(files))
