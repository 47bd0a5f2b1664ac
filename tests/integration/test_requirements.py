"""The program runs with what `requirements/run.txt` names, whatever else the tests have brought along."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ALONE = """
import sys
from importlib.metadata import packages_distributions
from pkgutil import walk_packages

pinned = set(sys.argv[1].split())
strange = {
    module
    for module, names in packages_distributions().items()
    if not any(name.lower().replace("_", "-").replace(".", "-") in pinned for name in names)
}

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in strange - {"bot", "tests"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hidden())
import bot

for module in walk_packages(bot.__path__, "bot."):
    __import__(module.name) if module.name != "bot.__main__" else None
"""
"""Imports every module of the program while the libraries of other requirements cannot be found."""


def test_every_module_imports_with_the_run_time_requirements_alone() -> None:
    pinned = {
        name.lower().replace("_", "-")
        for name in re.findall(r"(?m)^([A-Za-z0-9._-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"))
    }

    done = subprocess.run(
        [sys.executable, "-c", ALONE, " ".join(sorted(pinned))], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr[-2000:]
