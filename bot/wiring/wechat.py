"""Puts both doors at WeChat together: who works off what comes in, how answers go out, and what counts them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from fastapi import APIRouter

from bot.channels.wechat.api import Api, CompanyToken, StableToken, client
from bot.channels.wechat.bubbles import Fit
from bot.channels.wechat.crypto import Envelope
from bot.channels.wechat.door import Kit, Reasons
from bot.channels.wechat.files import Links, file_routes
from bot.channels.wechat.guard import Guard
from bot.channels.wechat.intake import Taking
from bot.channels.wechat.kf import door as kf_door
from bot.channels.wechat.kf import hook as kf_hook
from bot.channels.wechat.kf.intake import CHANNEL as KF
from bot.channels.wechat.kf.intake import PushIntake, ServiceIntake
from bot.channels.wechat.kf.source import Source
from bot.channels.wechat.oa import door as oa_door
from bot.channels.wechat.oa import hook as oa_hook
from bot.channels.wechat.oa.account import show_menu
from bot.channels.wechat.oa.intake import CHANNEL as OA
from bot.channels.wechat.oa.intake import AccountIntake
from bot.channels.wechat.oa.replies import Replies
from bot.core.telling import told
from bot.rendering.documents import Documents
from bot.rendering.words import Words
from bot.service.fetching import Raw
from bot.service.ports import Clock
from bot.service.press import Press
from bot.service.tokens import Tokens, TokenShelf
from bot.service.windows import Allowance, Deed
from bot.settings import Settings, SettingsProblem
from bot.store.cursors import StoredCursors
from bot.store.database import Database
from bot.store.tokens import StoredTokens
from bot.store.windows import StoredConsents, StoredWindows
from bot.wiring.desk_tables import database_of
from bot.wiring.fronts import MerchantFront, keeper, sentences, until_done
from bot.wiring.ground import Ground, Part
from bot.wiring.places import shipped

LOOK_SECONDS = 600.0
"""Between looks at what WeCom holds without having been told: pushes may get lost while posbot is away."""
SCOPE = "wechat"


def allowed(settings: Settings) -> dict[Deed, Allowance]:
    """What WeChat lets us say after what."""
    return {
        Deed.SAID: Allowance(settings.wechat_messages, timedelta(hours=settings.wechat_hours)),
        Deed.DID: Allowance(settings.wechat_tap_messages, timedelta(seconds=settings.wechat_tap_seconds)),
        Deed.CODE: Allowance(1, timedelta(seconds=settings.wechat_code_seconds)),
    }


def account_api(settings: Settings, shelf: TokenShelf, now: Clock) -> Api:
    """The service account's server. The client is closed by whoever asked for it."""
    http = client()
    issuer = StableToken(http, settings.wechat_oa_server, settings.wechat_oa_app, settings.wechat_oa_secret)
    return Api(http, settings.wechat_oa_server, Tokens(f"{OA}:{settings.wechat_oa_app}", shelf, issuer, now))


def service_api(settings: Settings, shelf: TokenShelf, now: Clock) -> Api:
    """WeCom's server. As above."""
    http = client()
    issuer = CompanyToken(http, settings.wechat_kf_server, settings.wechat_kf_company, settings.wechat_kf_secret)
    return Api(http, settings.wechat_kf_server, Tokens(f"{KF}:{settings.wechat_kf_company}", shelf, issuer, now))


def needed(settings: Settings, *names: str) -> None:
    """Raises SettingsProblem, which names all that are not set."""
    missing = [f"POSBOT_{name.upper()}" for name in names if not getattr(settings, name)]
    if missing:
        raise SettingsProblem(told("wechat_missing", settings=", ".join(missing)))


def envelope_of(token: str, key: str, owner: str, name: str) -> Envelope:
    """Raises SettingsProblem for a key that is none."""
    try:
        return Envelope(token, key, owner)
    except ValueError as wrong:
        raise SettingsProblem(told("setting_of", setting=name, why=wrong)) from None


def fields_of(settings: Settings, words: Words) -> Mapping[str, str]:
    """Fields of a template: NAME=WORDS, separated by semicolons; where none are given, one with our own words."""
    found = {}
    for pair in filter(None, (part.strip() for part in settings.wechat_oa_fields.split(";"))):
        name, _, said = pair.partition("=")
        if not name.strip() or not said.strip():
            raise SettingsProblem(
                told("setting_form", setting="POSBOT_WECHAT_OA_FIELDS", got=told("setting_got", value=repr(pair)), form="thing1=words")
            )
        found[name.strip()] = said.strip()
    return found or {"thing1": words(None, "notice")}


def _taking(ground: Ground, api: Api, fit: Fit, words: Words) -> Taking:
    windows = StoredWindows(database_of(ground.store))
    return Taking(api, MerchantFront(ground.support, ground.blobs), windows, allowed(ground.settings), words, fit)


def _kit(ground: Ground, taking: Taking, reasons: Reasons) -> Kit:
    settings, gathers = ground.settings, timedelta(seconds=ground.settings.wechat_gather)
    fits = (taking.windows, ground.blobs, taking.words, taking.fit)
    return Kit(taking.api, ground.store.now, *fits, reasons, settings.wechat_reserve, gathers)


def _words(ground: Ground) -> Words:
    return Words(sentences(ground.support, SCOPE), ground.settings.locale)


def service_account(ground: Ground) -> Part:
    """Merchants on the service account."""
    settings = ground.settings
    if not settings.wechat_oa_app or not isinstance(ground.store, Database):
        return Part()
    needed(settings, "wechat_oa_secret", "wechat_oa_token")
    key, skew = settings.wechat_oa_key, timedelta(minutes=settings.wechat_skew)
    envelope = envelope_of(settings.wechat_oa_token, key, settings.wechat_oa_app, "POSBOT_WECHAT_OA_KEY") if key else None
    http = account_api(settings, StoredTokens(ground.store), ground.store.now)
    links = _links(settings, ground.store.now)
    taking = _taking(ground, http, Fit(settings.wechat_bytes, link=links.link if links else None), _words(ground))
    consents, replies = StoredConsents(ground.store), Replies()
    notices = oa_door.Notices(consents, settings.wechat_oa_consent, settings.wechat_oa_template, fields_of(settings, taking.words))
    account = http.tokens.account
    keep = keeper(ground.store, account, _writer_of, ground.support.work.set, ground.support.watch)
    guard = Guard(settings.wechat_oa_token, ground.store.now, envelope, skew)

    async def attend() -> None:
        if settings.wechat_oa_menu:
            await until_done("WeChat, menu of the service account", lambda: show_menu(http, taking.words))

    return Part(
        routers=(oa_hook.account_routes(guard, oa_hook.Answering(replies, settings.wechat_oa_instant), keep), *_files(ground, links)),
        doors={OA: oa_door.AccountDoor(OA, _kit(ground, taking, oa_door.REASONS), replies=replies, notices=notices)},
        intakes={account: AccountIntake(taking, consents)},
        hears=True,
        runs=(attend,),
        closes=(http.close,),
    )


def _links(settings: Settings, now: Clock) -> Links | None:
    """Where files can be read that the account cannot send; None without an address."""
    base = settings.wechat_address
    if not base:
        return None
    if not base.startswith(("https://", "http://127.0.0.1:")):
        raise SettingsProblem(told("wechat_address"))
    return Links(base, settings.wechat_oa_secret, now)


def _files(ground: Ground, links: Links | None) -> tuple[APIRouter, ...]:
    if links is None:
        return ()
    press = Press(Documents(ground.settings.templates or shipped("templates")))
    return (file_routes(links, ground.blobs, press, ground.settings.locale),)


def _writer_of(push: Raw) -> str:
    """What stays in order: what one merchant does."""
    return str(push.get("FromUserName", ""))


def customer_service(ground: Ground) -> Part:
    """Merchants on WeChat Customer Service."""
    settings = ground.settings
    if not settings.wechat_kf_company or not isinstance(ground.store, Database):
        return Part()
    needed(settings, "wechat_kf_secret", "wechat_kf_token", "wechat_kf_key")
    envelope = envelope_of(settings.wechat_kf_token, settings.wechat_kf_key, settings.wechat_kf_company, "POSBOT_WECHAT_KF_KEY")
    http = service_api(settings, StoredTokens(ground.store), ground.store.now)
    fit = Fit(settings.wechat_bytes, menu=True, files=frozenset({"image", "file"}))
    taking = _taking(ground, http, fit, _words(ground))
    account, pushes = http.tokens.account, f"{http.tokens.account}:pushes"
    source = Source(account, http, StoredCursors(ground.store), ground.store.now, ground.support.work.set)
    keep = keeper(ground.store, pushes, _door_of, ground.support.work.set, ground.support.watch)
    guard = Guard(settings.wechat_kf_token, ground.store.now, envelope, timedelta(minutes=settings.wechat_skew))

    async def attend() -> None:
        while True:
            await until_done("WeChat Customer Service, what came while nobody was here", lambda: _look(source))
            await asyncio.sleep(LOOK_SECONDS)

    return Part(
        routers=(kf_hook.service_routes(guard, keep),),
        doors={KF: kf_door.ServiceDoor(KF, _kit(ground, taking, kf_door.REASONS))},
        intakes={pushes: PushIntake(source), account: ServiceIntake(taking)},
        hears=True,
        runs=(attend,),
        closes=(http.close,),
    )


def _door_of(push: Raw) -> str:
    """What stays in order: what one door is told of."""
    return str(push.get("OpenKfId", ""))


async def _look(source: Source) -> None:
    for door in await source.cursors.names(source.account):
        await source.pull(door)
