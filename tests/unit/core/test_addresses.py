"""An address put right in part keeps its town."""

from __future__ import annotations

import pytest

from bot.core.addresses import whole


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("上海市长宁区虹桥路100号", "虹桥路120号", "上海市长宁区虹桥路120号"),
        ("上海市长宁区虹桥路100号", "杭州市文三路1号", "杭州市文三路1号"),
        ("上海市长宁区虹桥路100号", "文三路1号", "文三路1号"),
        ("12 High Street, Leeds", "14 High Street", "14 High Street, Leeds"),
        ("12 High Street", "14 High Street", "14 High Street"),
        ("12 High Street, Leeds", "3 Mill Lane", "3 Mill Lane"),
        ("", "14 High Street, Leeds", "14 High Street, Leeds"),
        ("武侯区桐梓林东路18号附3号 老马火锅", "附3号", "武侯区桐梓林东路18号附3号 老马火锅"),
        ("武侯区桐梓林东路18号附3号 老马火锅", "附5号", "武侯区桐梓林东路18号附5号 老马火锅"),
        ("武侯区桐梓林东路18号", "附5号", "武侯区桐梓林东路18号附5号"),
        ("武侯区桐梓林东路18号 老马火锅", "武侯区桐梓林东路18号", "武侯区桐梓林东路18号 老马火锅"),
        ("武侯区桐梓林东路18号 2楼", "武侯区桐梓林东路18号", "武侯区桐梓林东路18号"),
    ],
)
def test_what_is_put_right_in_part_keeps_the_rest(before: str, now: str, told: str) -> None:
    assert whole(before, now) == told
