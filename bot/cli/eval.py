"""``posbot eval``: how well the matcher does on labelled sentences."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.configured import sources
from bot.cli.problems import explained, fail
from bot.understanding.evaluating import Case, evaluate
from bot.wiring.mind import loaded, matcher_of

if TYPE_CHECKING:
    from bot.understanding.evaluating import Evaluation

FIGURES = ("cases", "accuracy", "macro_f1", "accepted_precision", "coverage", "offered", "oos_recall", "oos_false_accept")
COSTS = ("p50_ms", "p99_ms", "per_second", "peak_rss_mb")


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another knowledge folder.")
@click.option("--locale", type=click.Choice(["zh", "en"]), help="Match against this language's examples alone.")
@explained
def command(cases: tuple[Path, ...], as_json: bool, knowledge: Path | None, locale: str | None) -> None:  # noqa: FBT001 -- click's shape
    """Accuracy on CASES: files of tab-separated text, intent (or out_of_scope), and a tag if you like."""
    rows = [case for path in cases for case in read_cases(path)]
    chosen = sources(knowledge)
    matcher = matcher_of(loaded(chosen), (locale,) if locale else None, chosen.precision)
    found = evaluate(matcher, rows)
    sys.stdout.write((json.dumps(found.as_json(), ensure_ascii=False) if as_json else table(found)) + "\n")


def read_cases(path: Path) -> list[Case]:
    """The rows of a file; a row without its columns is named and ends the run."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except UnicodeDecodeError:
        fail(f"{path} is not UTF-8 text")
    label = next((name for name in ("intent", "label") if rows and name in rows[0]), "")
    if not rows or "text" not in rows[0] or not label:
        fail(f"{path}: the first line must name the columns text and intent, separated by a tab")
    for number, row in enumerate(rows, start=2):
        if not row["text"] or not row[label]:
            fail(f"{path}:{number}: a text or its intent is missing")
    return [Case(row["text"], row[label], row.get("tag") or "") for row in rows]


def table(found: Evaluation) -> str:
    """The figures for people."""
    lines = [f"{name:<20} {getattr(found, name):>10.4g}" for name in (*FIGURES, *COSTS)]
    lines.append("\nby tag")
    lines += [f"  {tag:<14} " + "  ".join(f"{k} {v:.3f}" for k, v in row.items()) for tag, row in sorted(found.by_tag.items())]
    lines.append("\nmost frequent confusions")
    lines += ["  " + "  ".join(f"{k} {v}" for k, v in row.items()) for row in found.confusions[:20]]
    return "\n".join(lines)
