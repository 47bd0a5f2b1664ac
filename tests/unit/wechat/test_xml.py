"""XML of WeChat's is read; bombs and scraps are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.crypto import Unreadable
from bot.channels.wechat.xml import read, written

BOMBS = {
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>',
    "file": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><xml><a>1</a></xml>',
    "plain doctype": "<!DOCTYPE xml><xml><a>1</a></xml>",
    "broken": "<xml><a>1</b></xml>",
    "nothing": "",
    "words": "hello",
    "empty": "<xml></xml>",
    "unknown encoding": '<?xml version="1.0" encoding="x-none"?><xml><a>1</a></xml>',
    "deep": "<xml>" + "<a>" * 3000 + "</a>" * 3000 + "</xml>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_no_plain_document_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        read(BOMBS[name].encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_never_a_crash(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read(raw)


def test_repeated_and_nested_names_are_kept() -> None:
    assert read("<xml><A>1</A><L><I>x</I><I>y</I></L><E/></xml>") == {"A": "1", "L": {"I": ["x", "y"]}, "E": ""}


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=80))
def test_what_is_written_is_read_again(text: str) -> None:
    assert read(written({"Content": text + "]]>&<", "N": 5})) == {"Content": text + "]]>&<", "N": "5"}
