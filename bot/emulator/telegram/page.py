"""The page where a person holds both phones, and its routes. It asks the emulator only what clients may do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.emulator.bells import HEADERS, Bells, static
from bot.emulator.telegram.faults import KINDS, Fault
from bot.emulator.telegram.people import Chat, Person
from bot.emulator.telegram.refusals import Refused, bad
from bot.emulator.telegram.server import Emulator
from bot.emulator.telegram.showing import shown
from bot.emulator.telegram.world import RIGHTS

STATIC = Path(__file__).parent / "static"
Words = Mapping[str, Mapping[str, str]]


class Page:
    """The routes. ``words`` by language and name."""

    def __init__(self, emulator: Emulator, words: Words) -> None:
        """Listens for changes."""
        self._emulator = emulator
        self._words = words
        self._bells = Bells()
        emulator.world.changed = self._bells.ring

    def stop(self) -> None:
        """Let every open page go, and every bot that waits."""
        self._emulator.fetching.stop()
        self._bells.ring()

    def routes(self) -> list[BaseRoute]:
        """For `Emulator.app`."""
        return [
            Route("/", self._page),
            Route("/play/words", self._say),
            Route("/play/state", self._state),
            Route("/play/changes", self._changes),
            Route("/play/file/{key}", self._file),
            Route("/play/do", self._do, methods=["POST"]),
            Route("/play/send", self._send, methods=["POST"]),
            Route("/play/{name}", self._static),
        ]

    async def _page(self, request: Request) -> Response:
        del request
        return static(STATIC, "play.html")

    async def _static(self, request: Request) -> Response:
        return static(STATIC, request.path_params["name"])

    async def _say(self, request: Request) -> Response:
        language = request.query_params.get("lang", "")
        return JSONResponse(dict(self._words.get(language) or next(iter(self._words.values()))))

    async def _state(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        return JSONResponse(shown(self._emulator, int(after) if after.isdecimal() else 0))

    async def _changes(self, request: Request) -> Response:
        del request
        return self._bells.stream(lambda: self._emulator.fetching.stopping)

    async def _file(self, request: Request) -> Response:
        stored = self._emulator.world.files.kept.get(request.path_params["key"])
        if stored is None:
            return Response(status_code=404)
        is_picture = stored.mime == "image/jpeg"
        headers = HEADERS if is_picture else HEADERS | {"content-disposition": "attachment"}
        return Response(stored.content, media_type=stored.mime if is_picture else "application/octet-stream", headers=headers)

    async def _send(self, request: Request) -> Response:
        """A photo or a file, from a form."""
        async with request.form() as form:
            upload = form.get("file")
            wish = json.loads(str(form.get("wish", "{}")))
            if upload is None or isinstance(upload, str):
                return JSONResponse({"refused": "no file"}, 400)
            content, name = await upload.read(), upload.filename or "file"
        hands = self._emulator.hands
        mime = upload.content_type or ""
        as_photo = wish.get("kind") == "photo"
        return self._tried(lambda: self._say_content(wish, hands.photo(content) if as_photo else hands.document(content, name, mime)))

    async def _do(self, request: Request) -> Response:
        try:
            wish = await request.json()
        except ValueError:
            return JSONResponse({"refused": "no JSON"}, 400)
        deed = DEEDS.get(wish.get("do", "")) if isinstance(wish, dict) else None
        if deed is None:
            return JSONResponse({"refused": "unknown"}, 400)
        return self._tried(lambda: deed(self, wish))

    def _tried(self, deed: Callable[[], object]) -> Response:
        try:
            deed()
        except Refused as refused:
            return JSONResponse({"refused": refused.description}, 409)
        except (KeyError, ValueError, TypeError, AttributeError) as wrong:
            return JSONResponse({"refused": repr(wrong)}, 400)
        self._bells.ring()
        return JSONResponse({})

    # ---- who and where -----------------------------------------------------------------------

    def person(self, wish: Mapping[str, Any]) -> Person:
        """Who does it."""
        return self._emulator.world.people[int(wish["person"])]

    def chat(self, wish: Mapping[str, Any]) -> Chat:
        """In which chat."""
        world = self._emulator.world
        if "bot" in wish:
            return world.private_chat(world.bots[int(wish["bot"])], self.person(wish))
        chat = world.groups.get(int(wish["group"]))
        if chat is None:
            raise bad("chat not found")
        return chat

    def _say_content(self, wish: Mapping[str, Any], content: dict[str, Any]) -> None:
        thread = int(wish["thread"]) if wish.get("thread") else None
        self._emulator.hands.say(self.person(wish), self.chat(wish), content, thread)

    def say(self, wish: Mapping[str, Any]) -> None:
        """Text, a voice message, a location or a contact."""
        contents: dict[str, Callable[[], dict[str, Any]]] = {
            "text": lambda: {"text": str(wish.get("text", "")).strip()},
            "voice": lambda: self._emulator.hands.voice(b"OggS\0 played by the emulator"),
            "location": lambda: {"location": {"latitude": 31.230416, "longitude": 121.473701}},
            "contact": lambda: {"contact": {"phone_number": "+8613800138000", "first_name": self.person(wish).name}},
        }
        self._say_content(wish, contents[wish.get("kind", "text")]())

    def press(self, wish: Mapping[str, Any]) -> None:
        """A button."""
        self._emulator.hands.press(self.person(wish), self.chat(wish), int(wish["message"]), str(wish["data"]))

    def change(self, wish: Mapping[str, Any]) -> None:
        """Edit or delete one's own message."""
        hands, person, chat, message = self._emulator.hands, self.person(wish), self.chat(wish), int(wish["message"])
        if wish["do"] == "edit":
            hands.edit(person, chat, message, str(wish["text"]))
        else:
            hands.delete(person, chat, message)

    def block(self, wish: Mapping[str, Any]) -> None:
        """Stop the bot or let it speak again."""
        self._emulator.hands.block(self.person(wish), self._emulator.world.bots[int(wish["bot"])], blocked=bool(wish["blocked"]))

    def topic(self, wish: Mapping[str, Any]) -> None:
        """New, closed, open again or gone."""
        hands, person, chat = self._emulator.hands, self.person(wish), self.chat(wish)
        if wish["do"] == "new_topic":
            hands.topic(person, chat, str(wish["name"]))
        elif wish["do"] == "delete_topic":
            hands.drop_topic(person, chat, int(wish["thread"]))
        else:
            hands.set_closed(person, chat, int(wish["thread"]), closed=wish["do"] == "close_topic")

    def group(self, wish: Mapping[str, Any]) -> None:
        """Remove a bot, take it back, move the group."""
        hands, person, chat = self._emulator.hands, self.person(wish), self.chat(wish)
        if wish["do"] == "migrate":
            hands.migrate(person, chat, chat.id - 1)
            return
        status = "kicked" if wish["do"] == "kick" else "administrator"
        hands.admit(person, chat, int(wish["member"]), status, RIGHTS if status == "administrator" else frozenset())

    def fault(self, wish: Mapping[str, Any]) -> None:
        """Something goes wrong next time."""
        kind = str(wish["kind"])
        if kind not in KINDS:
            raise bad("no such fault")
        method = {"lost": "sendMessage"}.get(kind, "")
        self._emulator.world.faults.on.append(Fault(kind, method, seconds=int(wish.get("seconds", 5))))

    def pass_time(self, wish: Mapping[str, Any]) -> None:
        """The clock moves."""
        self._emulator.world.clock.advance(float(wish["seconds"]))


DEEDS: Mapping[str, Callable[[Page, Mapping[str, Any]], None]] = {
    "say": Page.say, "press": Page.press, "edit": Page.change, "delete": Page.change, "block": Page.block,
    "new_topic": Page.topic, "close_topic": Page.topic, "reopen_topic": Page.topic, "delete_topic": Page.topic,
    "kick": Page.group, "admit": Page.group, "migrate": Page.group, "fault": Page.fault, "clock": Page.pass_time,
}  # fmt: skip
