"""What operators are told: names and values, kept and read again, whatever release kept them."""

from __future__ import annotations

from bot.core.telling import ToldError, as_json, told, told_in


def test_what_is_kept_is_read_again() -> None:
    what = told("said_in", file="a.yaml", line=3, why=told("too_long", most=80))

    assert told_in(as_json(what)) == what
    assert told_in(what) is what
    assert str(what) == "said_in file=a.yaml line=3 why=too_long most=80"


def test_words_that_an_older_release_kept_are_told_as_they_are() -> None:
    assert told_in("no such step") == told("said", what="no such step")


def test_what_can_be_mended_is_told_by_its_name_and_logged_as_it_is() -> None:
    problem = ToldError(told("too_long", most=80))

    assert problem.told == told("too_long", most=80)
    assert str(problem) == "too_long most=80"
    assert ToldError("no such file").told == told("said", what="no such file")
