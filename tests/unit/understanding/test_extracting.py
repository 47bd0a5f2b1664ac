"""Facts are found in the words, each with where it stood; what only looks like one is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.lookups import Codes, Model
from bot.understanding.facts.extracting import extract, tried
from bot.understanding.facts.listing import listed
from bot.understanding.facts.models import names
from bot.understanding.facts.tongues import language
from tests.unit.understanding.world import AT, KNOWLEDGE

KNOWN = replace(
    KNOWLEDGE,
    models={
        "PAX": Model("PAX", "PAX", hears=("pax", "百富")),
        "PAX A920": Model("PAX A920", "PAX", hears=("a920",)),
        "PAX A920 Pro": Model("PAX A920 Pro", "PAX", hears=("a920 pro",)),
        "Newland": Model("Newland", "Newland", hears=("新大陆",)),
        "Newland N910": Model("Newland N910", "Newland", hears=("n910",)),
        "Ingenico": Model("Ingenico", "Ingenico", hears=("ingenico",)),
        "Ingenico Move 5000": Model("Ingenico Move 5000", "Ingenico", hears=("move 5000",)),
    },
    codes=Codes(
        acquirers={"unionpay": ("拉卡拉",), "rapyd": ("rapyd",)},
        words={"retain_card": ("没收卡", "pick up card"), "issuer_says_no": ("do not honour",)},
    ),
)
NAMES = names(KNOWN.models)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("SN N86012345678", "serial", "N86012345678"),
        ("机身号：ＰＢ０４１２３４５６７", "serial", "PB041234567"),
        ("my serial number is 1170312345", "serial", "1170312345"),
        ("serial: 326-456-789", "serial", "326456789"),
        ("N9102345678", "serial", "N9102345678"),
        ("机器是新大陆N910 开不了", "model", "Newland N910"),
        ("A920pro", "model", "PAX A920 Pro"),
        ("Move 5000 won't print", "model", "Ingenico Move 5000"),
        ("百富A920 Pro 不打印", "model", "PAX A920 Pro"),
        ("百富的机子坏了", "model", "PAX"),
        ("报错 91 和 68", "code", "91 68"),
        ("先显示91后来又显示51", "code", "91 51"),
        ("error 05 then 51", "code", "05 51"),
        ("显示91，91", "code", "91"),
        ("屏幕写着没收卡", "code_words", "retain_card"),
        ("it says PICK-UP card", "code_words", "retain_card"),
        ("do not honour, code 05", "code_words", "issuer_says_no"),
        ("我是拉卡拉的商户", "acquirer", "unionpay"),
        ("we are with Rapyd", "acquirer", "rapyd"),
        ("my ingenico is dead", "model", "Ingenico"),
        ("my ıngenico is dead", "model", "Ingenico"),
        ("İNGENİCO is dead", "model", "Ingenico"),
        ("it says pıck up card", "code_words", "retain_card"),
        ("bought last sprıng", "purchased", "2024-04"),
        ("2024年3月买的", "purchased", "2024-03"),
        ("去年5月买的", "purchased", "2023-05"),
        ("前年买的", "purchased", "2022"),
        ("去年年底装的", "purchased", "2023-12"),
        ("22年买的还保不保", "purchased", "2022"),
        ("去年双十一买的", "purchased", "2023-11"),
        ("半年前", "purchased", "2023-12"),
        ("上个月", "purchased", "2024-05"),
        ("bought last March", "purchased", "2024-03"),
        ("got it in march 2023", "purchased", "2023-03"),
        ("purchased 12/03/2024", "purchased", "2024-03-12"),
        ("purchased 12/25/2023", "purchased", "2023-12-25"),
        ("last Easter", "purchased", "2024-03"),
        ("bought it two years ago", "purchased", "2022"),
        ("我手机138 1234 5678", "phone", "13812345678"),
        ("电话 010-12345678", "phone", "01012345678"),
        ("+44 7700 900123", "phone", "+447700900123"),
        ("显示91", "code", "91"),
        ("code 51", "code", "51"),
        ("it says a0", "code", "A0"),
        ("51", "code", "51"),
        ("拒绝05", "code", "05"),
        ("91是啥意思", "code", "91"),
        ("那05呢", "code", "05"),
        ("and 05", "code", "05"),
        ("刷谁的卡都是03", "code", "03"),
        ("keeps coming back with a 91", "code", "91"),
        ("刷了123.45元没到账", "amount", "123.45"),
        ("¥1,234.50", "amount", "1234.50"),
        ("三百五十块", "amount", "350.00"),
        ("£12.50 charged twice", "amount", "12.50"),
        ("明天下午", "window", "明天下午"),
        ("周三上午2点到4点来人", "window", "周三上午2点到4点"),
        ("tomorrow after 3 works for me", "window", "tomorrow after 3"),
        ("tomorrow morning works", "window", "tomorrow morning"),
        ("我下午都在", "window", "下午都在"),
        ("0571 8888 1234", "phone", "057188881234"),
        ("can someone come Friday morning", "window", "Friday morning"),
        ("you can come on the 2nd after 3", "window", "the 2nd after 3"),
        ("地址是杭州市西湖区文三路123号", "address", "杭州市西湖区文三路123号"),
        ("12 High Street, Leeds LS1 4AB", "address", "12 High Street, Leeds LS1 4AB"),
        ("1 Main Street EC1A1BB call 07700 900123", "address", "1 Main Street EC1A1BB"),
        ("unit 4 the arcade M1 1AE", "address", "unit 4 the arcade M1 1AE"),
        ("742 Evergreen Terrace Springfield 97475", "address", "742 Evergreen Terrace Springfield 97475"),
    ],
)
def test_a_fact_is_found(text: str, name: str, value: str) -> None:
    assert (name, value) in [(field.name, field.value) for field in extract(text, AT, knowledge=KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "显示20%",
        "网络没区别 路由器重启了",
        "工单1042-7 怎么样了",
        "昨天下午开始不行",
        "商户号898310148160568",
        "wifi名字TP-LINK_5G",
        "it prints 2 receipts",
        "the 2nd one",
        "it's the 3rd time",
        "卡号‹card›刷不了",
    ],
)
def test_what_only_looks_like_a_fact_is_left(text: str) -> None:
    assert extract(text, AT, knowledge=KNOWN) == ()


@pytest.mark.parametrize("text", ["里面有昨天没结的账咋办", "what about yesterdays sales not settled"])
def test_a_day_of_sales_is_not_the_day_of_purchase_even_where_that_is_asked_for(text: str) -> None:
    assert "purchased" not in [field.name for field in extract(text, AT, "purchased")]


def test_a_field_says_where_it_stood() -> None:
    (field,) = extract("错误代码：９１", AT)

    assert (field.start, field.end) == (5, 7)


def test_several_facts_are_in_the_order_of_the_words() -> None:
    fields = extract("两年前买的N910 SN是NL2020123456 电话13812345678", AT, knowledge=KNOWN)

    assert [field.name for field in fields] == ["purchased", "model", "serial", "phone"]


def test_a_serial_number_that_begins_with_its_model_is_both() -> None:
    fields = extract("序列号 N910-0817", AT, knowledge=KNOWN)

    assert {field.name: field.value for field in fields} == {"serial": "N9100817", "model": "Newland N910"}


def test_a_doubtful_number_is_what_was_asked_for() -> None:
    assert extract("12345678", AT, "serial")[0].name == "serial"


@pytest.mark.parametrize("phone", ["07700 900123", "call me 07700 900123", "+44 7700 900123", "020 7946 0018", "137 1234 5678"])
def test_a_phone_number_written_as_one_is_no_serial_number_even_where_that_is_asked_for(phone: str) -> None:
    assert [field.name for field in extract(phone, AT, "serial")] == ["phone"]


@pytest.mark.parametrize(
    "text", ["12345", "Springfield 62704", "742 Evergreen Terrace, Springfield, OR 97475", "EC1A1BB", "1 Main Street EC1A1BB", "邮编100084"]
)
def test_a_postal_code_is_no_serial_number_even_where_that_is_asked_for(text: str) -> None:
    assert "serial" not in [field.name for field in extract(text, AT, "serial")]


@pytest.mark.parametrize(
    ("written", "serial"), [("NB1234 5678", "NB12345678"), ("12345 67890", "1234567890"), ("1170 2233 4455 6", "1170223344556")]
)
def test_a_label_read_off_in_groups_is_one_serial_number(written: str, serial: str) -> None:
    assert [(field.name, field.value) for field in extract(written, AT, "serial")] == [("serial", serial)]


@pytest.mark.parametrize(
    ("text", "remedies"),
    [
        ("我重启过了还是不行", ("restart",)),
        ("重启过，换过插座", ("restart", "socket")),
        ("i restarted it twice, no luck", ("restart",)),
        ("restarted but didn't help", ("restart",)),
        ("turnd it off and on", ("restart",)),
        ("没重启过", ()),
        ("要不要重启", ()),
        ("怎么关机重开", ()),
        ("have not restarted", ()),
        ("should i have it rebooted", ()),
        ("等下关机重开试试", ()),
    ],
)
def test_what_was_tried_is_heard_and_what_was_not_is_not(text: str, remedies: tuple[str, ...]) -> None:
    assert tried(text, KNOWLEDGE) == remedies


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("开不了机", "zh"),
        ("it won't turn on", "en"),
        ("N910", None),
        ("51", None),
        ("ok", None),
        ("", None),
        ("‹card›", None),
        ("‹code› ‹pin›", None),
    ],
)
def test_the_language_is_said_only_when_it_is_certain(text: str, locale: str | None) -> None:
    assert language(text) == locale


def test_a_brand_beside_its_model_is_no_second_model() -> None:
    assert [field.value for field in extract("百富的，A920那种", AT, knowledge=KNOWN)] == ["PAX A920"]


def test_without_names_no_model_is_found() -> None:
    assert extract("A920", AT) == ()
    assert names({}).models == {}


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("PAX A920 Pro 卡纸了", "机子 卡纸了"),
        ("my ingenico is dead", "my machine is dead"),
        ("A920 Pro", "A920 Pro"),
        ("百富，N910。", "百富，N910。"),
        ("卡纸了", "卡纸了"),
    ],
)
def test_what_is_wrong_does_not_hang_on_the_name_of_the_terminal(text: str, generic: str) -> None:
    assert NAMES.generic(text) == generic


def test_what_a_screen_says_can_be_cut_out() -> None:
    assert listed({"sign_in": ("请重新签到", "log on")}).cut_from("写着请重新签到, LOG ON") == "写着 ,  "


@pytest.mark.parametrize("text", ["3楼A920室", "地址是A920号铺", "unit A920", "we are at stall A920"])
def test_a_room_is_no_model(text: str) -> None:
    assert "model" not in {field.name for field in extract(text, AT, knowledge=KNOWN)}


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("London", "Europe/London"),
        ("the shop is in New York", "America/New_York"),
        ("europe/paris", "Europe/Paris"),
        ("UTC+8", "Etc/GMT-8"),
        ("gmt -5", "Etc/GMT+5"),
        ("东八区", "Etc/GMT-8"),
        ("西5区", "Etc/GMT+5"),
        ("UTC+0", "Etc/UTC"),
        ("伦敦", "Europe/London"),
        ("店在纽约", "America/New_York"),
        ("紐約", "America/New_York"),
        ("北京", "Asia/Shanghai"),
        ("深圳", "Asia/Shanghai"),
        ("Manchester", "Europe/London"),
        ("we're in Germany", "Europe/Berlin"),
        ("英国", "Europe/London"),
        ("our shop is in 上海", "Asia/Shanghai"),
        ("我店在Lisbon", "Europe/Lisbon"),
    ],
)
def test_a_time_zone_is_a_city_or_so_many_hours(text: str, zone: str) -> None:
    assert [field.value for field in extract(text, AT, "zone") if field.name == "zone"] == [zone]


@pytest.mark.parametrize(("text", "waiting"), [("London", ""), ("UTC+99", "zone"), ("somewhere nice", "zone"), ("已经开封了", "zone")])
def test_a_city_is_a_zone_only_where_one_is_asked_for(text: str, waiting: str) -> None:
    assert not [field for field in extract(text, AT, waiting) if field.name == "zone"]
