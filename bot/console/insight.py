"""What the pages of insight stand on, and which they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.console.flows import FlowPages
from bot.console.incidents import IncidentPages
from bot.console.looks import Looks
from bot.console.numbers import NumberPages
from bot.console.reasons import ReasonPages
from bot.console.routes import Route
from bot.service.desk.ports import Desk
from bot.service.insight.flows import FlowNumbers
from bot.service.insight.incidents import Incidents
from bot.service.insight.numbers import Numbers
from bot.service.insight.reasons import Reasons
from bot.service.insight.weekly import Weekly


@dataclass(frozen=True, slots=True)
class Insight:
    """What is learned from what happened."""

    numbers: Numbers
    reasons: Reasons
    incidents: Incidents
    flows: FlowNumbers
    weekly: Weekly


class Pages(Protocol):
    """A few pages that belong together."""

    def routes(self) -> Sequence[Route]:
        """Their addresses."""


def insight_pages(insight: Insight, desk: Desk, looks: Looks) -> Sequence[Pages]:
    """All of them."""
    return (
        NumberPages(insight.numbers, insight.weekly, desk, looks),
        ReasonPages(insight.reasons, looks),
        IncidentPages(insight.incidents, desk, looks),
        FlowPages(insight.flows, desk, looks),
    )
