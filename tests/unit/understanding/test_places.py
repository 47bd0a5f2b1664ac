"""A time is when somebody may come only where a visit is spoken of: a story has days of its own. An address is taken whole."""

from __future__ import annotations

import pytest

from bot.understanding.facts.places import addresses, windows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("明天下午派人过来修一下,机器开不了机", "明天下午"),
        ("周三上午吧", "周三上午"),
        ("师傅今天能来吗", "今天"),
        ("can someone come out tomorrow afternoon, terminal is dead", "tomorrow afternoon"),
        ("tomorrow morning works", "tomorrow morning"),
    ],
)
def test_a_time_for_a_visit(text: str, said: str) -> None:
    assert [found for _, _, found in windows(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "平时都是我老婆看店,今天她回娘家,我一个人忙不过来,结果机子打出来没字",
        "今天早上机器一直没缓过来",
        "今天中午大约十二点多机器就死了",
        "today when i come in the terminal was dead",
        "it has been like this since this morning, the whole queue saw it and a man who was there said that the printer of his own shop once had that, and then his technician mended it",
    ],
)
def test_a_day_of_a_story_is_none(text: str) -> None:
    assert not list(windows(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "上海市浦东新区世纪大道一千二百三十四弄八十八号滨江新天地国际商业广场南楼地下一层0号",
            "上海市浦东新区世纪大道一千二百三十四弄八十八号滨江新天地国际商业广场南楼地下一层0号",
        ),
        ("静安区延安中路1228弄3号", "静安区延安中路1228弄3号"),
        ("朝阳区建国路八十八号院3号楼", "朝阳区建国路八十八号院3号楼"),
        ("我店在浦东新区张杨路五百号2楼，机器坏了", "浦东新区张杨路五百号2楼"),
        ("中山路一百二十号的店打不出票", "中山路一百二十号"),
        ("滨江路12号楼下的店", "滨江路12号楼下"),
    ],
)
def test_an_address_is_taken_whole_however_its_numbers_are_written(text: str, said: str) -> None:
    assert [found for _, _, found in addresses(text)] == [said]


@pytest.mark.parametrize("text", ["一号机在收银台，二号机在后厨", "人民路一号机坏了"])
def test_the_number_of_a_machine_is_none_of_a_house(text: str) -> None:
    assert not list(addresses(text))
