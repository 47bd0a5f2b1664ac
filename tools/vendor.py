"""Brings the pages' third-party files into the checkout, with their licences: htmx, Chart.js, Inter, icons of Lucide.

From the npm registry by exact version; npm checks each archive against the registry's digest. Nothing here
runs when posbot does. To change a version or add an icon, edit the tables and run it: ``python tools/vendor.py``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
MERCHANT, DESK = ROOT / "bot/channels/web/static", ROOT / "bot/console/static"
HTMX, LUCIDE, INTER = "htmx.org@4.0.1", "lucide-static@1.62.0", "@fontsource-variable/inter@5.3.0"
CHART = "chart.js@4.6.1"

FILES = (
    (HTMX, "dist/htmx.min.js", DESK / "htmx.js"),
    (HTMX, "dist/ext/hx-sse.min.js", DESK / "hx-sse.js"),
    (HTMX, "LICENSE", DESK / "htmx.LICENSE.txt"),
    (CHART, "dist/chart.umd.min.js", DESK / "chart.js"),
    (CHART, "LICENSE.md", DESK / "chart.LICENSE.txt"),
    (INTER, "files/inter-latin-wght-normal.woff2", DESK / "inter-5.3.woff2"),
    (INTER, "LICENSE", DESK / "inter.LICENSE.txt"),
    (LUCIDE, "LICENSE", DESK / "icons.LICENSE.txt"),
    (LUCIDE, "LICENSE", MERCHANT / "icons.LICENSE.txt"),
)
ICONS = {
    MERCHANT: """arrow-down arrow-up bot camera check-check circle-alert circle-help clock credit-card file-text headset
        printer power receipt rotate-cw scan-line shield smartphone users wifi-off wrench x""",
    DESK: """alarm-clock arrow-down arrow-left arrow-left-right arrow-up-right bell bell-off bookmark bot building-2
        calendar-clock check check-check chevron-down chevron-right circle-alert circle-check circle-help circle-x clock
        columns-3 copy corner-down-left credit-card download ellipsis eye file-text frown git-merge globe hand headset
        history image inbox key-round keyboard languages layout-dashboard link list-filter lock log-out mail mail-open
        map-pin menu message-square monitor moon panel-right paperclip pencil phone plus power printer receipt
        rotate-cw scan-line scroll-text search send settings shield shield-alert shield-check smartphone smile star
        sticky-note store sun table tag ticket timer trash-2 triangle-alert undo-2 user user-plus users volume-2 volume-x
        wifi-off workflow wrench x zap""",
}
DRAWN = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def unpacked(package: str, folder: Path) -> Path:
    """The folder of that package's files."""
    packed = subprocess.run(  # noqa: S603 -- an exact version from the tables above
        ["npm", "pack", "--silent", "--pack-destination", str(folder), package],  # noqa: S607 -- whichever npm is installed
        check=True,
        capture_output=True,
        text=True,
    )
    place = folder / re.sub(r"\W", "-", package)
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(place, filter="data")
    return place / "package"


def sprite(icons: Path, names: list[str]) -> str:
    """One file with a symbol for each icon; the page's style sheet sets the stroke."""
    symbols = [f'<symbol id="{name}" viewBox="0 0 24 24">{drawing(icons / f"{name}.svg")}</symbol>' for name in names]
    version = LUCIDE.rpartition("@")[2]
    head = f"<!-- Icons of Lucide {version}, ISC licence: see icons.LICENSE.txt -->"
    return "\n".join((head, '<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""))


def drawing(path: Path) -> str:
    """What is inside the icon's ``<svg>``, on one line."""
    found = DRAWN.search(path.read_text("utf-8"))
    if found is None:
        raise SystemExit(f"{path}: no drawing")
    return "".join(line.strip() for line in found[1].splitlines())


def main() -> None:
    """Fetch, copy, draw."""
    with tempfile.TemporaryDirectory() as temporary:
        places = {package: unpacked(package, Path(temporary)) for package in (HTMX, CHART, LUCIDE, INTER)}
        for package, source, target in FILES:
            shutil.copyfile(places[package] / source, target)
            print(f"{target.relative_to(ROOT)}  {package}")
        for folder, names in ICONS.items():
            (folder / "icons.svg").write_text(sprite(places[LUCIDE] / "icons", sorted(names.split())), "utf-8")
            print(f"{(folder / 'icons.svg').relative_to(ROOT)}  {LUCIDE}")


if __name__ == "__main__":
    main()
