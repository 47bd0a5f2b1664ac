"""The wheel alone, installed where there is no checkout, is a working posbot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.wiring.places import cache_folder

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 300  # seconds, on a busy machine; where nothing is kept the first conversation trains the matcher
KEPT = cache_folder(os.environ)
LEARNED = {"POSBOT_CACHE": str(KEPT.parent)} if KEPT else {}
"""What the tests of the checkout have learned is the wheel's as well: its knowledge is the same, and is found by its content."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """A posbot from the wheel, called from an empty folder with a bare environment."""

    program: Path
    folder: Path

    def __call__(self, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.defpath, "HOME": str(self.folder), "PYTHONUTF8": "1"} | LEARNED
        return subprocess.run(
            [self.program, *arguments],
            input=said,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True, timeout=PATIENCE)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def posbot(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """In an environment of its own, which borrows the libraries installed here but not the checkout."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    site = Path(paths["purelib"])
    # A folder named in a .pth file is searched, but the .pth files in it are not read: the editable
    # installation of the checkout stays out.
    site.joinpath("borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=PATIENCE)
    return Installed(home / "bin" / "posbot", tmp_path_factory.mktemp("empty"))


def test_the_wheel_carries_the_knowledge_and_nothing_that_was_made(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for folder in ("knowledge", "templates", "migrations"):
        inside = {name.removeprefix("bot/_data/") for name in names if name.startswith(f"bot/_data/{folder}/")}
        beside = {
            path.relative_to(CHECKOUT).as_posix()
            for path in (CHECKOUT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert inside == beside
    assert not [name for name in names if name.endswith((".pyc", ".db")) or name.split("/")[0] in {"var", "tests", "docs"}]


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    licences = {Path(name).name for name in ZipFile(wheel).namelist() if ".dist-info/licenses/" in name}

    assert {"LICENSE", "NOTICE"} <= licences


def test_the_program_is_the_installed_one(posbot: Installed) -> None:
    where = subprocess.run(
        [posbot.program.with_name("python"), "-c", "import bot; print(bot.__file__)"],
        cwd=posbot.folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert not Path(where.stdout.strip()).is_relative_to(CHECKOUT / "bot")
    assert Path(where.stdout.strip()).is_relative_to(posbot.program.parents[1])


def test_it_says_what_it_can_do(posbot: Installed) -> None:
    helped = posbot("--help")

    assert helped.returncode == 0, helped.stderr
    assert "chat" in helped.stdout


def test_its_own_knowledge_has_no_problem(posbot: Installed) -> None:
    """That of the checkout, with all its conversations, is checked by `make knowledge`."""
    checked = posbot("check")

    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout


@pytest.mark.parametrize(("locale", "said"), [("zh", "开不了机"), ("en", "the terminal won't turn on")])
def test_it_talks_from_an_empty_folder_and_leaves_nothing_there(posbot: Installed, locale: str, said: str) -> None:
    before = {path for path in posbot.folder.rglob("*") if ".cache" not in path.parts}

    answered = posbot("chat", "--json", "--locale", locale, said=json.dumps({"chat": "a1", "text": said}) + "\n")

    assert answered.returncode == 0, answered.stderr
    (line,) = answered.stdout.splitlines()
    answer = json.loads(line)
    assert answer["heard"]["intent"] == "power.no_power"
    assert answer["replies"][0]["text"]
    assert {path for path in posbot.folder.rglob("*") if ".cache" not in path.parts} == before
