"""What merchants call their terminal, once it is written down, is read as any terminal is."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from bot.core.lookups import Model
from bot.core.understanding import Decision
from bot.understanding.facts.models import names
from bot.understanding.matcher.matching import Matcher

SENTENCES = Path(__file__).parents[2] / "sentences"
TERMINAL = {
    "zh": re.compile(r"刷卡机|收款机|pos\s*机|机器|机子|终端", re.IGNORECASE),
    "en": re.compile(r"\b(?:card ?(?:machine|reader|terminal)|terminal|machine|pdq)\b", re.IGNORECASE),
}
NAMED = names({"Ours": Model("Ours", "Ours", hears=("大白", "zappy"))})
SOME = 2  # every so many sentences
TAKEN = 0.95  # of them, without asking back; 0.98 as written, 0.81 to 0.90 by a name that nobody wrote down


@pytest.mark.parametrize(("locale", "name"), [("zh", "大白"), ("en", "zappy")])
def test_a_name_that_is_written_down_costs_no_question(locale: str, name: str, matcher: Matcher) -> None:
    with (SENTENCES / f"{locale}.tsv").open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter="\t") if row["intent"] != "out_of_scope"]
    called = [TERMINAL[locale].sub(name, text) for text in texts if TERMINAL[locale].search(text)][::SOME]
    taken = [matcher.match(NAMED.generic(text)).decision is Decision.ACCEPT for text in called]
    assert len(taken) > 20
    assert sum(taken) / len(taken) >= TAKEN


@pytest.mark.parametrize(
    ("text", "read"),
    [("大白死机了", "机子死机了"), ("my zappy's frozen", "my machine's frozen"), ("云小钱死机了", "云小钱死机了"), ("zappys", "zappys")],
)
def test_no_more_than_what_is_written_down_is_a_name(text: str, read: str) -> None:
    assert NAMED.generic(text) == read
