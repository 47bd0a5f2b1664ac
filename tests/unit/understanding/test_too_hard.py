"""Who cannot follow a step says so in words of his own; what is old, small or complicated about anything else is another thing."""

from __future__ import annotations

import pytest

from bot.understanding.talk.too_hard import is_too_hard


@pytest.mark.parametrize(
    "text",
    [
        "我哪懂什么光猫 DHCP哦，我六十多了",
        "听不懂你说的",
        "我不会弄这些",
        "太复杂了",
        "说简单点",
        "我年纪大了搞不来",
        "我是老年人，看不懂",
        "热点咋个开，我用的是老人机",
        "耳朵背，字太小看不清",
        "我七十岁了不会用手机",
        "没文化，不识字",
        "能不能讲人话",
        "一步一步教我",
        "这些我实在弄不明白",
        "i don't understand any of this",
        "too complicated for me",
        "im 68 years old love",
        "i'm not very technical",
        "no good with computers me, im no good with this stuff",
        "dont understand a word of that",
        "plain english please",
        "its all greek to me",
        "what does that even mean",
        "i've only got an old nokia",
        "no idea what that means",
        "can you explain it simpler",
        "the writing is too small",
        "this is way too technical",
    ],
)
def test_what_is_too_hard(text: str) -> None:
    assert is_too_hard(text)


@pytest.mark.parametrize(
    "text",
    [
        "屏幕上的字看不清",
        "小票字太淡看不清",
        "机器太老了",
        "用了六年了",
        "老人家来付钱刷不了",
        "不懂为什么扣了两次",
        "音量太小",
        "这机器买了八十块",
        "客人六十多了",
        "不行",
        "我试了不会亮",
        "its 4 years old",
        "the terminal is too old",
        "60 customers waiting",
        "i'm not getting any money",
        "i don't understand why i was charged twice",
        "its too slow",
        "the receipt print is too faint",
        "i have an old phone number on file",
        "my battery is no good",
    ],
)
def test_what_is_not(text: str) -> None:
    assert not is_too_hard(text)
