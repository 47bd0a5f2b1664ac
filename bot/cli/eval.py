"""``posbot eval``: how well the matcher does on labelled sentences."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.configured import sources
from bot.cli.objects import tell
from bot.cli.problems import explained, fail
from bot.understanding.matcher.evaluating import Case, evaluate, learning_curve
from bot.understanding.talk.standing import compared
from bot.understanding.text.masking import masked
from bot.wiring.mind import loaded, matcher_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.understanding.matcher.evaluating import Evaluation

FIGURES = ("cases", "accuracy", "macro_f1", "accepted_precision", "coverage", "offered", "oos_recall", "oos_false_accept")
WIDTH = 40  # of a bar, in characters
COSTS = ("p50_ms", "p99_ms", "per_second", "peak_rss_mb")


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another knowledge folder.")
@click.option("--calibration", is_flag=True, help="Also a picture: how sure it said it was, and how often it was right.")
@click.option("--curve", is_flag=True, help="Also the learning curve: 5, 10, 20, 40 examples an intent. Minutes.")
@click.option("--locale", type=click.Choice(["zh", "en"]), help="Match against this language's examples alone.")
@explained
def command(cases: tuple[Path, ...], as_json: bool, knowledge: Path | None, calibration: bool, curve: bool, locale: str | None) -> None:  # noqa: FBT001, PLR0913 -- click's shape
    """Accuracy on CASES: files of tab-separated text, intent (or out_of_scope), and a tag if you like."""
    rows = [case for path in cases for case in read_cases(path)]
    chosen = sources(knowledge)
    read, locales = loaded(chosen), (locale,) if locale else None
    rows = [replace(case, text=compared(masked(case.text)[0], read.knowledge)) for case in rows]
    found = evaluate(matcher_of(read, locales, chosen.precision), rows)
    steps = learning_curve(read.examples, rows, locales, chosen.precision) if curve else []
    if as_json:
        tell(found.as_json() | ({"curve": steps} if curve else {}))
        return
    pictures = [*([calibrated(found)] if calibration else []), *([drawn(steps)] if curve else [])]
    sys.stdout.write("\n\n".join([table(found), *pictures]) + "\n")


def read_cases(path: Path) -> list[Case]:
    """The rows of a file; a row without its columns is named and ends the run."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            named, rows = read.fieldnames or (), list(read)
    except UnicodeDecodeError:
        fail(f"{path} is not UTF-8 text")
    except csv.Error as wrong:
        fail(f"{path} is no table: {wrong}")
    label = next((name for name in ("intent", "label") if name in named), "")
    if "text" not in named or not label:
        fail(f"{path}: the first line must name the columns text and intent, separated by a tab")
    if not rows:
        fail(f"{path}: there is no case below the first line")
    for number, row in enumerate(rows, start=2):
        if not row["text"] or not row[label]:
            fail(f"{path}:{number}: a text or its intent is missing")
    return [Case(row["text"], row[label], row.get("tag") or "") for row in rows]


def calibrated(found: Evaluation) -> str:
    """A bar for each tenth: # as often right, | where it said it would be."""
    lines = ["how sure it was (|) and how often it was right (#)"]
    for row in found.calibration:
        bar = list(("#" * round(row["right"] * WIDTH)).ljust(WIDTH + 1))
        bar[round(row["stated"] * WIDTH)] = "|"
        lines.append(f"  from {row['from']:.1f}  {''.join(bar)}  said {row['stated']:.3f}  right {row['right']:.3f}  of {row['cases']:.0f}")
    return "\n".join(lines)


def drawn(steps: Sequence[Mapping[str, float]]) -> str:
    """The learning curve: a line for each number of examples."""
    lines = ["examples an intent: best candidate right, accepted, right of the accepted"]
    for step in steps:
        figures = "  ".join(f"{step[name]:.3f}" for name in ("accuracy", "coverage", "accepted_precision"))
        lines.append(f"  {step['examples']:>4.0f}  {('#' * round(step['accuracy'] * WIDTH)).ljust(WIDTH)}  {figures}")
    return "\n".join(lines)


def table(found: Evaluation) -> str:
    """The figures for people."""
    lines = [f"{name:<20} {getattr(found, name):>10.4g}" for name in (*FIGURES, *COSTS)]
    lines.append("\nby tag")
    lines += [f"  {tag:<14} " + "  ".join(f"{k} {v:.3f}" for k, v in row.items()) for tag, row in sorted(found.by_tag.items())]
    lines.append("\nmost frequent confusions")
    lines += ["  " + "  ".join(f"{k} {v}" for k, v in row.items()) for row in found.confusions[:20]]
    return "\n".join(lines)
