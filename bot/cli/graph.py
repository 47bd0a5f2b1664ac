"""``posbot graph``: pictures of the flows, drawn from the same data that the machine walks."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.configured import sources
from bot.cli.problems import explained
from bot.cli.words import fail, say, spoken
from bot.wiring.mind import loaded
from bot.wiring.places import shipped


@click.command()
@click.argument("flow", required=False)
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--locale", type=click.Choice(spoken()), default="en", show_default=True)
@explained
def command(flow: str | None, html: Path | None, knowledge: Path | None, locale: str) -> None:
    """Print FLOW as Mermaid text, or list the flows; with --html write the review page."""
    from bot.knowledge.picturing import mermaid, review_page  # noqa: PLC0415

    known = loaded(sources(knowledge)).knowledge
    if html:
        page = review_page(known, shipped("templates") / "pages" / "review.html", datetime.now(UTC).date())
        html.write_text(page, encoding="utf-8")
        sys.stdout.write(say("graph_written", file=html, flows=len(known.flows), answers=len(known.answers)) + "\n")
    elif flow is None:
        sys.stdout.writelines(f"{name}\n" for name in sorted(known.flows))
    elif flow in known.flows:
        sys.stdout.write(mermaid(known, flow, locale))
    else:
        fail("graph_no_flow", flow=flow)
