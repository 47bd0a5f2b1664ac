"""Secrets are taken out in every disguise, and nothing else is."""

from __future__ import annotations

import pytest

from bot.understanding.text.masking import continued, masked, sealed
from tests.unit.understanding.world import said

CARDS = (
    "4111 1111 1111 1111",
    "卡号６２２８４８００１２３４５６７８",
    "4111-1111-1111-1111 declined",
    "四一一一一一一一一一一一一一一一",
    "肆壹壹壹壹壹壹壹壹壹壹壹壹壹壹壹刷不了",
    "4111\n1111\n1111\n1111",
    "41l1 1111 1111 llll",
    "4111.1111.1111.1111",
    "5555,5555,5555,4444",
    "4111\u200b1111\u200b1111\u200b1111",
    "4\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e31111 1111 1111",
    "four one one one one one one one one one one one one one one one",
    ";4111111111111111=25121011000012345678?",
    "card number 1234567890123456",
    "卡号是4111 1111 1111 1112",
    "my card 3782 822463 10005",
    "4111 1111 1111",
    "my card is 4111 then 1111 then 1111 then 1111",
)
OTHERS = {
    "安全码123": "‹cvv›",
    "cvv 是 456": "‹cvv›",
    "CVC: 789": "‹cvv›",
    "456是我的安全码": "‹cvv›",
    "pin is 1234": "‹pin›",
    "PIN码1234": "‹pin›",
    "密码是abc123": "‹password›",
    "密码：hunter": "‹password›",
    "password: hunter2": "‹password›",
    "my password is Sunshine ok": "‹password›",
    "wifi密码是88888888": "‹password›",
    "支付密码是 六六八八六六": "‹password›",
    "验证码 123456": "‹code›",
    "收到验证码是4829": "‹code›",
    "code is 482913": "‹code›",
    "482913 是验证码": "‹code›",
    "one time code 123456": "‹code›",
    "11010519491231002X": "‹id›",
    "身份证号１１０１０５１９４９１２３１００２Ｘ": "‹id›",
    "银行账号 6217000010001234567": "‹account›",
    "12-34-56 12345678": "‹account›",
    "6222021234567890123": "‹card›",
    "DE89 3704 0044 0532 0130 00": "‹account›",
    "the three digits on the back are 123": "‹cvv›",
    "背面三位数是123": "‹cvv›",
    "卡背后的三位 9 8 7": "‹cvv›",
    "CVV码是 ９８７": "‹cvv›",
    "cvv: one two three": "‹code›",
    "有效期12/27 后三位123": "‹cvv›",
    "exp 12/27 123": "‹cvv›",
    "my pin is one two three four": "‹pin›",
    "the pin number's 4821": "‹pin›",
    "my pin code would be 9 9 2 1": "‹pin›",
    "I use 1234 as my pin": "‹pin›",
    "p.i.n 4821": "‹pin›",
    "code from my bank is 482913": "‹code›",
    "the code they texted me is 482913": "‹code›",
    "the sms says 482913": "‹code›",
    "验正码482913": "‹code›",
    "pass is letmein99": "‹password›",
    "my pasword is hunter22": "‹password›",
    "passwrod hunter2": "‹password›",
    "密码我设的是qwer1234": "‹password›",
    "取款密码是1 2 3 4 5 6": "‹password›",
    "密码就是生日900307": "‹password›",
    "密码不对 我输的123456": "‹password›",
    "密马是123456": "‹password›",
    "123456是密码": "‹password›",
}
HARMLESS = (
    "SN1234567890123452",
    "序列号 4111111111111111",
    "SN 6222021234567890123",
    "手机 13812345678",
    "我电话是138 1234 5678",
    "刷了1234.56元",
    "2024年3月5日 2024-03-05 12:30",
    "code 51",
    "提示91",
    "error code 4011",
    "工单 1042-7",
    "密码错误",
    "密码是什么",
    "wifi密码在哪改",
    "验证码收不到",
    "password is wrong",
    "forgot password",
    "pin is blocked after 3 tries",
    "流水号 000123",
    "20240301123456",
    "商户号898310148160568",
    "+44 7700 900123",
    "密码输了3次",
    "按键3号键坏了",
    "authorisation code 123456",
    "auth code 003456",
    "授权码123456",
    "密码不对 工单1001-14",
    "密码不对 刷了1280元",
    "wrong pin 55",
    "pin pad 1234567 is the serial",
    "一共收了四笔 1200 1300 1400 1500",
)


@pytest.mark.parametrize("text", CARDS)
def test_a_card_number_is_taken_out_in_every_disguise(text: str) -> None:
    clean, count = masked(text)

    assert "‹card›" in clean
    assert count >= 1
    assert "1111 1111" not in clean


@pytest.mark.parametrize(("text", "token"), OTHERS.items())
def test_other_secrets_become_their_token(text: str, token: str) -> None:
    assert token in masked(text)[0]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_stays_as_it_was_written(text: str) -> None:
    assert masked(text) == (text, 0)


def test_the_rest_of_the_message_is_kept() -> None:
    assert masked("我手机13812345678 卡4111111111111111 刷不了") == ("我手机13812345678 卡‹card› 刷不了", 1)


def test_a_message_of_a_hundred_kilobytes_is_cut() -> None:
    clean, _ = masked("长" * 100_000)

    assert len(clean) == 4000
    assert clean.endswith("…")


def test_sealing_counts_what_was_taken_out() -> None:
    sealed_message = sealed(said("cvv 123 密码是abc123"))

    assert sealed_message.masked == 2
    assert sealed(sealed_message) == sealed_message


@pytest.mark.parametrize(
    ("before", "text", "left"),
    [
        ("4111 1111", "1111 1111", "‹card›"),
        ("card number is 41111111", "11111111", "‹card›"),
        ("六二二八四八〇四〇二", "五六四八九〇〇一八", "‹card›"),
        ("my pin is", "4821", "‹pin›"),
        ("验证码是", "482913", "‹code›"),
        ("密码", "123456", "‹password›"),
    ],
)
def test_a_secret_sent_in_two_messages_is_taken_out_of_the_second(before: str, text: str, left: str) -> None:
    seen = continued(sealed(said(text)), (before,))
    assert (seen.text, seen.masked) == (left, 1)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("4111 1111", "3 times"),
        ("响应码", "51"),
        ("it shows an error code", "4011"),
        ("my phone is", "07700 900333"),
        ("amount was 1280", "1001-14"),
        ("the pin pad is dead", "N900 1234"),
        ("密码是", "忘了"),
    ],
)
def test_what_follows_other_words_stays(before: str, text: str) -> None:
    assert continued(sealed(said(text)), (before,)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "4929 1234 5678 9012",
        "my card is 4929-1234-5678-9012",
        "verification code \u2014 482913",
        "pw: hunter2",
        "login admin pass letmein99",
        "security number on the back 456",
        "the 3 digits are 456",
        "card: 4111 1111 1111 1111, 12/28, 737",
        "密碼 123456",
        "驗證碼 482913",
        "卡號 4929123456789012",
    ],
)
def test_secrets_with_a_slip_in_old_signs_or_in_short_are_taken_out(text: str) -> None:
    clean, _ = masked(text)
    assert "\u2039" in clean
    assert not any(secret in clean for secret in ("9012", "482913", "hunter2", "letmein99", "456", "737", "123456"))


@pytest.mark.parametrize(
    "text", ["serial number is 5500 1234 5678 9012", "S/N 5500-1234-5678-9012", "code 91 declined", "the code - 91 - on screen"]
)
def test_a_number_that_is_said_to_be_a_serial_stays(text: str) -> None:
    assert masked(text) == (text, 0)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (("4929", "1234", "5678"), "9012"),
        (("客人报卡号", "4929 1234"), "然后是 5678 9012"),
        (("4929 1234",), "and then 5678 9012"),
        (("last three",), "789"),
        (("他要后三位",), "789"),
    ],
)
def test_a_secret_sent_over_several_messages_is_taken_out_of_the_last(before: tuple[str, ...], text: str) -> None:
    assert "‹" in continued(sealed(said(text)), before).text


def test_three_sums_that_are_asked_for_are_no_card() -> None:
    assert continued(said("1800"), ("3200", "4500"), is_asked=True).text == "1800"
    assert "‹card›" in continued(said("9012"), ("4929", "1234", "5678"), is_asked=True).text
