"""What merchants do with their phones. Each deed is pushed or put where it is fetched, as WeChat does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any

from bot.emulator.wechat.people import DID, SAID, Merchant
from bot.emulator.wechat.pushing import Pushing
from bot.emulator.wechat.service import DOOR, Service
from bot.emulator.wechat.world import World

AMR = b"#!AMR\n played by the emulator"


class Hands:
    """Of everybody. Pushes run beside; `settled` waits for them."""

    def __init__(self, world: World, service: Service, pushing: Pushing) -> None:
        """Nothing is done yet."""
        self._world = world
        self._service = service
        self._pushing = pushing
        self._tasks: set[asyncio.Task[Any]] = set()
        service.told = self._tell

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def is_busy(self) -> bool:
        """Whether a push waits for its answer."""
        return bool(self._tasks)

    async def settled(self) -> None:
        """Until every push was answered or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Leave it."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._pushing.close()

    def _push(self, merchant: Merchant, fields: Mapping[str, object]) -> None:
        if self._pushing.account_url:
            self._start(self._pushing.push(merchant, fields))

    def _tell(self) -> None:
        if self._pushing.service_url:
            self._start(self._pushing.tell(DOOR, self._service.push_token()))

    # ---- at the service account --------------------------------------------------------------

    def say(self, merchant: Merchant, text: str, menu: str = "") -> None:
        """Words. An answer to a menu message counts as a tap on the menu."""
        self._world.show(merchant.at_account, "text", text, mine=True)
        now = self._world.clock.exact()
        merchant.may("click" if menu else "said", DID if menu else SAID, now)
        self._push(merchant, {"MsgType": "text", "Content": text, "MsgId": self._id(), **({"bizmsgmenuid": menu} if menu else {})})

    def send(self, merchant: Merchant, kind: str, content: bytes, mime: str = "image/jpeg") -> None:
        """A photo or a voice message."""
        now = self._world.clock.exact()
        media = self._world.files.put(content, kind, now, mime=mime)
        self._world.show(merchant.at_account, kind, mine=True, media=media)
        merchant.may("said", SAID, now)
        more = {"Format": "amr"} if kind == "voice" else {"PicUrl": "http://127.0.0.1/none"}
        self._push(merchant, {"MsgType": kind, "MediaId": media, "MsgId": self._id(), **more})

    def locate(self, merchant: Merchant, label: str = "上海市黄浦区人民大道") -> None:
        """Where the shop is."""
        self._world.show(merchant.at_account, "location", label, mine=True)
        merchant.may("said", SAID, self._world.clock.exact())
        place = {"Location_X": "31.230416", "Location_Y": "121.473701", "Scale": 16, "Label": label}
        self._push(merchant, {"MsgType": "location", **place, "MsgId": self._id()})

    def follow(self, merchant: Merchant, scene: str = "") -> None:
        """Follow, or scan a code that holds a scene."""
        was, merchant.follows = merchant.follows, True
        merchant.may("scan" if was else "follow", DID, self._world.clock.exact())
        if was:
            self._push(merchant, {"MsgType": "event", "Event": "SCAN", "EventKey": scene, "Ticket": "TICKET"})
        else:
            self._push(merchant, {"MsgType": "event", "Event": "subscribe", "EventKey": f"qrscene_{scene}" if scene else ""})

    def leave(self, merchant: Merchant) -> None:
        """Follow no more."""
        merchant.follows = False
        merchant.grants.clear()
        self._push(merchant, {"MsgType": "event", "Event": "unsubscribe", "EventKey": ""})

    def tap(self, merchant: Merchant, key: str) -> None:
        """The account's own menu."""
        merchant.may("click", DID, self._world.clock.exact())
        self._push(merchant, {"MsgType": "event", "Event": "CLICK", "EventKey": key})

    def agree(self, merchant: Merchant, template: str) -> None:
        """One more notice may come."""
        merchant.consents[template] = merchant.consents.get(template, 0) + 1
        answer = {"List": {"TemplateId": template, "SubscribeStatusString": "accept", "PopupScene": "2"}}
        self._push(merchant, {"MsgType": "event", "Event": "subscribe_msg_popup_event", "SubscribeMsgPopupEvent": answer})

    def raw(self, merchant: Merchant, fields: Mapping[str, object]) -> None:
        """Anything at all."""
        self._push(merchant, fields)

    def _id(self) -> int:
        return 24_000_000_000_000_000 + int(self._world.clock.exact() * 1000) * 1000 + self._world.number() % 1000

    # ---- at Customer Service -----------------------------------------------------------------

    def enter(self, merchant: Merchant, scene: str = "") -> str:
        """Open the conversation."""
        return self._service.enter(merchant, scene)

    def write(self, merchant: Merchant, text: str, menu: str = "") -> None:
        """Words, or a menu's item."""
        self._world.show(merchant.at_service, "text", text, mine=True)
        self._service.say(merchant, "text", {"content": text, **({"menu_id": menu} if menu else {})})

    def send_service(self, merchant: Merchant, kind: str, content: bytes, name: str = "", mime: str = "image/jpeg") -> None:
        """A photo, a voice message or a file."""
        media = self._world.files.put(content, kind, self._world.clock.exact(), name, mime)
        self._world.show(merchant.at_service, kind, name, mine=True, media=media)
        self._service.say(merchant, kind, {"media_id": media})

    def answer_there(self, merchant: Merchant, text: str) -> None:
        """Whoever has the session in WeCom's own client writes."""
        self._world.show(merchant.at_service, "text", text)
        self._service.put(merchant, "text", {"content": text}, origin=5).update(servicer_userid=merchant.servicer)

    def end_there(self, merchant: Merchant) -> None:
        """Whoever has the session there is done with it."""
        event = {"event_type": "session_status_change", "open_kfid": DOOR, "external_userid": merchant.external, "change_type": 3}
        merchant.state, who = 4, merchant.servicer
        self._service.put(merchant, "event", {**event, "old_servicer_userid": who}, origin=4)

    def locate_service(self, merchant: Merchant, address: str = "人民大道", name: str = "小店") -> None:
        """Where the shop is, and what it is called."""
        self._world.show(merchant.at_service, "location", address, mine=True)
        self._service.say(merchant, "location", {"latitude": 31.230416, "longitude": 121.473701, "name": name, "address": address})

    def send_card(self, merchant: Merchant) -> None:
        """A business card: nothing that posbot reads."""
        self._world.show(merchant.at_service, "line", mine=True)
        self._service.say(merchant, "business_card", {"userid": "somebody"})
