"""What the group reads: card and lines."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.channels.desk.card import card, messages, title
from bot.channels.desk.words import Words
from bot.core.messages import Choice, Media
from bot.rendering.splitting import units
from bot.service.desk.papers import Case, Fact, Merchant, Tried, Warranty
from bot.service.desk.people import Staff
from bot.service.desk.rows import Group, Pill, Row
from bot.service.desk.views import Line, Opened

AT = datetime(2026, 11, 25, tzinfo=UTC)
NAMES = "reason trouble words tried device warranty facts help waiting closed bot merchant robot note photo file voice location result_not_fixed"
WORDS = Words(
    {f"desk_{name}": name for name in NAMES.split()}
    | {"desk_staff": "with {who}", "desk_did_ticket_opened": "ticket {ref}"}
    | {"desk_fact": "{name}＝{value}", "desk_with": "{what} [{more}]", "desk_and": "{one}、{other}"},
    {"reason_human": "asked for a person", "warranty_in_plain": "in warranty"},
)


def row(**more: object) -> Row:
    values: dict[str, object] = {
        "number": 1042, "channel": "telegram", "group": Group.WAITING, "pill": Pill.WAITING, "name": "Ann <Café>", "locale": "en",
        "trouble": "power.no_power", "topic": "Won't switch on", "preview": "", "by": "merchant", "last": AT,
    }  # fmt: skip
    return Row(**(values | more))  # type: ignore[arg-type]  # a row of a table


def opened(of: Row) -> Opened:
    case = Case(
        "power.no_power", "Won't switch on", "human", ("dead & cold",), (Tried("socket", "Another socket", "not_fixed"), Tried("cable", "Cable", "")),
        (Fact("serial", "Serial", "AB1", "AB1"),), (Fact("address", "Address", "1 High St", "1 High St"),),
        Warranty("in", date(2027, 3, 31)), (),
    )  # fmt: skip
    return Opened(of, (), 0, earlier=False, case=case, merchant=Merchant.__new__(Merchant))


def test_the_card_says_what_is_known_and_escapes_it() -> None:
    assert card(opened(row()), WORDS).split("\n") == [
        "<b>1042 · Ann &lt;Café&gt; · Won't switch on</b>",
        "<i>waiting</i>",
        "reason＝asked for a person",
        "trouble＝Won't switch on",
        "words＝dead &amp; cold",
        "tried＝Another socket [result_not_fixed]、Cable []",
        "device＝Serial AB1",
        "warranty＝in warranty [2027-03-31]",
        "facts＝Address 1 High St",
        "",
        "help",
    ]


def test_the_card_says_who_has_it() -> None:
    assert "<i>with Li</i>" in card(opened(row(holder=Staff("li", "Li"))), WORDS)
    assert "<i>closed</i>" in card(opened(row(group=Group.CLOSED)), WORDS)


def test_a_topic_is_named_within_telegrams_limit() -> None:
    assert title(row(name="#1042", topic="")) == "1042"
    assert units(title(row(name="名" * 300))) <= 128


def test_lines_are_one_message_until_it_is_full() -> None:
    lines = [
        Line(1, "merchant", AT, "no <power>", media=(Media("photo", "a.jpg"),)),
        Line(2, "bot", AT, "Any light?", choices=(Choice("1.y", "Yes"), Choice("1.n", "No"))),
        Line(3, "staff", AT, "On my way", who="Li"),
        Line(4, "note", AT, "a regular", who="Li"),
        Line(5, "system", AT, did="ticket_opened", facts={"ref": "1042-7"}),
        Line(6, "system", AT, did="something_else"),
        Line(7, "system", AT, did="reminder_set", facts={"name": "follow_up:1042-7", "self": "x"}),
    ]
    [whole] = messages(lines, WORDS)
    assert whole.split("\n") == [
        "<b>merchant</b> no &lt;power&gt; photo",
        "<b>robot</b> Any light? [Yes] [No]",
        "<b>Li</b> On my way",
        "<i>note Li a regular</i>",
        "<i>• ticket 1042-7</i>",
    ]
    long = [Line(n, "merchant", AT, "x" * 1500) for n in range(5)]
    assert [units(one) < 4096 for one in messages(long, WORDS)] == [True, True, True]
    assert len(messages([Line(1, "merchant", AT, "word " * 2000)], WORDS)) == 3


def test_a_line_may_have_facts_of_any_name() -> None:
    set_ = Line(3, "system", AT, "", did="reminder_set", facts={"name": "upkeep", "at": AT.isoformat()})
    filed = Line(4, "system", AT, "", did="ticket_opened", facts={"ref": "1042-4", "name": "x"})
    assert list(messages([set_, filed], WORDS)) == ["<i>• ticket 1042-4</i>"]
