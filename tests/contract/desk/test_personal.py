"""A merchant's own data: handed out whole, and erased so that it is gone everywhere and everything else goes on."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import yaml
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.core.knowledge import Knowledge
from bot.core.messages import Media
from bot.core.state import Ticket
from bot.core.understanding import Sent
from bot.rendering.documents import Documents
from bot.rendering.phrases import Phrases
from bot.service.desk.outcomes import NotAllowed, Refused
from bot.service.desk.personal import PersonalDesk, Shown
from bot.service.passports import Passport
from bot.service.personal import OwnData
from bot.service.ports import Alarm, Chat, Entry, EntryKind, Event, Kept
from bot.service.press import Press
from bot.store.database import Database
from bot.store.desk.index import StoredIndex
from bot.store.passports import StoredPassports
from bot.store.personal import StoredPersonal
from bot.wiring.blobs import MemoryBlobs
from tests.contract.building import NINE, at
from tests.contract.desk.room import LI, QIAN, ZHAO, Room
from tests.world import fact, heard

ROOT = Path(__file__).resolve().parents[3]
PHONE, SHOP = "13812345678", "昌隆便利店"


def speaking(knowledge: Knowledge) -> Knowledge:
    """With the sentences of a receipt as they are shipped."""
    read = {locale: yaml.safe_load((ROOT / "templates" / locale / "own.yaml").read_text("utf-8"))["sentences"] for locale in ("zh", "en")}
    own = {locale: {f"own.{name}": text for name, text in found.items()} for locale, found in read.items()}
    return replace(knowledge, sentences={locale: {**knowledge.sentences.get(locale, {}), **found} for locale, found in own.items()})


class Own:
    """A room with the merchant's own data within reach."""

    def __init__(self, room: Room) -> None:
        self.room, self.blobs = room, MemoryBlobs()
        room.support.minds.current = replace(room.mind, phrases=Phrases(speaking(room.mind.knowledge)))
        self.database = cast("Database", room.store)
        self.data = OwnData(room.support, StoredPersonal(self.database), self.blobs, Press(Documents(ROOT / "templates")))
        room.support.run_errands(self.data.errands)
        self.desk = PersonalDesk(room.shelf, room.keys, self.data, room.timed.now)

    async def lived_in(self) -> tuple[int, str]:
        """A merchant with everything; the number and a photo."""
        ref = await self.blobs.put(b"\xff\xd8photo", ".jpg")
        fields = (fact("serial", "SN20260418"), fact("contact", PHONE), fact("address", "和平路12号"))
        number = await self.room.hears(heard("power.dead", text=f"my number is {PHONE}", fields=fields))
        await self.room.hears(Sent(NINE, (Media("photo", ref),)))

        def filed(chat: Chat) -> Kept:
            assert chat.state
            facts = {"contact": PHONE, "address": "和平路12号", "model": "A920"}
            ticket = Ticket(
                f"{number}-1", "warranty", "power.dead", NINE, "open", facts, words=("it is dead",), media=(Media("photo", ref),)
            )
            return Kept(
                chat.state,
                (Entry(EntryKind.SYSTEM, NINE, {"did": "photo", "ref": ref}),),
                tickets=(ticket,),
                alarms=(Alarm("nudge", NINE, 1),),
            )

        await self.room.support.keep(Event("test", "ticket", at(), self.room.timed.at), filed)
        await self.room.desk.change_merchant(LI, number, {"name": "老王便利店", "note": f"call {PHONE}"})
        passports = StoredPassports(self.database)
        await passports.take([Passport("SN20260418", shop=SHOP, contact=PHONE, address="和平路12号")], NINE)
        await passports.hear(number, {"serial": "SN20260418"}, NINE)
        return number, ref

    async def every_byte(self) -> str:
        """All that the tables say, opened."""
        held = await self.database.read(
            lambda session: [
                str(row)
                for table in ("chat", "log", "ticket", "standing", "merchant", "device", "happening", "deed", "inbox", "draft", "timer")
                for row in session.connection().execute(select(SQLModel.metadata.tables[table]))
            ]
        )
        everything = await StoredPersonal(self.database).all_of(1001)
        return "\n".join(held) + json.dumps(everything, ensure_ascii=False)


async def test_everything_is_handed_out_in_one_archive(room: Room) -> None:
    own = Own(room)
    number, ref = await own.lived_in()
    with zipfile.ZipFile(io.BytesIO(await own.desk.export(ZHAO, number))) as archive:
        held = json.loads(archive.read("data.json"))
        assert archive.read(f"media/{ref}") == b"\xff\xd8photo"
        assert PHONE in archive.read("index.html").decode()
    assert next(line["body"]["text"] for line in held["messages"] if line["kind"] == "merchant") == f"my number is {PHONE}"
    assert [one["ref"] for one in held["tickets"]] == [f"{number}-1"]
    assert held["terminals"][0]["shop"] == SHOP
    assert held["merchant"][0]["name"] == "老王便利店"


async def test_what_is_erased_is_gone_from_tables_search_and_photos(room: Room) -> None:
    own, index = Own(room), StoredIndex(cast("Database", room.store))
    await index.make()
    number, ref = await own.lived_in()
    other = await room.hears(heard("power.dead", text="another shop, another number"), "cafe")
    await index.catch_up()
    assert await room.desk.search(LI, PHONE)
    done = await own.desk.erase(ZHAO, number, f"#{number}", "asked for by mail")
    assert isinstance(done, Shown)
    assert "messages" in done.receipt or "消息" in done.receipt
    left = await own.every_byte()
    for word in (PHONE, SHOP, "老王", "和平路", "it is dead", ref):
        assert word not in left, word
        assert await room.desk.search(LI, word) == [], word
    assert await own.blobs.get(ref) is None
    [ticket] = [one for one in await room.shelf.tickets() if one.number == number]
    assert (ticket.ticket.ref, ticket.ticket.status, ticket.ticket.facts) == (f"{number}-1", "cancelled", {"model": "A920"})
    assert [hit.number for hit in await room.desk.search(LI, "another shop")] == [other]


async def test_whoever_comes_back_begins_anew(room: Room) -> None:
    own = Own(room)
    number, _ = await own.lived_in()
    await own.data.erase(number)
    again = await room.hears(heard("power.dead", text="hello again"))
    assert again != number
    assert [line.body["text"] for line in await room.store.log(at()) if line.kind is EntryKind.MERCHANT] == ["hello again"]
    assert await room.store.claim(["web"], room.timed.at, room.timed.at - room.timed.at, 10) is not None


async def test_an_erasure_that_was_asked_for_in_the_chat_leaves_its_receipt(room: Room) -> None:
    own = Own(room)
    number, _ = await own.lived_in()

    def asked(chat: Chat) -> Kept:
        assert chat.state
        return Kept(chat.state, alarms=(Alarm(f"own_erase:{number}-2", room.timed.at, 1),))

    await room.support.keep(Event("test", "ask", at(), room.timed.at), asked)
    await room.ticks()
    [line] = await room.store.log(at())
    assert f"{number}-2" in str(line.body["text"])
    assert PHONE not in await own.every_byte()
    assert await room.ticks() == 0


async def test_a_contact_is_shown_for_a_reason_that_is_on_record(room: Room) -> None:
    own = Own(room)
    number, _ = await own.lived_in()
    assert (await room.desk.merchant(LI, number)).contact == "138****5678"
    assert await own.desk.show(LI, number, " ") == Refused("own_reason", "reason")
    assert await own.desk.show(LI, number, "visit tomorrow") == Shown(contact=PHONE)
    assert ("contact_shown", "visit tomorrow") in [(deed.did, deed.what) for deed in await room.desk.deeds(QIAN, number)]


async def test_only_a_lead_hands_out_or_erases_and_types_the_number(room: Room) -> None:
    own = Own(room)
    number, _ = await own.lived_in()
    for who in (LI, QIAN):
        with pytest.raises(NotAllowed):
            await own.desk.erase(who, number, str(number), "because")
        with pytest.raises(NotAllowed):
            await own.desk.export(who, number)
    assert await own.desk.erase(ZHAO, number, "1", "because") == Refused("own_number", "typed", {"n": str(number)})
