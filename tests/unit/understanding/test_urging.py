"""What only urges or reproaches is no question; what was said before, put as one, is heard as it was said."""

from __future__ import annotations

import pytest

from bot.understanding.text.urging import only_urges, unurged, wants_no_answer


@pytest.mark.parametrize(
    "text",
    [
        *(
            "你快说咋退",
            "你说急不急人",
            "我还能骗你吗",
            "这让我怎么做生意",
            "你到底会不会修",
            "要我说几遍",
            "难道要我一直等着",
            "谁等得起啊",
        ),
        *("are you kidding me", "do you think i have all day?", "how hard can it be??", "am i supposed to work for free?"),
        *("i told you already, didnt i?", "how many times do i have to say it", "can't you read?", "seriously?"),
    ],
)
def test_what_only_urges_wants_no_answer(text: str) -> None:
    assert only_urges(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "要等多久",
            "你们能不能上门",
            "到底是不是电池坏了",
            "能不能修好",
            "要试几次",
            "难道是纸放反了",
            "可以快点到账吗",
            "听得见声音但没画面",
        ),
        *("am i supposed to restart it?", "am i supposed to wait for it to finish?", "how many times do i have to press it"),
        *(
            "do you think its the battery",
            "what do you think is wrong with it?",
            "can you read the code",
            "are you serious about the warranty",
        ),
    ],
)
def test_what_is_asked_is_no_urging(text: str) -> None:
    assert not wants_no_answer(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("不是说没有交易嘛！", "没有交易"),
        ("没有！我不是说了没有在收吗", "没有！没有在收"),
        ("换过纸了，你到底会不会修", "换过纸了"),
        ("没有，你快说咋退", "没有"),
        ("没有在收! 我要报修 听得懂吗", "没有在收! 我要报修"),
        ("钱到现在没到账你说急不急人", "钱到现在没到账你说急不急人"),
        ("不是说三天到账吗", "不是说三天到账吗"),
        ("客人说没有扣钱吗", "客人说没有扣钱吗"),
        ("didn't i say no payment?", "no payment"),
        ("still black. are you kidding me", "still black."),
        ("no payment, how many times do i have to say it", "no payment"),
    ],
)
def test_what_is_told_is_heard_without_the_urging(text: str, told: str) -> None:
    assert unurged(text) == told
