"""``posbot coverage``: what of the knowledge no written conversation comes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.columns import padded
from bot.cli.configured import sources
from bot.cli.objects import tell
from bot.cli.problems import explained
from bot.cli.words import fail, say
from bot.wiring.mind import Sources, loaded, matcher_of

if TYPE_CHECKING:
    from bot.service.covering import Coverage, Share


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--templates", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dialogs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--walk", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--fail-under", type=click.FloatRange(0, 100), default=0.0)
@explained
def command(  # noqa: PLR0913 -- an option each
    folder: Path | None,
    templates: Path | None,
    dialogs: Path | None,
    walk: bool,  # noqa: FBT001 -- click's shape
    as_json: bool,  # noqa: FBT001 -- as above
    fail_under: float,
) -> None:
    """Play all dialogs; report the steps, options, sentences and answers of FOLDER that none of them comes to."""
    from bot.knowledge.dialogs import read_dialogs  # noqa: PLC0415
    from bot.rendering.phrases import Phrases  # noqa: PLC0415
    from bot.service.covering import Script, cover  # noqa: PLC0415
    from bot.service.turning import Mind  # noqa: PLC0415

    chosen = Sources(folder, templates) if folder or templates else sources(None)
    played = dialogs or chosen.folders[0].parent / "tests" / "dialogs"
    if not played.is_dir():
        fail("coverage_no_dialogs", folder=played)
    read = loaded(chosen)
    mind = Mind(read.knowledge, matcher_of(read), Phrases(read.knowledge))
    found = cover(mind, (Script(dialog.locale, dialog.turns) for dialog in read_dialogs(played)), walked=walk)
    tell(as_object(found)) if as_json else click.echo(table(found))
    if found.least < fail_under:
        fail("coverage_less", share=f"{found.least:.1f}", least=f"{fail_under:g}")


def as_object(found: Coverage) -> dict[str, object]:
    """The report for programs."""
    shares = {
        locale: {
            kind: {"of": share.of, "percent": round(share.percent, 2), "missing": list(share.missing)} for kind, share in kinds.items()
        }
        for locale, kinds in found.shares.items()
    }
    return {
        "dialogs": found.scripts,
        "differences": found.differences,
        "least": round(found.least, 2),
        "locales": shares,
        "elsewhere": dict(found.elsewhere),
    }


def table(found: Coverage) -> str:
    """The report for people: the shares, then what is missing."""
    lines = [say("coverage_head", count=found.scripts, differences=found.differences)]
    every = [(locale, kind, share) for locale, kinds in found.shares.items() for kind, share in kinds.items()]
    lines += [_row(locale, kind, share) for locale, kind, share in every]
    lines += [
        say("coverage_never", locale=locale, kind=say(f"coverage_{kind}"), name=name)
        for locale, kind, share in every
        for name in share.missing
    ]
    lines += [say("coverage_elsewhere", name=name, why=why) for name, why in found.elsewhere.items()]
    return "\n".join(lines)


def _row(locale: str, kind: str, share: Share) -> str:
    named = padded(say(f"coverage_{kind}"), 10)
    covered, of, percent = f"{share.of - len(share.missing):>5}", f"{share.of:<5}", f"{share.percent:>6.1f}"
    return say("coverage_row", locale=f"{locale:<4}", kind=named, covered=covered, of=of, percent=percent)
