"""What is a talk, and which of the four counts it belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.service.insight.counting import CAME, GAVE_UP, TO_PERSON, Counts, Numbered, Stepped, Timed, changed, counted
from bot.service.insight.following import follow
from bot.service.insight.spans import WIDER, bucket_of, percentile, seconds_of
from bot.service.insight.talks import Chronicle, Outcome, silenced
from tests.unit.insight.told import SHANGHAI, Told

PRINTER, POWER = "printer.blank", "power.dead"


def printer() -> Told:
    """The printer is blank, and the roll was turned."""
    return Told().writes(PRINTER).asks(PRINTER, "roll")


def test_solved_is_what_the_merchant_says_is_solved_and_thanks_begin_nothing() -> None:
    told = (
        printer().presses("solved").did("resolved", intent=PRINTER, remedy="roll").says(PRINTER).writes("conversation.thanks").says(PRINTER)
    )
    assert told.outcomes == ["solved"]
    assert told.talks[0].remedy == "roll"
    assert [(one.step, one.answer, one.seconds) for one in told.talks[0].visits] == [("roll", "solved", 60)]


def test_silence_is_never_success() -> None:
    told = printer()
    assert told.outcomes == ["open"]
    after = silenced(told.chronicle, told.at + timedelta(hours=24))
    assert after.talk
    assert (after.talk.outcome, after.talk.ended) == (Outcome.SILENT, told.at + timedelta(hours=24))


def test_who_goes_after_saying_that_it_did_not_help_was_not_helped() -> None:
    told = printer().presses("not_fixed").asks(PRINTER, "head")
    after = silenced(told.chronicle, told.at + timedelta(days=3))
    assert after.talk
    assert after.talk.outcome is Outcome.NOT_SOLVED


@pytest.mark.parametrize("deed", [("staff_called", {"reason": "human"}), ("staff_joined", {}), ("ticket_opened", {"ticket": "paid"})])
def test_what_comes_to_a_person_is_a_persons_whatever_the_merchant_says_later(deed: tuple[str, dict[str, str]]) -> None:
    told = printer().writes("handoff.human").did(deed[0], **deed[1]).staff().did("staff_closed")
    told.did("resolved", intent=PRINTER, remedy="staff").did("rated", rating="solved")
    assert told.outcomes == ["person"]
    assert told.talks[0].rating == "solved"


def test_not_yet_goes_on_with_the_same_talk_and_another_call_does_not() -> None:
    told = printer().writes("handoff.human").did("staff_called", reason="human").did("staff_closed").says()
    told.presses("not_yet").did("rated", rating="not_yet").did("staff_called", reason="not_yet")
    assert told.outcomes == ["person"]
    assert told.talks[0].ended is None
    told.did("staff_closed").later(hours=2).writes("handoff.human").did("staff_called", reason="human")
    assert told.outcomes == ["person", "person"]


def test_the_same_trouble_within_a_week_has_come_back_and_another_has_not() -> None:
    told = printer().presses("solved").did("resolved", intent=PRINTER, remedy="roll").says(PRINTER)
    told.later(days=3).writes(PRINTER).asks(PRINTER, "roll").presses("solved").did("resolved", intent=PRINTER, remedy="roll").says(PRINTER)
    told.later(days=2).writes(POWER).asks(POWER, "socket").presses("solved").did("resolved", intent=POWER, remedy="socket").says(POWER)
    told.later(days=8).writes(POWER).asks(POWER, "socket")
    assert [(talk.traits.trouble, talk.again) for talk in told.talks] == [(PRINTER, False), (PRINTER, True), (POWER, False), (POWER, False)]


def test_a_trouble_that_is_known_better_is_counted_as_that_and_an_old_one_is_not_carried_over() -> None:
    told = (
        Told()
        .writes("network.wifi")
        .asks("network.wifi", "reach")
        .presses("shop")
        .asks("network.router", "light", trouble="network.router")
    )
    told.presses("solved").did("resolved", intent="network.router", remedy="restart").says("network.router")
    told.later(hours=2).writes("warranty.coverage").says("network.router")
    assert [talk.traits.trouble for talk in told.talks] == ["network.router", "warranty.coverage"]


def test_a_terminal_that_was_named_once_is_known_in_the_next_talk_and_a_code_is_not() -> None:
    told = Told().writes(PRINTER).asks(PRINTER, "roll", model="P20", code="91", scope="shop").did("resolved", intent=PRINTER, remedy="")
    told.later(hours=1).writes(POWER).asks(POWER, "socket")
    first, second = told.talks
    assert (first.traits.model, first.traits.code, first.traits.ring) == ("P20", "91", "shop")
    assert (second.traits.model, second.traits.code, second.traits.ring) == ("P20", "", "")


def test_an_old_button_answers_nothing() -> None:
    told = printer().presses("not_fixed").asks(PRINTER, "head").presses("solved", turn=1)
    assert [one.answer for one in told.talks[0].visits] == ["not_fixed", ""]


def test_a_reminder_is_counted_by_itself_and_its_button_begins_no_talk() -> None:
    told = Told().asks("maintenance.due", "due", "done", "later").presses("done").says()
    found = counted(told.talks[0], "web", SHANGHAI)
    assert {(one.step, one.answer) for one in found if isinstance(one, Stepped) and not one.seconds} == {("due", CAME), ("due", "done")}
    assert not any(isinstance(one, Numbered) for one in found)
    assert len(told.talks) == 1


def test_a_step_knows_how_often_it_was_come_to_and_how_it_was_left() -> None:
    told = printer().presses("not_fixed").asks(PRINTER, "head").writes("handoff.human").did("staff_called", reason="human")
    steps = {(one.step, one.answer) for one in counted(told.talks[0], "web", SHANGHAI) if isinstance(one, Stepped) and not one.seconds}
    assert steps == {("roll", CAME), ("roll", "not_fixed"), ("head", CAME), ("head", TO_PERSON)}
    left = silenced(printer().chronicle, printer().at + timedelta(days=2)).talk
    assert left
    assert any(isinstance(one, Stepped) and one.answer == GAVE_UP for one in counted(left, "web", SHANGHAI))


def test_the_first_response_runs_from_the_call_to_a_persons_first_word() -> None:
    told = printer().writes("handoff.human").did("staff_called", reason="human").later(minutes=4).staff().staff()
    spans = [one for one in counted(told.talks[0], "web", SHANGHAI) if isinstance(one, Timed)]
    assert [(one.span.value, one.bucket) for one in spans] == [("response", bucket_of(300))]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(1, 1e6), min_size=1), st.sampled_from([0.5, 0.9, 0.99]))
def test_a_percentile_out_of_buckets_is_within_five_percent(seconds: list[float], share: float) -> None:
    exact = sorted(seconds)[max(0, -int(-share * len(seconds) // 1) - 1)]
    told = percentile(Counter(map(bucket_of, seconds)), share)
    assert told is not None
    assert told / exact == pytest.approx(1, rel=WIDER - 1)
    assert bucket_of(seconds_of(bucket_of(exact))) == bucket_of(exact)


def happenings(chance: Random) -> Told:
    """A chat in which anything may come after anything."""
    told = Told()
    troubles = (PRINTER, POWER, "network.wifi")
    deeds = ("resolved", "rated", "staff_called", "staff_joined", "staff_closed", "ticket_opened", "reminder_set")
    for _ in range(chance.randrange(1, 40)):
        told.later(minutes=chance.choice((0, 1, 60, 1500, 12_000)))
        match chance.randrange(6):
            case 0:
                told.writes(chance.choice((*troubles, "", "conversation.thanks")), offer=chance.choice((None, "solved", "not_fixed")))
            case 1:
                told.presses(chance.choice(("solved", "not_fixed", "cannot", "done")))
            case 2:
                told.asks(chance.choice((*troubles, "maintenance.due")), chance.choice("abc"), model=chance.choice(("", "P20")))
            case 3:
                told.did(
                    chance.choice(deeds), intent=PRINTER, rating=chance.choice(("solved", "not_yet")), reason=chance.choice(("", "not_yet"))
                )
            case 4:
                told.says(chance.choice(("", *troubles)))
            case _:
                told.staff()
    return told


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False))
def test_counting_line_by_line_and_all_at_once_come_to_the_same_whatever_happens(chance: Random) -> None:
    told = happenings(chance)
    piecemeal: Counts = Counter()
    now = Chronicle()
    for line in told.lines:
        before = replace(now, finished=())
        noticed = silenced(before, line.at) if chance.random() < 0.5 else before  # by the job, before the line comes
        now = follow(noticed, line)
        piecemeal.update(changed(before.talks(), now.talks(), "web", SHANGHAI))
    at_once = changed((), told.talks, "web", SHANGHAI)
    assert {one: n for one, n in piecemeal.items() if n} == {one: n for one, n in at_once.items() if n}
    assert all(n > 0 for n in at_once.values())


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False))
def test_every_talk_is_in_at_most_one_of_the_four_counts(chance: Random) -> None:
    for talk in happenings(chance).talks:
        found = [one.measure for one in counted(talk, "web", SHANGHAI) if isinstance(one, Numbered)]
        four = [name for name in found if name in {"solved", "not_solved", "silent", "person"}]
        assert len(four) == (talk.outcome is not Outcome.OPEN and talk.traits.trouble != "maintenance.due")
        assert talk.began <= talk.last
