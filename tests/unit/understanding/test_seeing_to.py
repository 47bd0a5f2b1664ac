"""A danger is over when those who may have replaced the terminal or checked it, and nothing beside is told; never for less."""

from __future__ import annotations

import pytest

from bot.understanding.answers.seeing_to import is_seen_to

SWOLLEN, LOCKED = "power.battery_swollen", "hardware.tamper_alarm"


@pytest.mark.parametrize(
    "text",
    [
        "the supplier replaced it",
        "the supplier came and replaced it, all good now",
        "technician checked it already and it is fine",
        "the engineer has been and checked it, said its safe to use",
        "supplier brought a new one, sorted",
        "our provider swapped the battery this morning",
        "the bank sent a replacement, works fine thanks",
        "the supplier has repaired it, works",
        "the technician looked at it, no problem",
        "your guy replaced the whole terminal yesterday so no need for the repair",
        "供应商换了新电池",
        "供应商来换了，现在好了",
        "供应商已经来检查过了，没事",
        "师傅上门检查过了，没问题",
        "售后给我换了一台新的",
        "你们的人今天来换过电池了，不用报修了",
        "厂家送来了新机器，谢谢",
        "工程师看过了，说可以用",
        "维修师傅检查过了说没问题，可以接着用",
        "银行的客户经理送了一台新的过来，能用了",
    ],
)
def test_what_was_replaced_or_found_well_is_over(text: str) -> None:
    assert is_seen_to(text, SWOLLEN)


@pytest.mark.parametrize(
    "text",
    [
        # another terminal, another part
        "the supplier replaced the other one",
        "the engineer replaced the battery in our other terminal",
        "supplier replaced the charger",
        "the supplier checked the charger and it works",
        "bank sent a new card and it works",
        "供应商给另一台换了新电池",
        "供应商换了充电器",
        "供应商换了机器，旧机器还在店里鼓着",
        # those who may not
        "the phone repair guy replaced it",
        "a technician mate of mine checked it and its fine",
        "my brother is an engineer, he checked it and its fine",
        "someone replaced it",
        "修手机的师傅给我换了块电池",
        "隔壁店的师傅帮我看了没问题",
        "我们店的师傅检查过了没问题",
        "电工师傅看过了说正常",
        "同事给我换了一台新的",
        # before it happened
        "the supplier replaced it last year",
        "the supplier checked it before, it was fine",
        "供应商去年检查过说正常",
        "银行的人上次给我换过电池",
        "上次师傅换了新的也这样",
        # not yet, only if, only said, asked, not there
        "the supplier will replace it",
        "once the supplier replaced it it would be fine",
        "if the supplier checked it, is it fine",
        "supplier said they replaced it",
        "the supplier replaced it right?",
        "supplier has looked at it and thinks its ok",
        "the supplier checked it over the phone and its fine",
        "supplier says they fixed it, good",
        "apparently the supplier replaced it",
        "供应商换了电池就没事了吧",
        "老板说供应商换了新的就没事",
        "师傅说换了电池就好了",
        "供应商说换了新的",
        "供应商说已经查过了，没问题",
        "供应商看了照片说可以用",
        "售后电话里说没事可以用",
        "厂家说可以用",
        "供应商换了没有",
        "供应商要来换",
        "供应商把机器拿走了",
        "供应商拿了机器",
        "供应商寄了一台新的",
        "the supplier sent a replacement",
        "the supplier took it",
        # irony, doubt
        'yeah right the supplier checked it and its "fine"',
        "supplier replaced it, yeah sure",
        "师傅检查过了没问题，呵呵",
        "师傅检查了说可以用，我觉得不放心",
        # danger told in the same breath
        "师傅来看了说没事，可是后盖还翘着",
        "供应商换了一台，也鼓",
        "supplier replaced it and the new one is bulging",
        "supplier checked it fine, back cover is lifting off",
        "technician checked it and said fine but now its smoking",
        "supplier replaced it, theres a funny smell",
        "had it replaced by the supplier but now it feels warm",
        "technician looked at it and its working fine though the back is lifted",
        "the supplier replaced it. " * 20,
        "喵",
    ],
)
def test_for_anything_less_or_beside_it_is_not(text: str) -> None:
    assert not is_seen_to(text, SWOLLEN)


@pytest.mark.parametrize("text", ["the supplier replaced the battery", "供应商换了新电池", "tech changed the batt, works"])
def test_another_battery_unlocks_nothing(text: str) -> None:
    assert is_seen_to(text, SWOLLEN)
    assert not is_seen_to(text, LOCKED)
