"""``posbot match``: what each line of standard input would match, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.configured import sources
from bot.cli.objects import tell
from bot.cli.problems import explained
from bot.cli.words import say, spoken
from bot.core.understanding import Decision
from bot.understanding.talk.standing import compared
from bot.understanding.text.masking import masked
from bot.wiring.mind import loaded, matcher_of

if TYPE_CHECKING:
    from bot.understanding.matcher.matching import Match


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--locale", type=click.Choice(spoken()))
@click.option("--flips", is_flag=True)
@click.argument("sentence", nargs=-1)
@explained
def command(as_json: bool, knowledge: Path | None, locale: str | None, flips: bool, sentence: tuple[str, ...]) -> None:  # noqa: FBT001 -- click's shape
    """What SENTENCE, or each line of standard input, would match, and why."""
    chosen = sources(knowledge)
    read = loaded(chosen)
    matcher = matcher_of(read, (locale,) if locale else None, chosen.precision)
    typed = [" ".join(sentence)] if sentence else (raw.decode("utf-8-sig", "replace").rstrip("\r\n") for raw in sys.stdin.buffer)
    for text in typed:
        words = compared(masked(text)[0], read.knowledge)
        shown = as_line(text, matcher.match(words))
        if flips:
            shown["flips"] = [{"without": word, "intent": intent} for word, intent in matcher.flips(words)]
        tell(shown) if as_json else click.echo(_plain(shown))


def as_line(text: str, match: Match) -> dict[str, object]:
    """The object of interfaces.md section 3."""
    best = match.candidates[0] if match.candidates else None
    candidates = [{"intent": c.intent, "score": c.score, "phrase": c.phrase, "why": c.why} for c in match.candidates]
    intent = best.intent if best and match.decision is not Decision.REJECT else None
    return {
        "text": text,
        "decision": match.decision.value,
        "intent": intent,
        "score": best.score if best else 0.0,
        "candidates": candidates,
    }


def _plain(shown: dict[str, object]) -> str:
    head = f"{shown['decision']}  {shown['intent'] or '-'}  {shown['score']}  {shown['text']}"
    candidates = shown["candidates"]
    rows = candidates if isinstance(candidates, list) else []
    turned = shown.get("flips")
    flips = turned if isinstance(turned, list) else []
    changes = ["    " + say("match_without", word=flip["without"], intent=flip["intent"]) for flip in flips]
    return "\n".join([head, *(f"    {row['score']:<7} {row['intent']:<36} {row['phrase']}  {row['why']}" for row in rows), *changes])
