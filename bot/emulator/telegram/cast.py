"""Who is there when the curtain rises: two bots, three merchants, two colleagues and their group with topics."""

from __future__ import annotations

from bot.emulator.telegram.people import Chat, Member
from bot.emulator.telegram.world import RIGHTS, World

MERCHANT_TOKEN = "7000000001:EMULATED-merchant-EMULATED-merchant"[:46]
DESK_TOKEN = "7000000002:EMULATED-desk-bot-EMULATED-desk-bot"[:46]
GROUP = -1_002_000_000_001
MERCHANTS = ((501, "王姐", "wangjie", "zh-hans"), (502, "Ann", "ann_cafe", "en"), (503, "老陈", "laochen", "zh-hans"))
STAFF = ((601, "李工", "li_support", "zh-hans"), (602, "Sam", "sam_support", "en"))
MANAGES = RIGHTS
"""What the desk's bot may do in its group."""


def stage(merchant_token: str = MERCHANT_TOKEN, desk_token: str = DESK_TOKEN) -> World:
    """A world that a pair of bots can start to work in."""
    world = World()
    world.add_bot(merchant_token, "Terminal Help", "terminal_help_bot")
    desk = world.add_bot(desk_token, "Desk", "terminal_desk_bot")
    for id_, name, username, language in (*MERCHANTS, *STAFF):
        world.add_person(id_, name, username, language)
    group = world.add_group(GROUP, "POS Desk", forum=True)
    _seat(group, desk.id)
    return world


def _seat(group: Chat, desk: int) -> None:
    group.members[STAFF[0][0]] = Member("creator")
    for id_, *_ in STAFF[1:]:
        group.members[id_] = Member("administrator", RIGHTS)
    group.members[desk] = Member("administrator", MANAGES)
