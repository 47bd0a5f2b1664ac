"""The pages made from the program leave nothing out, say it in both languages, and are the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.cli.commands import COMMANDS
from bot.settings import Settings
from tests.unit.test_deployment import SUFFIXES, known
from tools.reference import MEANINGS, commands, metrics, settings
from tools.shapes import page

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile("[一-鿿]")


def test_every_setting_has_its_meaning_in_both_languages() -> None:
    meanings = yaml.safe_load(MEANINGS.read_text("utf-8"))["settings"]
    assert set(meanings) == set(Settings.model_fields), "write it into tools/meanings.zh-CN.yaml"
    assert [name for name, words in meanings.items() if not CHINESE.search(str(words))] == []
    for locale in ("en", "zh"):
        text = "".join(settings(locale))
        assert [name for name in Settings.model_fields if f"`POSBOT_{name.upper()}`" not in text] == []
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_metric_is_there_with_its_labels(locale: str) -> None:
    rows = dict(re.findall(r"(?m)^\| `(posbot_\w+)` \|[^|]*\|([^|]*)\|", "\n".join(metrics(locale))))
    plain = {SUFFIXES.sub("", name): labels - {"le"} for name, labels in known().items()}
    assert set(yaml.safe_load(MEANINGS.read_text("utf-8"))["metrics"]) == set(rows)
    for name, labels in plain.items():
        row = next(row for key, row in rows.items() if SUFFIXES.sub("", key) == name)
        assert labels <= set(re.findall(r"`(\w+)`", row)), name


def test_every_command_is_there() -> None:
    text = "\n".join(commands("en"))
    assert [name for name in COMMANDS if f"## posbot {name}\n" not in f"{text}\n"] == []


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_keys_of_knowledge_files_are_told_in_words(locale: str) -> None:
    text = "\n".join(page(locale))
    assert not re.search(r"Annotated|StringConstraints|0x[0-9a-f]{6}|NoneType|bot\.knowledge", text)
    for place in ("knowledge/intents.yaml", "knowledge/flows/*.yaml", "knowledge/examples/LOCALE/*.yaml", "templates/LOCALE/*.yaml"):
        assert f"## `{place}`" in text
    assert {"### Try", "### Choice", "### Warranty", "### UpkeepRule", "### Turn"} <= set(re.findall(r"(?m)^### \w+", text))


# ---- the README ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "suffix"), [("README.md", ""), ("README.zh-CN.md", ".zh-CN")])
def test_every_picture_and_page_that_the_readme_names_is_there(name: str, suffix: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text) + re.findall(r'src="([^"]+)"', text)
    assert f"docs/pictures/conversation{suffix}.webp" in named
    assert [path for path in named if not path.startswith("http") and not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(("name", "locale"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_what_posbot_says_in_the_readme_is_what_it_says(name: str, locale: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    told = re.sub(r"\s+", "", "".join(path.read_text("utf-8") for path in sorted((ROOT / "templates" / locale).rglob("*.yaml"))))
    talk = next(block for block in re.findall(r"(?s)```\n(.*?)```", text) if "posbot  " in block)
    labels = re.findall(r"\[([^\]]+)\]", talk)
    spoken = re.sub(r"\[[^\]]+\]", "", talk)
    sentences = [
        re.sub(r"\s+", "", part)
        for part in re.split(r"(?<=[.?!。？！])\s*|\n\s*……?|\n(?=\w)", re.sub(r"(?m)^(posbot|商户.*|merchant.*)\s*", "", spoken))
    ]
    fixed = [part for part in sentences if len(part) > 3 and not re.search(r"\d", part)]
    assert len(fixed) > 8
    assert [part for part in [*fixed, *(re.sub(r"\s+", "", label) for label in labels)] if part not in told] == []
