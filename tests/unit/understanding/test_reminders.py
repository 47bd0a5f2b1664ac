"""What is to be told once, and when; which reminder is to come otherwise. What the plan is for, and what a screen says, is none of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.core.machine import step
from bot.core.reminders import making, single
from bot.core.state import Place, State
from bot.core.understanding import Decision, Heard
from bot.core.upkeep.plan import Plan, Terminal
from bot.service.playing import START
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.chores import chore_in
from bot.understanding.talk.reminders import wished
from bot.understanding.talk.reminding import Wished
from bot.understanding.talk.repeating import rhythm_told
from tests.unit.understanding.world import said

DAY = date(2026, 11, 23)  # a Monday; ten o'clock in Shanghai


def of(*reminders: tuple[str, str], chore: str = "") -> Plan:
    plan = single.on_clock(None, DAY)
    for when, words in reminders:
        plan, _ = single.added(plan, when, chore if not words else "", words)
    return plan


TWO = of(("2026-11-24T17:00", "call the bank"), ("2026-11-27T10:00", "交电费"))


def wish(mind: Mind, text: str, plan: Plan | None = None) -> Wished | None:
    locale = "en" if text.isascii() else "zh"
    return wished(text, START, State(ref="1", locale=locale, plan=plan), mind.knowledge)


def facts(mind: Mind, text: str, plan: Plan | None = None) -> dict[str, str]:
    found = wish(mind, text, plan)
    assert found, text
    return {"act": found.act} | {field.name: field.value for field in found.fields}


@pytest.mark.parametrize(
    ("text", "what", "when", "chore"),
    [
        ("提醒我下周一清洁打印机", "清洁打印机", "2026-11-30", "printer"),
        ("remind me on Monday to clean the reader", "clean the reader", "2026-11-30", "reader"),
        ("明天下午三点提醒我结算", "结算", "2026-11-24T15:00", ""),
        ("remind me tomorrow 5pm to call the bank", "call the bank", "2026-11-24T17:00", ""),
        ("麻烦三天后提醒我一下给银行打电话", "给银行打电话", "2026-11-26", ""),
        ("帮我设个周五换纸的提醒", "换纸", "2026-11-27", ""),
        ("我想要个提醒，月底对账", "对账", "2026-11-30", ""),
        ("明天中午提醒我去银行", "去银行", "2026-11-24T12:00", ""),
        ("提醒我後天檢查電池", "檢查電池", "2026-11-25", "battery"),
        ("could you give me a reminder next Tuesday at 9:30 that the technician comes?", "the technician comes", "2026-12-01T09:30", ""),
        ("remind me to close the batch tonight", "close the batch", "2026-11-23T20:00", ""),
        ("please remind me in 2 hours that i have to check the batch", "check the batch", "2026-11-23T12:00", ""),
        ("remind us on the 5th to pay the fee please", "pay the fee", "2026-12-05", ""),
        ("can u remind me in half an hour to check the batch", "check the batch", "2026-11-23T10:30", ""),
        ("remind me end of month to pay the fee", "pay the fee", "2026-11-30", ""),
        ("reminder for thursday 2pm: technician", "technician", "2026-11-26T14:00", ""),
        ("remind me tomorrow to buy printer paper", "buy printer paper", "2026-11-24", ""),
        ("remind me on friday to charge the battery", "charge the battery", "2026-11-27", ""),
        ("明天别忘了提醒我交房租", "交房租", "2026-11-24", ""),
        ("不要忘记提醒我明天结账", "结账", "2026-11-24", ""),
        ("don't forget to remind me at 5pm to call the bank", "call the bank", "2026-11-23T17:00", ""),
        ("半小时后提醒我再试一次", "再试一次", "2026-11-23T10:30", ""),
        ("remind me tomorrow to check each terminal", "check each terminal", "2026-11-24", ""),
        ("明天提醒我检查每台机器", "检查每台机器", "2026-11-24", ""),
        ("我怕忘了，明天提醒我交房租", "交房租", "2026-11-24", ""),
        ("明天下午三点要结算，记得提醒我", "结算", "2026-11-24T15:00", ""),
        ("my contract ends friday so remind me on thursday", "my contract ends friday", "2026-11-26", ""),
        ("can i get a reminder tomorrow to pay rent", "pay rent", "2026-11-24", ""),
        ("remind me tomorrow of my ticket number", "my ticket number", "2026-11-24", ""),
        ("if possible remind me tomorrow to settle", "settle", "2026-11-24", ""),
        ("add a reminder tomorrow for the technician visit", "the technician visit", "2026-11-24", ""),
        ("师傅你明天提醒我交费", "交费", "2026-11-24", ""),
        ("可以的话明天提醒我换电池", "换电池", "2026-11-24", ""),
        ("下班前提醒我关机", "关机", "2026-11-23T21:00", ""),
        ("明天交房租提醒我", "交房租", "2026-11-24", ""),
        ("下周一盘点提醒我一下", "盘点", "2026-11-30", ""),
        ("明天交房租的时候记得提醒我哦", "交房租", "2026-11-24", ""),
        ("tomorrow at 5 pay the rent remind me please", "pay the rent", "2026-11-24T17:00", ""),
        ("remind me at midnight to close the batch", "close the batch", "2026-11-23T23:59", ""),
        ("remind me at 1700 to call the bank", "call the bank", "2026-11-23T17:00", ""),
        ("remind me by 6 to call the bank", "call the bank", "2026-11-23T18:00", ""),
        ("你能在明天下午三点提醒我一下去银行吗", "去银行", "2026-11-24T15:00", ""),
    ],
)
def test_what_and_when_are_told_apart(mind: Mind, text: str, what: str, when: str, chore: str) -> None:
    assert facts(mind, text) == {"act": "remind", "reminder_of": what, "remind_at": when} | ({"plan_task": chore} if chore else {})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("提醒我结算", "结算"),
        ("remind me to call the bank", "call the bank"),
        ("set a reminder", ""),
        ("remind me 30 minutes before closing to settle", "30 minutes before closing to settle"),
        ("设个提醒", ""),
        ("别忘了提醒我交房租", "交房租"),
        ("提醒我改密码", "改密码"),
        ("remind me to change my password", "change my password"),
        ("提醒我问师傅几点来", "问师傅几点来"),
        ("remind me to ask how much it costs", "ask how much it costs"),
        ("提醒我联系顾客", "联系顾客"),
    ],
)
def test_what_is_not_said_is_left_to_be_asked(mind: Mind, text: str, what: str) -> None:
    assert facts(mind, text) == {"act": "remind"} | ({"reminder_of": what} if what else {})


@pytest.mark.parametrize(
    "text",
    [
        "提醒我每个月清洁",
        "remind me every month to clean it",
        "can you remind me when maintenance is due",
        "remind me to look after the terminal",
        "don't remind me tomorrow",
        "别再提醒我了",
        "stop reminding me",
        "你上周一提醒我清洁，我做完了",
        "怎么没提醒我",
        "机器今天提醒我签到",
        "今天刷卡提醒我余额不足",
        "今天一直提醒我要更新",
        "今天上午提醒我密码错误",
        "the screen says remind me tomorrow",
        "remind me how to settle tomorrow",
        "提醒我",
        "remind me",
        "提醒太多了",
        "the reminders come too often",
        "reminder too often",
        "i need it tomorrow at 5",
        "remind me tomorrow to " + "and then " * 20 + "call",
    ],
)
def test_other_words_are_no_wish_for_one(mind: Mind, text: str) -> None:
    found = wish(mind, text, TWO if text.startswith("别") else None)
    assert found is None


@pytest.mark.parametrize(
    "text",
    [
        "my boss will remind me tomorrow",
        "the engineer said he would remind me tomorrow",
        "they remind me tomorrow about the fee",
        "my boss called, he will remind me tomorrow",
        "店长提醒我今天结算",
        "银行提醒我明天到期",
        "他们提醒我明天要换机器",
        "明天会提醒我吗",
        "are you going to remind me tomorrow",
        "明天银行会提醒我",
        "明天系统提醒我",
        "tomorrow my boss will remind me",
        "明天别提醒我",
    ],
)
def test_what_others_remind_of_is_no_wish(mind: Mind, text: str) -> None:
    assert wish(mind, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "remind me of my password",
        "I need a reminder of my PIN",
        "can you remind me of my ticket number",
        "remind me the visit code",
        "remind me again how to refund",
        "提醒我工单号",
        "提醒一下我的单到哪了",
        "提醒下我上次怎么弄的",
        "你提醒我一下保修到什么时候",
        "你提醒我了吗",
    ],
)
def test_what_is_to_be_told_again_now_is_no_wish(mind: Mind, text: str) -> None:
    assert wish(mind, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "设置提醒音量",
        "我要设置提醒声音",
        "要提醒音",
        "要提醒顾客出示付款码吗",
        "来个师傅提醒我时间",
        "换个提醒声音",
        "机器提醒换纸",
        "改密码的时候老提醒错误",
        "make a reminder sound",
        "change the reminder sound",
        "I want a reminder on the terminal screen",
    ],
)
def test_what_a_terminal_sounds_and_shows_is_no_reminder_of_ours(mind: Mind, text: str) -> None:
    for plan in (None, of(("2026-11-24T17:00", "call the bank")), TWO):
        assert wish(mind, text, plan) is None


@pytest.mark.parametrize("text", ["收款不要提醒", "不要提醒顾客", "stop reminding customers"])
def test_a_terminal_that_is_to_be_quiet_stops_no_plan(mind: Mind, text: str) -> None:
    one = replace(of(("2026-11-24T17:00", "call the bank")), usage="light", place="clean")
    heard = hear(mind, State(ref="1", locale="en", plan=one), text)
    assert (heard.act, heard.fields) == (None, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cancel the bank reminder", {"act": "remind_not", "reminder": "once.1"}),
        ("不用提醒我交电费了", {"act": "remind_not", "reminder": "once.2"}),
        ("取消周五的提醒", {"act": "remind_not", "reminder": "once.2"}),
        ("cancel the reminder", {"act": "remind_not", "reminder": ""}),
        ("cancel the rent reminder", {"act": "remind_not", "reminder": ""}),
        ("把交电费的提醒改到28号", {"act": "remind_other", "reminder": "once.2", "remind_at": "2026-11-28"}),
        ("move the bank reminder to thursday 2pm", {"act": "remind_other", "reminder": "once.1", "remind_at": "2026-11-26T14:00"}),
        ("change the reminder", {"act": "remind_other", "reminder": ""}),
        ("把交电费的提醒改到下午四点", {"act": "remind_other", "reminder": "once.2", "remind_at": "2026-11-27T16:00"}),
        ("change the reminder to 4pm", {"act": "remind_other", "reminder": ""}),
        ("提醒我明天换纸", {"act": "remind", "reminder_of": "换纸", "remind_at": "2026-11-24"}),
        ("明天换纸提醒我", {"act": "remind", "reminder_of": "换纸", "remind_at": "2026-11-24"}),
        ("交电费改周五提醒我", {"act": "remind_other", "reminder": "once.2", "remind_at": "2026-11-27"}),
        ("明天提醒我换纸", {"act": "remind", "reminder_of": "换纸", "remind_at": "2026-11-24"}),
        ("取消那条交电费的提醒", {"act": "remind_not", "reminder": "once.2"}),
        ("remind me tomorrow to change the paper", {"act": "remind", "reminder_of": "change the paper", "remind_at": "2026-11-24"}),
        ("my reminders", {"act": "reminders"}),
        ("有哪些提醒", {"act": "reminders"}),
        ("what did i ask you to remind me of", {"act": "reminders"}),
    ],
)
def test_which_is_meant_is_known_by_its_words_or_its_day(mind: Mind, text: str, expected: dict[str, str]) -> None:
    assert facts(mind, text, TWO) == expected


@pytest.mark.parametrize(
    "text", ["停掉提醒", "取消提醒", "别提醒了", "stop the reminders", "cancel the reminders", "no more reminders please"]
)
def test_stopping_reminders_where_there_is_a_plan_is_of_all_of_them(mind: Mind, text: str) -> None:
    one = replace(of(("2026-11-24T17:00", "call the bank")), usage="light", place="clean")
    assert wish(mind, text, one) is None


@pytest.mark.parametrize(
    "text",
    [
        "取消刚才那条提醒",
        "那个提醒不要了",
        "刚才的提醒停了吧",
        "刚才那条提醒不用了",
        "这条不用提醒了",
        "cancel the reminder",
        "cancel that reminder",
        "stop that reminder",
        "i don't need that reminder",
        "i don't need the reminder anymore",
    ],
)
def test_one_reminder_that_is_to_go_is_the_one_there_is_with_a_plan_and_without(mind: Mind, text: str) -> None:
    one = of(("2026-11-24T17:00", "call the bank"))
    for plan in (one, replace(one, usage="light", place="clean")):
        assert facts(mind, text, plan) == {"act": "remind_not", "reminder": "once.1"}


@pytest.mark.parametrize("text", ["不要提醒了", "别提醒了", "stop the reminders"])
def test_what_names_none_is_of_all_of_them(mind: Mind, text: str) -> None:
    assert wish(mind, text, of(("2026-11-24T17:00", "call the bank"))) is None


@pytest.mark.parametrize("text", ["not now, remind me tomorrow", "i'm busy now, remind me tomorrow", "现在忙，明天提醒我"])
def test_why_it_is_not_now_is_nothing_to_be_told(mind: Mind, text: str) -> None:
    assert facts(mind, text) == {"act": "remind", "remind_at": "2026-11-24"}


@pytest.mark.parametrize("text", ["取消换机器的提醒", "cancel the rent reminder"])
def test_one_that_is_not_there_stops_no_plan(mind: Mind, text: str) -> None:
    one = replace(of(("2026-11-24T17:00", "call the bank")), usage="light", place="clean")
    assert facts(mind, text, one) == {"act": "remind_not", "reminder": ""}


@pytest.mark.parametrize("text", ["取消打印机的提醒", "cancel the printer reminder", "cancel the maintenance reminder"])
def test_a_chore_of_the_plan_is_none_that_comes_once(mind: Mind, text: str) -> None:
    one = replace(of(("2026-11-24T17:00", "call the bank")), usage="light", place="clean")
    assert wish(mind, text, one) is None


@pytest.mark.parametrize("text", ["取消打印机的提醒", "cancel the printer reminder"])
def test_who_names_a_chore_does_not_stop_the_plan(mind: Mind, text: str) -> None:
    one = replace(of(("2026-11-24T17:00", "call the bank")), usage="light", place="clean")
    heard = hear(mind, State(ref="1", locale="en", plan=one), text)
    assert (heard.act, [(field.name, field.value) for field in heard.fields]) == ("often", [("plan_task", "printer")])


def test_the_only_one_is_meant_unless_another_is_named(mind: Mind) -> None:
    one = of(("2026-11-24T17:00", ""), chore="printer")
    assert facts(mind, "取消提醒", one)["reminder"] == facts(mind, "cancel the print head reminder", one)["reminder"] == "once.1"
    assert facts(mind, "cancel the rent reminder", one)["reminder"] == ""
    assert wish(mind, "cancel all reminders", one) is None


def test_a_chore_is_its_deed_and_its_part(mind: Mind) -> None:
    assert chore_in("wipe the outside", mind.knowledge) == "wipe"
    assert chore_in("备份数据", mind.knowledge) == "backup"
    assert [chore_in(words, mind.knowledge) for words in ("", "the printer", "call about the battery check", "看" * 50)] == [""] * 4
    bare = replace(mind.knowledge, flows={})
    assert chore_in("wipe the outside", bare) == ""
    assert wished("remind me tomorrow to pay", START, State(ref="1"), bare) is None


def hear(mind: Mind, state: State, text: str) -> Heard:
    heard = understand(replace(said(text), at=START), state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


def talk(mind: Mind, *texts: str) -> State:
    state = State(ref="1", locale="en")
    for text in texts:
        state, _ = step(state, hear(mind, state, text), mind.knowledge)
    return state


def test_a_time_of_day_alone_is_one_of_its_day(mind: Mind) -> None:
    state = talk(mind, "remind me on friday to pay the rent", "make it 4pm")
    assert state.plan
    assert [duty.when for duty in state.plan.own] == ["2026-11-27T16:00"]
    today = talk(mind, "remind me at 5pm to pay the rent", "make it 4pm")
    assert today.plan
    assert [duty.when for duty in today.plan.own] == ["2026-11-23T16:00"]


@pytest.mark.parametrize("text", ["change the reminder to 4pm", "把提醒改到下午四点"])
def test_a_time_of_day_alone_moves_the_only_one_on_its_day(mind: Mind, text: str) -> None:
    assert facts(mind, text, of(("2026-11-27T10:00", "交电费"))) == {
        "act": "remind_other",
        "reminder": "once.1",
        "remind_at": "2026-11-27T16:00",
    }


@pytest.mark.parametrize("text", ["cancel the rent reminder", "change the rent reminder to friday"])
def test_the_only_one_stays_where_another_is_named(mind: Mind, text: str) -> None:
    one = of(("2026-11-24T17:00", "call the bank"))
    state, _ = step(State(ref="1", locale="en", plan=one), hear(mind, State(ref="1", locale="en", plan=one), text), mind.knowledge)
    assert state.plan == one
    assert state.question
    assert state.question.slot == "reminder"


def test_a_time_of_day_of_a_new_one_has_nothing_of_the_one_there_is(mind: Mind) -> None:
    state = talk(mind, "remind me on friday to call the bank", "remind me to pay the rent", "at 4pm")
    assert state.plan
    assert [duty.when for duty in state.plan.own] == ["2026-11-23T16:00", "2026-11-27T10:00"]


def test_the_time_that_is_named_beside_a_day_counts_more_than_its_button(mind: Mind) -> None:
    state = talk(mind, "remind me to call the bank", "tomorrow at noon")
    assert state.plan
    assert [duty.when for duty in state.plan.own] == ["2026-11-24T12:00"]


def test_asked_of_what_the_answer_may_say_when_as_well(mind: Mind) -> None:
    state = talk(mind, "set a reminder", "order paper on friday at 4pm")
    assert state.plan
    assert [(duty.words, duty.when) for duty in state.plan.own] == [("order paper", "2026-11-27T16:00")]
    for left in ("never mind", "forget about it", "算了"):
        dropped = talk(mind, "set a reminder", left)
        assert (dropped.place, dropped.plan, dropped.slots.get("reminder_of", "")) == (None, None, "")
    long = talk(mind, "set a reminder", "order paper " * 20)
    assert len(long.slots["reminder_of"]) < 90
    chore = talk(mind, "set a reminder", "clean the printer tomorrow")
    assert chore.plan
    assert chore.plan.own[0].chore == "printer"


@pytest.mark.parametrize(
    ("first", "second", "third", "when"),
    [
        ("set a reminder", "tomorrow at 9", "pay the rent", "2026-11-24T09:00"),
        ("remind me tomorrow", "at 4pm", "pay the rent", "2026-11-24T16:00"),
        ("set a reminder", "remind me friday", "pay the rent", "2026-11-27T10:00"),
        ("设个提醒", "明天", "交房租", "2026-11-24T10:00"),
        ("设个提醒", "明天九点", "交房租", "2026-11-24T09:00"),
        ("设个提醒", "明天九点提醒我", "交房租", "2026-11-24T09:00"),
    ],
)
def test_asked_of_what_a_time_alone_is_when(mind: Mind, first: str, second: str, third: str, when: str) -> None:
    state = talk(mind, first, second)
    assert state.question
    assert (state.question.slot, state.plan) == ("reminder_of", None)
    state = talk(mind, first, second, third)
    assert state.plan
    assert [(duty.words, duty.when) for duty in state.plan.own] == [(third, when)]


def test_where_something_is_due_remind_me_tomorrow_is_an_answer(mind: Mind) -> None:
    due = of(("2026-11-23T10:00", ""), chore="printer")
    told = replace(due, duties=tuple(replace(duty, asked=DAY) for duty in due.duties))
    asked = State(ref="1", locale="en", plan=told, place=Place("maintenance.due", "due"))
    asked, _ = step(asked, hear(mind, asked, "what?"), mind.knowledge)
    assert asked.question
    for text in ("remind me tomorrow", "remind me tomorrow to do it", "remind me tomorrow to clean the printer"):
        assert wished(text, START, asked, mind.knowledge) is None, text
    assert wished("remind me tomorrow to call the bank", START, asked, mind.knowledge)


def test_danger_and_secrets_are_heard_in_it(mind: Mind) -> None:
    heard = hear(mind, State(ref="1", locale="en"), "remind me tomorrow to throw away the swollen battery")
    assert heard.danger
    masked = hear(mind, State(ref="1", locale="en"), "remind me on friday about 6222021234567890123")
    assert (masked.decision, masked.masked) == (Decision.ACCEPT, 1)
    assert "6222" not in masked.fields[0].value


@pytest.mark.parametrize(
    ("text", "what", "when", "every"),
    [
        ("remind me every friday to pay wages", "pay wages", "2026-11-27", "P1W/5"),
        ("每周五提醒我发工资", "发工资", "2026-11-27", "P1W/5"),
        ("remind me every day at 9 to open the batch", "open the batch", "2026-11-24T09:00", "P1D"),
        ("remind me every monday to close the day", "close the day", "2026-11-30", "P1W/1"),
        ("提醒我每月底交房租 别的不要", "交房租", "2026-11-30", "P1M/31"),
        ("每年3月15号提醒我续合同", "续合同", "2027-03-15", "P1Y"),
        ("remind me fridays at 4pm to bank the cash", "bank the cash", "2026-11-27T16:00", "P1W/5"),
        ("remind me monthly to pay the rent", "pay the rent", "", "P1M"),
        ("每个月第一个周一提醒我盘点", "盘点", "2026-12-07", "P1M/1:1"),
        ("每小时提醒我喝水", "喝水", "", ""),
        ("remind me every hour to check the connection", "check the connection", "", ""),
        ("remind me twice a day to count the till", "count the till", "", ""),
        ("初一十五提醒我对账", "对账", "", ""),
        ("两周一次提醒我倒垃圾", "倒垃圾", "", "P2W"),
        ("每周一次提醒我倒垃圾", "倒垃圾", "", "P1W"),
        ("周一到周五六点半提醒我结算", "结算", "2026-11-23T18:30", "P1W/12345"),
        ("can you give me a nudge every friday after lunch to do the banking", "do the banking", "2026-11-27T14:00", "P1W/5"),
        ("text me every wednesday at 9 about the receipts", "the receipts", "2026-11-25T09:00", "P1W/3"),
        ("every thursday tell me to charge the handheld", "charge the handheld", "2026-11-26", "P1W/4"),
        ("每周五下班前叫我对一下账", "对一下账", "2026-11-27T21:00", "P1W/5"),
        ("每周三上午催我一下小票的事", "小票的事", "2026-11-25T10:00", "P1W/3"),
        ("remind me every evening at closing to settle up", "settle up", "2026-11-23T21:00", "P1D"),
        ("i keep forgetting to change the paper roll, remind me mondays", "change the paper roll", "2026-11-30", "P1W/1"),
        ("我老忘换纸，周一周四提醒我一下", "换纸", "2026-11-26", "P1W/14"),
        ("每天晚上打烊提醒我结账", "结账", "2026-11-23T21:00", "P1D"),
    ],
)
def test_how_often_something_is_to_come_is_told_with_its_first_turn(mind: Mind, text: str, what: str, when: str, every: str) -> None:
    known = {"remind_at": when, "remind_every": every}
    told = {name: value for name, value in known.items() if value}
    assert facts(mind, text) == {"act": "remind", "reminder_of": what, "reminder_repeats": "yes"} | told


@pytest.mark.parametrize(
    ("text", "what", "when"),
    [
        ("remind me tomorrow to print the monthly report", "print the monthly report", "2026-11-24"),
        ("remind me at 9pm to do the daily close", "do the daily close", "2026-11-23T21:00"),
        ("15号提醒我打每月报表", "打每月报表", "2026-12-15"),
    ],
)
def test_what_is_called_by_how_often_it_comes_is_no_rhythm(mind: Mind, text: str, what: str, when: str) -> None:
    assert facts(mind, text) == {"act": "remind", "reminder_of": what, "remind_at": when}


def test_a_chore_is_his_own_without_a_plan_and_of_the_plan_that_has_it_unless_he_names_its_day(mind: Mind) -> None:
    plan = making.made(mind.knowledge, Plan(DAY, "light", "clean", "any", (Terminal("1"),)), DAY)
    assert facts(mind, "每周提醒我擦机身")["plan_task"] == "wipe"
    assert wish(mind, "每周提醒我擦机身", plan) is None
    assert facts(mind, "每周一提醒我擦机身", plan)["remind_every"] == "P1W/1"
    assert wish(mind, "remind me every week", plan) is None


def test_one_of_his_own_may_come_in_another_rhythm(mind: Mind) -> None:
    assert facts(mind, "交电费的提醒改成每月5号", TWO) == {
        "act": "remind_other",
        "reminder": "once.2",
        "remind_at": "2026-12-05",
        "reminder_repeats": "yes",
        "remind_every": "P1M/5",
    }
    assert facts(mind, "cancel the reminder to call the bank every week", TWO) == {"act": "remind_not", "reminder": "once.1"}


@pytest.mark.parametrize(
    ("asked", "text", "every"),
    [
        ("remind_every", "周五", "P1W/5"),
        ("remind_every", "the 1st", "P1M/1"),
        ("remind_every", "不用每周 就一次", "once"),
        ("remind_at", "反复", ""),
    ],
)
def test_asked_how_often_a_day_says_it(asked: str, text: str, every: str) -> None:
    found = {field.name: field.value for field in rhythm_told(text, datetime(2026, 11, 23, 10), asked)}  # noqa: DTZ001 -- the shop's clock
    assert found.get("remind_every", "") == every
    assert found["reminder_repeats"] == "yes"


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("只留交电费那个 别的全删", "once.2"),
        ("keep only the call the bank one, drop the rest", "once.1"),
        ("别的提醒都不要了 只要一个", ""),
        ("只留明天那个，其他的取消", "once.1"),
    ],
)
def test_one_is_to_stay_alone(mind: Mind, text: str, which: str) -> None:
    assert facts(mind, text, TWO) == {"act": "remind_only"} | ({"reminder": which} if which else {})


def test_amid_the_questions_of_a_plan_the_one_that_was_spoken_of_is_set_instead(mind: Mind) -> None:
    amid = State(ref="1", locale="zh", place=Place("maintenance.plan", "usage"), slots={"plan_task": "reader", "plan_every": "P1M"})
    found = wished("随便 我只要那一个提醒", START, amid, mind.knowledge)
    assert found
    assert {field.name: field.value for field in found.fields} == {
        "reminder_of": "用清洁卡清读卡口",
        "plan_task": "reader",
        "reminder_repeats": "yes",
        "remind_every": "P1M",
    }
    assert wished("只有中午要忙", START, amid, mind.knowledge) is None
    assert wished("只要一个提醒", START, replace(amid, slots={}), mind.knowledge) == Wished("remind"), "what of is asked"
    assert wished("只提醒一次", START, amid, mind.knowledge) is None


def test_a_new_one_with_nothing_else_leaves_what_there_is(mind: Mind) -> None:
    assert facts(mind, "每周五提醒我对账，别的不要", TWO)["reminder_of"] == "对账"


WEEKLY = single.added(single.on_clock(None, DAY), "2026-11-27T10:00", "", "bank the cash", "P1W/5")[0]


def just_set(text: str, plan: Plan, **changes: Any) -> State:
    locale = "en" if text.isascii() else "zh"
    slots = {"reminder": "once.1", "wish": "remind"}
    return replace(State(ref="1", locale=locale, plan=plan, slots=slots, wrote=START), **changes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("stop it", {"act": "remind_not"}),
        ("不要了", {"act": "remind_not"}),
        ("no don't remind me after all", {"act": "remind_not"}),
        ("还是别提醒我了", {"act": "remind_not"}),
        ("skip next week", {"act": "remind_skip", "turn_skipped": "2026-11-30/2026-12-06"}),
        ("not next week, we're closed", {"act": "remind_skip", "turn_skipped": "2026-11-30/2026-12-06"}),
        ("下周不用", {"act": "remind_skip", "turn_skipped": "2026-11-30/2026-12-06"}),
        ("这次不用，下次再提醒", {"act": "remind_skip", "turn_skipped": "next"}),
        ("make it thursdays", {"act": "remind_other", "remind_at": "2026-11-26", "reminder_repeats": "yes", "remind_every": "P1W/4"}),
        ("can we move it to wednesday", {"act": "remind_other", "remind_at": "2026-11-25"}),
        ("10 would be better", {"act": "remind_other", "remind_at": "2026-11-27T10:00"}),
        ("改成周四", {"act": "remind_other", "remind_at": "2026-11-26"}),
        ("十点好一点", {"act": "remind_other", "remind_at": "2026-11-27T10:00"}),
        ("make it every two weeks", {"act": "remind_other", "reminder_repeats": "yes", "remind_every": "P2W"}),
        ("还是两周一次吧，改一下", {"act": "remind_other", "reminder_repeats": "yes", "remind_every": "P2W"}),
    ],
)
def test_right_after_it_is_set_it_needs_no_name(mind: Mind, text: str, told: dict[str, str]) -> None:
    found = wished(text, START, just_set(text, WEEKLY), mind.knowledge)
    assert found
    assert {"act": found.act} | {field.name: field.value for field in found.fields} == {"reminder": "once.1"} | told


@pytest.mark.parametrize("text", ["stop it", "skip next week", "make it thursdays", "改成周四", "下周不用"])
def test_once_something_else_was_taken_up_or_time_has_passed_it_is_not_meant(mind: Mind, text: str) -> None:
    ticket = just_set(text, WEEKLY, slots={"reminder": "once.1", "wish": ""})
    long_ago = just_set(text, WEEKLY, wrote=START - timedelta(hours=2))
    elsewhere = just_set(text, WEEKLY, place=Place("power.no_power", "light"))
    assert [wished(text, START, state, mind.knowledge) for state in (ticket, long_ago, elsewhere)] == [None] * 3


@pytest.mark.parametrize("text", ["跳过这一步", "skip the cleaning", "not this terminal", "wifi is better now", "改成4G了", "下周不用来了"])
def test_right_after_it_is_set_other_things_are_other_things(mind: Mind, text: str) -> None:
    assert wished(text, START, just_set(text, WEEKLY), mind.knowledge) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("don't remind me tomorrow", "2026-11-24/2026-11-24"),
        ("明天不用提醒", "2026-11-24/2026-11-24"),
        ("skip the bank reminder next week", "2026-11-30/2026-12-06"),
        ("下周存现金的提醒跳过", "2026-11-30/2026-12-06"),
        ("这个月不要提醒了", "2026-11-23/2026-11-30"),
    ],
)
def test_for_one_time_it_is_left_out_and_never_stopped(mind: Mind, text: str, days: str) -> None:
    words = "bank the cash" if text.isascii() else "存现金"
    one = single.added(single.on_clock(None, DAY), "2026-11-27T10:00", "", words, "P1W/5")[0]
    assert facts(mind, text, one) == {"act": "remind_skip", "reminder": "once.1", "turn_skipped": days}
    two = single.added(one, "2026-11-24T10:00", "", "order paper", "P1D")[0]
    assert facts(mind, text, two)["act"] == "remind_skip"
    assert wish(mind, "remind me tomorrow not to close early", one) != Wished("remind_skip")
    assert facts(mind, "remind me tomorrow not to forget the keys", one)["act"] == "remind"


def test_how_often_may_be_changed_while_it_is_asked_when(mind: Mind) -> None:
    for words in (
        ("remind me every 3 months to check the battery", "make it every 2 months"),
        ("每三个月提醒我看看电池", "还是改成两个月一次吧"),
    ):
        state = talk(mind, *words)
        assert state.question
        assert (state.question.slot, state.slots["remind_every"]) == ("remind_at", "P2M")


MONDAYS = single.added(single.on_clock(None, DAY), "2026-11-30T09:00", "", "bank the cash", "P1W/1")[0]
"""One that comes again and again."""


def amended(mind: Mind, text: str, plan: Plan) -> dict[str, str]:
    locale = "en" if text.isascii() else "zh"
    state = State(ref="1", locale=locale, plan=plan, wrote=START, slots={"reminder": plan.own[0].key, "wish": "remind"})
    found = wished(text, START, state, mind.knowledge)
    assert found, text
    return {"act": found.act} | {field.name: field.value for field in found.fields}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("no I said tomorrow and 8 not half past, I open at 9", "2026-11-24T08:00"),
        ("NO dont drop it, I want it tomorrow at 8", "2026-11-24T08:00"),
        ("i meant thursday at 4 not friday", "2026-11-26T16:00"),
        ("不对，我说的是明天下午四点，不是五点", "2026-11-24T16:00"),
        ("别取消，我要的是后天上午十点", "2026-11-25T10:00"),
    ],
)
def test_the_one_just_set_is_put_right(mind: Mind, text: str, when: str) -> None:
    told = amended(mind, text, of(("2026-11-24T08:30", "charge the thing")))
    assert (told["act"], told["remind_at"]) == ("remind_other", when)


@pytest.mark.parametrize(("text", "when"), [("ok but also tomorrow", "2026-11-24T09:00"), ("明天也提醒一次", "2026-11-24T09:00")])
def test_another_time_as_well_is_one_more(mind: Mind, text: str, when: str) -> None:
    told = amended(mind, text, MONDAYS)
    assert (told["act"], told["reminder_of"], told["remind_at"]) == ("remind", "bank the cash", when)


@pytest.mark.parametrize("text", ["cancel all that. forget reminders", "forget about all the reminders"])
def test_all_of_them_end(mind: Mind, text: str) -> None:
    assert amended(mind, text, MONDAYS) == {"act": "stop", "plan_every": "never", "plan_task": "all"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("can i get a reminder every friday to do the end of day", "do the end of day"),
        ("remind me every friday 9pm, end of day", "end of day"),
        ("remind me every monday until christmas to bank the cash", "bank the cash"),
        ("每周一提醒我去银行存钱，一直到过年", "去银行存钱"),
    ],
)
def test_what_is_to_be_told_is_kept_whole(mind: Mind, text: str, what: str) -> None:
    assert facts(mind, text)["reminder_of"] == what


def test_an_end_is_told_to_be_none(mind: Mind) -> None:
    assert facts(mind, "remind me every monday until christmas to bank the cash")["remind_until"] == "yes"
    assert "remind_until" not in facts(mind, "remind me every monday to bank the cash")


def made() -> Plan:
    return Plan(DAY, making.LIGHT, making.CLEAN, "mornings", (Terminal("1"),))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        *(("早上别打扰我，下午两点提醒", "14:00"), ("改一下，提醒时间改下午两点", "14:00"), ("我没有工单！提醒时间，改14:00", "14:00")),
        *(("remind me at 2pm instead", "14:00"), ("make the reminders come at 4 pm", "16:00"), ("上午九点提醒", "09:00")),
        *(("几点提醒我啊", ""), ("提醒时间能改吗", ""), ("what time do the reminders come", "")),
    ],
)
def test_the_hour_of_a_plan_is_told_or_asked(mind: Mind, text: str, hour: str) -> None:
    told = facts(mind, text, made())
    assert told["act"] == "hour"
    assert told.get("remind_at", "T").partition("T")[2] == hour


@pytest.mark.parametrize(
    "text", ["明天下午四点提醒我去银行", "remind me tomorrow at 4pm to call the bank", "每天下午两点提醒我结算", "机器提醒缺纸"]
)
def test_a_reminder_of_its_own_is_not_the_hour_of_the_plan(mind: Mind, text: str) -> None:
    found = wish(mind, text, made())
    assert found is None or found.act != "hour"
