"""All addresses of the console in one table. Names what answers each and the right it needs."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter

from bot.console.access.gate import Gate
from bot.console.acts import Acts
from bot.console.administration import Administration
from bot.console.cases import Cases
from bot.console.conversations import Conversations
from bot.console.entry import Entry
from bot.console.insight import Insight, insight_pages
from bot.console.knowledge import KnowledgePages
from bot.console.looking import PREFIX
from bot.console.looks import Looks
from bot.console.misses import MissPages
from bot.console.notices import NoticePages
from bot.console.papers import Papers
from bot.console.personal import PersonalPages
from bot.console.routes import router_of
from bot.console.settings import Own
from bot.console.stream import Streams
from bot.console.writing import Pen
from bot.service.desk.accounts import Accounts
from bot.service.desk.cases import CaseDesk
from bot.service.desk.noticing import Notices
from bot.service.desk.personal import PersonalDesk
from bot.service.desk.ports import Desk
from bot.service.ports import Clock
from bot.service.studio.publishing import Studio


def desk_routes(  # noqa: PLR0913 -- everything the pages stand on
    desk: Desk,
    accounts: Accounts,
    pages: Path,
    now: Clock,
    *,
    locale: str = "zh",
    secure: bool = False,
    notices: Notices | None = None,
    cases: CaseDesk | None = None,
    insight: Insight | None = None,
    personal: PersonalDesk | None = None,
    studio: Studio | None = None,
) -> APIRouter:
    """The console under ``/desk``. ``pages``: the folder of the page templates; ``locale``: the language before anybody has signed
    in, where the browser asks for none of ours; ``secure``: reached over https, whatever the proxy in front says. Without ``cases``
    tickets have no pages of their own, without ``insight`` there are no numbers.
    """
    gate, looks = Gate(accounts, secure=secure), Looks(pages, desk, now, locale)
    looks.badges = {"incidents": lambda: len(insight.incidents.open)} if insight else {}
    parts = (
        *((Cases(desk, cases, looks),) if cases else ()),
        Entry(desk, accounts, gate, looks),
        Conversations(desk, looks),
        Acts(desk, looks),
        Pen(desk, looks),
        Papers(desk, looks),
        Own(desk, accounts, looks),
        Administration(desk, accounts, looks),
        Streams(desk),
        *((NoticePages(notices, desk, looks),) if notices else ()),
        *((PersonalPages(personal, desk, looks),) if personal else ()),
        *(insight_pages(insight, desk, looks) if insight else ()),
        *((MissPages(studio, desk, looks), KnowledgePages(studio, desk, looks, insight.flows if insight else None)) if studio else ()),
    )
    return router_of([route for part in parts for route in part.routes()], gate, looks, PREFIX)
