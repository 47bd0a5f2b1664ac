"""What is asked for by its name, and what only sounds like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Place, State
from bot.core.understanding import Decision, Heard
from bot.service.playing import START, Player
from bot.service.turning import Mind
from bot.understanding.facts.extracting import extract
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said


def heard(mind: Mind, text: str) -> Heard:
    found = understand(replace(said(text), at=START), State(ref="1", locale="en" if text.isascii() else "zh"), mind.knowledge, mind.matcher)
    assert isinstance(found, Heard)
    return found


@pytest.mark.parametrize(
    "text",
    ["做一下五分钟安全检查", "安全检查", "五分钟安全检查怎么做", "do the five minute security check", "five minute security check please"],
)
def test_the_security_check_is_begun_by_its_name(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say(text)
    assert player.state
    assert player.state.place == Place("maintenance.protection", "backup")


@pytest.mark.parametrize("text", ["收款不要提醒", "收款的时候没有提醒声音", "收款没有语音提醒"])
def test_what_a_terminal_sounds_is_no_plan(mind: Mind, text: str) -> None:
    found = heard(mind, text)
    assert found.decision is not Decision.ACCEPT
    assert all(one.intent != "maintenance.plan" for one in found.candidates)


def test_what_a_repair_costs_is_told_where_a_step_is_open(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("my printer is faint")
    player.say("what does a repair cost")
    assert "can't name one" in player.texts[-1]


def test_what_is_wrong_is_kept_where_somebody_shall_come_to_repair(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("keypad broken send someone to repair")
    assert player.state
    assert player.state.trouble == "hardware.keypad"


@pytest.mark.parametrize("text", ["钱没到账两天了！！！你们是不是骗子", "money hasnt arrived for 3 days are you scammers or what"])
def test_a_reproach_of_fraud_at_us_is_no_danger(mind: Mind, text: str) -> None:
    found = heard(mind, text)
    assert (found.intent, found.danger) == ("settlement.delay", None)
    assert "security.scam" not in found.also


@pytest.mark.parametrize(
    "text", ["刚才那个电话是不是骗子", "有人打电话让我交押金是不是骗子", "someone called and wanted a fee, is it a scam"]
)
def test_fraud_that_is_asked_after_stays_one(mind: Mind, text: str) -> None:
    assert heard(mind, text).intent == "security.scam"


@pytest.mark.parametrize("text", ["退给他现金行不行", "直接给客人退现金吧", "can i just give her cash back", "shall i refund him in cash"])
def test_what_was_paid_by_card_is_not_given_back_in_cash(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused == "cash_back"


@pytest.mark.parametrize("text", ["客人付的现金能退现金吗", "he paid cash can i give him cash back"])
def test_cash_for_cash_is_nothing_to_refuse(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused is None


@pytest.mark.parametrize("text", ["customer wants cashback", "客人问能不能消费取现"])
def test_cash_beside_a_purchase_is_a_matter_of_the_provider(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused == "cashback"


@pytest.mark.parametrize("text", ["你刚问过了", "怎么老问一样的", "you already asked me that", "why do you keep asking the same thing"])
def test_that_it_was_asked_before_is_told_from_an_answer(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say("terminal wont turn on" if text.isascii() else "开不了机")
    player.say(text)
    assert player.heard["act"] == "asked_before"


def test_who_means_another_is_taken_at_his_word(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("card machine keep restarting on its own every 10 min")
    player.say("actually i meant the printer is jammed")
    assert player.state
    assert player.state.trouble == "hardware.printer_paper_jam"


def after(mind: Mind, *texts: str) -> Player:
    player = Player(mind, "en" if texts[0].isascii() else "zh")
    for text in texts:
        player.texts.clear()
        player.say(text)
    assert player.state
    return player


@pytest.mark.parametrize(
    "texts",
    [
        ("printer jammed", "do the card reader first"),
        ("打印机卡纸了", "先弄读卡器"),
        ("打印机卡纸了", "换一个问题，刷卡没反应", "先弄读卡器"),
    ],
)
def test_the_part_that_is_named_comes_first(mind: Mind, texts: tuple[str, ...]) -> None:
    state = after(mind, *texts).state
    assert state
    assert state.trouble == "hardware.card_reader_chip"


@pytest.mark.parametrize(
    "texts",
    [
        ("sim card no signal", "only this terminal", "it worked yesterday"),
        ("sim card no signal", "only this terminal", "it was fine before"),
        ("流量卡没信号", "只有这台不行", "昨天还好好的"),
    ],
)
def test_what_worked_once_does_not_work_now(mind: Mind, texts: tuple[str, ...]) -> None:
    state = after(mind, *texts).state
    assert state
    assert state.place
    assert state.place.flow == "network.sim"


def test_a_question_of_time_asks_for_no_patience_and_tells_no_number(mind: Mind) -> None:
    player = after(
        mind, "make me a maintenance plan", "about 120 a day, greasy kitchen", "lunch and dinner", "dont know", "when is the next one"
    )
    assert player.state
    assert player.state.slots["shop_usage"] == "middle"
    assert player.texts[-1].startswith("Your maintenance plan")
    assert "No hurry" not in after(mind, "forgot to do the end of day last night", "can i do it now").texts[-1]
    assert "No hurry" in after(mind, "terminal wont turn on", "can i do it later").texts[-1]
    at_length = "can i use the old one now and do this later when the shop is quiet or does it have to be done today"
    assert "No hurry" not in after(mind, "terminal wont turn on", at_length).texts[-1]


def test_a_customers_deposit_is_given_back_and_is_not_the_merchants_own(mind: Mind) -> None:
    for text in ("lady cancelled, how do i give her the deposit back on her card", "bride called it off and wants the deposit back"):
        assert "in your contract" not in after(mind, text).texts[-1]
    for text in ("when do i get my deposit back for the terminal", "sent the machine back, want my deposit back"):
        assert "in your contract" in after(mind, text).texts[-1]


def test_how_long_money_takes_is_not_how_long_a_repair_takes(mind: Mind) -> None:
    assert "can't promise a time" in after(mind, "my account is frozen says risk review", "how long will it take").texts[-1]


def test_that_papers_were_sent_is_not_asked_whether_it_works(mind: Mind) -> None:
    assert "working" not in after(mind, "my account is frozen says risk review", "i emailed it already").texts[-1]


def test_whether_an_update_may_be_cut_off_is_refused_in_any_order(mind: Mind) -> None:
    assert heard(mind, "拔电行不行").refused == heard(mind, "能不能拔电").refused == "pull_power"


def test_about_so_much_is_a_sum_and_no_agreement(mind: Mind) -> None:
    player = after(mind, "no money in my account since monday, 3 days", "about 2k")
    assert player.state
    assert player.state.slots["amount"] == "2000.00"
    assert player.texts[-1].startswith("Noted")


@pytest.mark.parametrize(("text", "locale"), [("跟我说中文吧", "zh"), ("back to english", "en"), ("换回中文", "zh")])
def test_another_language_is_asked_for_in_more_ways(mind: Mind, text: str, locale: str) -> None:
    state = after(mind, "打印机卡纸了" if locale == "en" else "printer jammed", text).state
    assert state
    assert state.locale == locale


def test_nothing_was_given_away(mind: Mind) -> None:
    state = after(mind, "some guy turned up saying hes from the bank to swap my terminal", "no i havent given it").state
    assert state
    assert state.slots["scam_given"] == "nothing"


def test_of_an_oily_shop_the_place_is_known(mind: Mind) -> None:
    state = after(mind, "帮我做个保养计划", "一天一百多单吧油烟挺大").state
    assert state
    assert state.slots["shop_place"] == "greasy"


@pytest.mark.parametrize(
    "texts",
    [
        ("remind me friday 3pm to order paper rolls", "fine", "my reminders", "move it to saturday", "cancel it"),
        ("周五下午三点提醒我订打印纸", "好", "我有哪些提醒", "改到周六", "不要了"),
    ],
)
def test_the_reminder_that_is_talked_about_is_called_off(mind: Mind, texts: tuple[str, ...]) -> None:
    state = after(mind, *texts).state
    assert state
    assert not (state.plan and state.plan.own)
    assert state.place is None


@pytest.mark.parametrize(
    "texts", [("帮我做个保养计划", "停掉"), ("remind me to order paper", "cancel it"), ("make me a maintenance plan", "stop it")]
)
def test_a_plan_or_reminder_that_is_not_made_yet_is_left(mind: Mind, texts: tuple[str, ...]) -> None:
    state = after(mind, *texts).state
    assert state
    assert (state.place, state.called) == (None, False)


@pytest.mark.parametrize("text", ["还有提醒吗", "any reminders left?", "还有别的提醒没"])
def test_whether_there_are_reminders_lists_them(mind: Mind, text: str) -> None:
    assert heard(mind, text).act == "reminders"


@pytest.mark.parametrize(
    ("text", "window"),
    [("tomorrow morning or friday afternoon", "tomorrow morning or friday afternoon"), ("后天上午或者周五下午", "后天上午或者周五下午")],
)
def test_both_times_that_would_suit_are_kept(text: str, window: str) -> None:
    assert [field.value for field in extract(text, START, "window") if field.name == "window"] == [window]


@pytest.mark.parametrize(("text", "month"), [("january", "2026-01"), ("maybe december", "2025-12"), ("一月", "2026-01")])
def test_a_month_alone_is_the_last_one_where_a_date_is_asked_for(text: str, month: str) -> None:
    assert [field.value for field in extract(text, START, "purchased") if field.name == "purchased"] == [month]


def test_since_when_solves_nothing(mind: Mind) -> None:
    state = after(mind, "cards keep getting declined all of them", "code 91", "since 10 am").state
    assert state
    assert state.place
    assert state.place.flow == "transaction.response_code"


def test_a_plain_no_says_that_nothing_was_given_away(mind: Mind) -> None:
    state = after(mind, "someone called from visa wants the sms code", "no").state
    assert state
    assert state.slots["scam_given"] == "nothing"


@pytest.mark.parametrize("texts", [("所有卡都刷不了", "显示91"), ("the card reader doesn't read any card", "it says code 91")])
def test_a_code_that_is_shown_says_that_the_card_was_read(mind: Mind, texts: tuple[str, ...]) -> None:
    state = after(mind, *texts).state
    assert state
    assert state.trouble == "transaction.response_code"


@pytest.mark.parametrize("texts", [("付了款没出票不知道成没成", "一百八"), ("i pressed cancel but customer got charged", "20.50")])
def test_a_sum_alone_names_no_trouble(mind: Mind, texts: tuple[str, ...]) -> None:
    before = after(mind, *texts[:1]).state
    state = after(mind, *texts).state
    assert before
    assert state
    assert (state.trouble, state.noted) == (before.trouble, ())


def test_the_password_of_the_wifi_is_no_login(mind: Mind) -> None:
    state = after(mind, "连不上网", "只有这台", "用的wifi", "显示连上了没网", "忘了密码").state
    assert state
    assert not state.noted


def test_what_the_warranty_on_a_repair_is_asks_for_no_meaning_of_a_step(mind: Mind) -> None:
    player = after(mind, "forgot to do the end of day last night", "whats the warranty on the repair")
    assert "writing" in player.texts[-1]


def test_the_same_answer_is_not_said_twice_where_nothing_is_open(mind: Mind) -> None:
    player = after(mind, "修一次多少钱", "要备用机")
    assert player.texts[0].startswith("这个我知道的")


@pytest.mark.parametrize("text", ["i gave it a poke and it hissed", "我扎了个洞", "poked a hole in it"])
def test_a_battery_that_was_pierced_or_hisses_is_told_to_be_left_at_once(mind: Mind, text: str) -> None:
    player = after(mind, "battery swollen" if text.isascii() else "电池鼓起来了", text)
    assert player.state
    assert player.state.slots["battery_danger"] == "burning"
    assert player.state.called


@pytest.mark.parametrize("text", ["客人要拿货走", "he wants to leave with the stuff", "能让他走吗"])
def test_goods_are_kept_while_nobody_knows_whether_they_are_paid(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused == "hand_over"


def test_who_wants_his_own_data_gone_is_not_refused(mind: Mind) -> None:
    found = heard(mind, "把我的数据删了")
    assert (found.intent, found.refused) == ("account.my_data", None)


def test_the_name_of_a_network_is_no_deed(mind: Mind) -> None:
    player = after(mind, "my terminal keeps dropping off the wifi every lunch", "its called homehub 2")
    assert "working" not in player.texts[-1]


def test_after_an_incident_nothing_is_asked_that_cannot_be_answered(mind: Mind) -> None:
    player = after(mind, "插卡口多了个东西", "还能收款吗")
    assert "出了什么事" not in player.texts[-1]


def test_who_may_take_a_payment_again_is_not_told_otherwise(mind: Mind) -> None:
    player = after(mind, "卡在付款界面了不知道扣没扣", "打不了", "没有这笔", "没扣", "那能重新刷吗")
    assert "可以重新收一次" in player.texts[-1]
    assert not any("先别再收" in text for text in player.texts)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("refund both?", "refund_again"),
        ("the void failed, shall i void it again", "refund_again"),
        ("退款三天没到 要不要再退一次", "refund_again"),
        ("两笔都退了行吗", "refund_again"),
        ("大额过不去 分两次刷", "split"),
        ("那刷两个四千呢", "split"),
        ("is it working? i'll put 1 penny on mine", "own_card"),
        ("let me tap my phone to check it", "own_card"),
        ("我微信扫一块钱看看好没好", "own_card"),
        ("should i reinstall the payment app", "wipe_sales"),
        ("要不要卸载重装收款软件", "wipe_sales"),
        ("我把电池抠出来重装行吗", "pull_power"),
    ],
)
def test_money_is_not_risked_a_second_time(mind: Mind, text: str, refused: str) -> None:
    assert heard(mind, text).refused == refused


@pytest.mark.parametrize("text", ["reinstalled the app already still broken", "软件重装过了还是卡", "清缓存有用吗"])
def test_what_loses_nothing_or_was_done_is_not_refused(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused is None


@pytest.mark.parametrize(
    "texts",
    [
        ("he paid twice", "already refunded one", "two approved", "today not settled"),
        ("charged twice but i gave one back already", "two approved", "yesterday"),
        ("刷重了", "两笔成功", "我已经退了一笔", "今天没结算"),
    ],
)
def test_what_was_given_back_already_is_given_back_by_no_step(mind: Mind, texts: tuple[str, ...]) -> None:
    state = after(mind, *texts).state
    assert state
    assert state.place
    assert (state.place.flow, state.place.step) == ("transaction.double_charge", "details")
