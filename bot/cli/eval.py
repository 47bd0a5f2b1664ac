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
from bot.cli.problems import explained
from bot.cli.words import fail, say, spoken
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
@click.option("--json", "as_json", is_flag=True)
@click.option("--knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--calibration", is_flag=True)
@click.option("--curve", is_flag=True)
@click.option("--locale", type=click.Choice(spoken()))
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
        fail("eval_not_utf8", file=path)
    except csv.Error as wrong:
        fail("eval_no_table", file=path, why=wrong)
    label = next((name for name in ("intent", "label") if name in named), "")
    if "text" not in named or not label:
        fail("eval_no_columns", file=path)
    if not rows:
        fail("eval_empty", file=path)
    for number, row in enumerate(rows, start=2):
        if not row["text"] or not row[label]:
            fail("eval_row", file=path, line=number)
    return [Case(row["text"], row[label], row.get("tag") or "") for row in rows]


def calibrated(found: Evaluation) -> str:
    """A bar for each tenth: # as often right, | where it said it would be."""
    lines = [say("eval_calibration")]
    for row in found.calibration:
        bar = list(("#" * round(row["right"] * WIDTH)).ljust(WIDTH + 1))
        bar[round(row["stated"] * WIDTH)] = "|"
        figures = {name: f"{row[name]:.3f}" for name in ("stated", "right")}
        lines.append(say("eval_sure", **{"from": f"{row['from']:.1f}"}, bar="".join(bar), **figures, cases=f"{row['cases']:.0f}"))
    return "\n".join(lines)


def drawn(steps: Sequence[Mapping[str, float]]) -> str:
    """The learning curve: a line for each number of examples."""
    lines = [say("eval_curve")]
    for step in steps:
        figures = "  ".join(f"{step[name]:.3f}" for name in ("accuracy", "coverage", "accepted_precision"))
        lines.append(f"  {step['examples']:>4.0f}  {('#' * round(step['accuracy'] * WIDTH)).ljust(WIDTH)}  {figures}")
    return "\n".join(lines)


def table(found: Evaluation) -> str:
    """The figures for people."""
    lines = [f"{name:<20} {getattr(found, name):>10.4g}" for name in (*FIGURES, *COSTS)]
    lines.append(f"\n{say('eval_by_tag')}")
    lines += [f"  {tag:<14} " + "  ".join(f"{k} {v:.3f}" for k, v in row.items()) for tag, row in sorted(found.by_tag.items())]
    lines.append(f"\n{say('eval_confusions')}")
    lines += ["  " + "  ".join(f"{k} {v}" for k, v in row.items()) for row in found.confusions[:20]]
    return "\n".join(lines)
