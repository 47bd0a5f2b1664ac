"""Who is there when the curtain rises: both accounts and three merchants."""

from __future__ import annotations

from bot.emulator.wechat.world import Credentials, World

ACCOUNT = Credentials("wxEMULATED000000", "EMULATED-account-secret", "EMULATEDtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")
SERVICE = Credentials("wwEMULATED000000", "EMULATED-service-secret", "EMULATEDtoken", "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba")
MERCHANTS = (
    ("oEMULATED_wangjie", "wmEMULATED_wangjie", "王姐"),
    ("oEMULATED_laochen", "wmEMULATED_laochen", "老陈"),
    ("oEMULATED_ann", "wmEMULATED_ann", "Ann"),
)
CONSENT = "EMULATED-notice"
"""The template that the page's button agrees to."""


def stage(account: Credentials = ACCOUNT, service: Credentials = SERVICE) -> World:
    """A world that posbot can start to work in."""
    world = World(account, service)
    for openid, external, name in MERCHANTS:
        world.add(openid, external, name)
    return world
