"""The routes of the merchant page. Reads the request, asks the `Front`, answers; keeps no conversation."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from bot.channels.web.assets import PREFIX, Assets
from bot.channels.web.front import Front, whole_log
from bot.channels.web.guard import GuardedRoute, check_same_origin
from bot.channels.web.intake import DIGITS, Post, read_post
from bot.channels.web.lines import lines, refs
from bot.channels.web.media import media_response
from bot.channels.web.pace import Pace, network_of
from bot.channels.web.page import Pages
from bot.channels.web.photos import Darkroom
from bot.channels.web.refusals import Refusal
from bot.channels.web.session import Visit, remember, remember_chat, visit_of
from bot.channels.web.stream import HEARTBEAT_SECONDS, Streams
from bot.channels.web.words import Words
from bot.core.messages import Inbound, Media
from bot.service.problems import StoreAway

STICKER, SERIAL = "start", re.compile(r"[A-Z0-9-]{5,40}")
"""What a sticker on a terminal holds beside the page's address, as a link to a bot at Telegram does: its serial number."""
MADE = "upkeep/"
"""How the refs of documents begin that posbot itself makes."""
RETRY_SECONDS = 5
"""After which a message that could not be kept is sent again."""
_PRIVATE = {"cache-control": "no-store"}


def merchant_routes(front: Front, *, locale: str = "zh", secure_cookies: bool = False, heartbeat: float = HEARTBEAT_SECONDS) -> APIRouter:
    """All routes of the page.

    ``locale``: the language of whose browser asks for none of ours. ``secure_cookies``: always, not only when the request says
    https. ``heartbeat``: seconds of silence in a stream before a sign of life.
    """
    door = _Door(front, heartbeat, locale=locale, secure=secure_cookies)
    router = APIRouter(route_class=GuardedRoute, tags=["merchant"])
    get, post = ["GET"], ["POST"]
    router.add_api_route("/", door.page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)
    router.add_api_route("/chat", door.post, methods=post, summary="Send a message", response_model=None)
    router.add_api_route("/chat", door.home, methods=get, include_in_schema=False, response_model=None)
    router.add_api_route("/chat/log", door.log, methods=get, summary="The log past a line", response_model=None)
    router.add_api_route("/chat/stream", door.stream, methods=get, summary="Signals of change", response_model=None)
    router.add_api_route("/media/{ref:path}", door.media, methods=get, summary="A photo of this chat", response_model=None)
    router.add_api_route(PREFIX + "{name}", door.asset, methods=get, include_in_schema=False, response_model=None)
    return router


class _Door:
    """One method per route."""

    def __init__(self, front: Front, heartbeat: float, *, locale: str, secure: bool) -> None:
        self._front = front
        self._locale = locale
        self._secure = secure
        self._assets = Assets()
        self._words = {locale: Words(front.words(locale), locale) for locale in front.locales}
        self._pages = Pages(front.pages, self._assets, front.zone, tuple(self._words.values()))
        self._pace = Pace(front.limits)
        self._darkroom = Darkroom()
        self._streams = Streams(heartbeat)

    def _visit(self, request: Request) -> Visit:
        return visit_of(request, self._locale, tuple(self._words))

    async def page(self, request: Request) -> Response:
        """The chat as the log has it."""
        visit = self._visit(request)
        serial = request.query_params.get(STICKER, "").strip().upper()
        if SERIAL.fullmatch(serial):
            return await self._scanned(request, visit, serial)
        return await self._page(request, visit, is_all="earlier" in request.query_params)

    async def _scanned(self, request: Request, visit: Visit, serial: str) -> Response:
        now = self._front.now()
        try:
            self._pace.check(visit.chat, _host(request), now)  # it is kept, so it counts as a message
        except Refusal as refusal:
            return await self._refused(request, visit, refusal)
        await self._front.knows(visit.address, f"{visit.chat}:{serial}", now, serial)
        return self._home(request, visit)

    async def home(self) -> Response:
        """Somebody opened the address that forms post to."""
        return RedirectResponse("/", 303)

    async def post(self, request: Request) -> Response:
        """Takes text, a pressed choice or a photo."""
        visit = self._visit(request)
        try:
            post = await self._take(request, visit)
        except Refusal as refusal:
            return await self._refused(request, visit, refusal)
        if _wants_json(request):
            if post.after is None:
                return self._json(request, visit, {})
            return await self._log(request, visit, post.after)
        return self._home(request, visit)

    def _home(self, request: Request, visit: Visit) -> Response:
        response = RedirectResponse("/", 303)
        remember(request, response, visit, secure=self._secure)
        return response

    async def log(self, request: Request) -> Response:
        """The lines past ``after`` as JSON."""
        after = request.query_params.get("after", "")
        return await self._log(request, self._visit(request), int(after) if after.isdecimal() and len(after) <= DIGITS else 0)

    async def stream(self, request: Request) -> Response:
        """Server-sent events: ``changed`` means fetch the log."""
        visit, network = self._visit(request), network_of(_host(request))
        try:
            self._streams.check(visit.chat, network)
        except Refusal as refusal:
            return await self._refused(request, visit, refusal)
        events = self._streams.follow(visit.chat, network, self._front.watch(visit.address))
        return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})

    async def media(self, request: Request) -> Response:
        """A blob that this chat's log shows."""
        ref = request.path_params["ref"]
        entries = await whole_log(self._front, self._visit(request).address)
        is_page = ref.startswith(MADE) and ref.endswith(".html")
        shown = f"{ref.removesuffix('.html')}.pdf" if is_page else ref  # the same document, as a page
        if not any(shown in refs(entry) for entry in entries):
            return Response(status_code=404)
        return media_response(await self._front.blobs.get(ref), is_page=is_page)

    async def asset(self, request: Request) -> Response:
        """A file of the page."""
        name, version = request.path_params["name"], request.query_params.get("v", "")
        return self._assets.response(name, version, request.headers.get("if-none-match", ""))

    async def _take(self, request: Request, visit: Visit) -> Post:
        check_same_origin(request)
        now = self._front.now()
        self._pace.check(visit.chat, _host(request), now)
        post = await read_post(request, visit.chat, self._front.limits)
        media: tuple[Media, ...] = ()
        if post.photo:
            developed = await self._darkroom.develop(post.photo)
            media = (Media("photo", await self._front.blobs.put(developed, ".jpg")),)
        try:
            await self._front.receive(Inbound(post.id, visit.address, now, post.text, post.choice, media, locale=visit.locale))
        except StoreAway as away:
            raise Refusal(503, "not_kept", typed=post.text, retry_after=RETRY_SECONDS) from away
        return post

    async def _page(self, request: Request, visit: Visit, status: int = 200, **extra: object) -> Response:
        words = self._words[visit.locale]
        shown = lines(await whole_log(self._front, visit.address), words)
        welcome = self._front.welcome(visit.locale)
        html = self._pages.whole(visit, words, shown, welcome, self._front.now(), **extra)
        response = HTMLResponse(html, status, headers={**_PRIVATE, "vary": "Cookie, Accept-Language"})
        remember(request, response, visit, secure=self._secure)
        return response

    async def _log(self, request: Request, visit: Visit, after: int) -> Response:
        words, now = self._words[visit.locale], self._front.now()
        entries = await whole_log(self._front, visit.address, after)
        shown = [self._pages.entry(line, words, now) for line in lines(entries, words)]
        return self._json(request, visit, {"last": entries[-1].seq if entries else after, "entries": shown})

    async def _refused(self, request: Request, visit: Visit, refusal: Refusal) -> Response:
        notice = self._words[visit.locale](refusal.word, **refusal.values)
        if _wants_json(request):
            response = self._json(request, visit, {"error": refusal.word, "text": notice}, refusal.status)
        else:
            response = await self._page(request, visit, refusal.status, notice=notice, typed=refusal.typed)
        if refusal.retry_after:
            response.headers["retry-after"] = f"{refusal.retry_after}"
        return response

    def _json(self, request: Request, visit: Visit, content: object, status: int = 200) -> Response:
        response = JSONResponse(content, status, headers=_PRIVATE)
        remember_chat(request, response, visit, secure=self._secure)
        return response


def _host(request: Request) -> str:
    return request.client.host if request.client else ""


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
