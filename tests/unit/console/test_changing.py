"""The record of deeds says a change in words; what has none is shown as it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.channels.web.words import Words
from bot.console.changing import Changing
from bot.console.telling import Telling
from bot.service.desk.views import Deed
from bot.service.ports import JSON
from tests.unit.console.stage import sentences

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
FACTS = {"model": "Model"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"assignee": ("", "lina")}, ("Assignee", "—", "Li Na")),
        ({"assignee": ("gone", None)}, ("Assignee", "gone", "—")),
        ({"team": ("front", "")}, ("Team", "Front desk", "—")),
        ({"role": ("agent", "lead")}, ("Role", "Agent", "Lead")),
        ({"locale": ("zh", "en")}, ("Language", "中文", "English")),
        ({"priority": (0, 2)}, ("Priority", "Usual priority", "Urgent")),
        ({"status": ("scheduled", "waiting_part")}, ("Status", "Scheduled", "Waiting for part")),
        ({"active": (True, False)}, ("May sign in", "yes", "no")),
        ({"tags": ([], ["VIP", "late"])}, ("Tags", "—", "VIP, late")),
        ({"until": ("", "2026-11-28T01:30:00+00:00")}, ("Snoozed until", "—", "28 Nov 09:30")),
        ({"model": ("P20", "P30")}, ("Model", "P20", "P30")),
        ({"of_an_older_release": (1, 2)}, ("of_an_older_release", "1", "2")),
    ],
)
def test_a_change_is_told_in_words(changes: Mapping[str, tuple[JSON, JSON]], told: tuple[str, str, str]) -> None:
    words = Words({**sentences("en"), "locale_zh": "中文", "locale_en": "English"}, "en", scope="")
    changing = Changing(
        words, Telling(words, ZoneInfo("Asia/Shanghai"), NOW), lambda fact: FACTS.get(fact, ""), {"lina": "Li Na"}, {"front": "Front desk"}
    )
    assert changing.rows(Deed(1, NOW, "li", "changed", changes={**changes, "note": (None, "")})) == [told]
