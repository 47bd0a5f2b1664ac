"""Which terminal is meant: what was said once is known next time, and what is doubted is asked back."""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Action, NoteDevice, Say
from bot.core.codec import decode_state, encode_state
from bot.core.draft import Draft
from bot.core.knowledge import Flow, Kind, Knowledge, Slot, Step
from bot.core.machine import step
from bot.core.messages import Media
from bot.core.state import Place, Question, State, Terminal
from bot.core.terminals import KEPT
from bot.core.understanding import Candidate, Chose, Decision, Field, Heard, Recalled, Sent, StaffJoined, StaffLeft, Understanding
from bot.core.walking import enter
from bot.knowledge.loading import Loaded
from tests.world import KNOWLEDGE, NOW, REVIEWED

A920: Terminal = {"serial": "NB12345678", "model": "PAX A920", "purchased": "2025-11-03"}
N910: Terminal = {"serial": "NL87654321", "model": "Newland N910"}
STEPS = (
    Step("whose", Kind.CHECK, rule="terminals", branches={"one": "which", "many": "which"}, otherwise="number"),
    Step("which", Kind.FORM, slots=("device",), next="number"),
    Step("number", Kind.FORM, slots=("serial",), optional=("serial",), next="told"),
    Step("told", Kind.TELL, next="done"),
)
SLOTS = {
    **KNOWLEDGE.slots,
    "device": Slot("device", "device"),
    "serial": Slot("serial", "serial", "device"),
    "model": Slot("model", "model", "device"),
    "purchased": Slot("purchased", "date", "device"),
    "ownership": Slot("ownership", "choice", "device"),
}
REPAIR = Flow("repair.visit", "whose", {one.id: one for one in STEPS}, REVIEWED)
WORLD: Knowledge = replace(KNOWLEDGE, slots=SLOTS, flows={**KNOWLEDGE.flows, "repair.visit": REPAIR})
SHOP = State(ref="1042")


def number(value: str, *looked_up: Terminal, decision: Decision = Decision.REJECT) -> Heard:
    return Heard(NOW, value, decision, fields=(Field("serial", value, 0, len(value)),), looked_up=looked_up)


def wish(state: State) -> State:
    return heard(state, Heard(NOW, "repair", Decision.ACCEPT, (candidate("repair.visit"),)))[0]


def candidate(intent: str) -> Candidate:

    return Candidate(intent, 0.99)


def heard(state: State, *events: Understanding) -> tuple[State, tuple[Action, ...]]:
    actions: tuple[Action, ...] = ()
    for event in events:
        state, actions = step(state, event, WORLD)
    return state, actions


def press(state: State, name: str) -> tuple[State, tuple[Action, ...]]:
    assert state.question
    return heard(state, Chose(NOW, f"{state.question.turn}.{name}"))


def offers(state: State) -> list[tuple[str, str]]:
    return [(offer.name, offer.label) for offer in (state.question or Question(0)).offers]


def sentences(actions: tuple[Action, ...]) -> list[str]:
    return [action.sentence for action in actions if isinstance(action, Say)]


def test_the_terminal_that_was_named_before_is_only_asked_about() -> None:
    state = wish(replace(SHOP, terminals=(A920,)))
    assert offers(state) == [("yes", "=PAX A920 …5678"), ("no", "choice.other_device")]
    state, _ = press(state, "yes")
    assert {**state.slots, "device": ""} == {**A920, "device": ""}


def test_several_terminals_are_offered_latest_first_and_another_is_none_of_them() -> None:
    state = wish(replace(SHOP, terminals=(A920, N910), slots={"serial": A920["serial"], "model": "PAX A920"}))
    assert [name for name, _ in offers(state)] == [A920["serial"], N910["serial"], "other"]
    state, _ = press(state, "other")
    assert state.slots == {"device": "other"}
    assert state.question
    assert state.question.slot == "serial"


def test_another_serial_number_takes_away_what_was_known_of_the_last_and_brings_along_its_own() -> None:
    state, actions = heard(replace(SHOP, slots={**A920, "ownership": "rented"}, terminals=(A920,)), number(N910["serial"], N910))
    assert state.slots == {**N910, "device": N910["serial"]}
    assert sentences(actions)[0] == "device.known"
    assert [one["serial"] for one in state.terminals] == [A920["serial"], N910["serial"]]


def test_what_is_kept_fills_gaps_and_does_not_overwrite_what_was_said() -> None:
    said = replace(SHOP, slots={"model": "PAX A930", "purchased": "-"})
    state, _ = heard(said, number(A920["serial"], A920))
    assert (state.slots["model"], state.slots["purchased"]) == ("PAX A930", "2025-11-03")


def test_a_number_one_character_off_is_asked_back_and_never_guessed() -> None:
    asked = wish(SHOP)
    state, actions = heard(asked, number("NB12345679", A920))
    assert "serial" not in state.slots
    assert sentences(actions) == ["device.mistyped"]
    assert offers(state) == [("NB12345678", "=NB12345678"), ("as_written", "choice.as_written")]
    taken, _ = press(state, "NB12345678")
    assert taken.slots["model"] == "PAX A920"
    own, _ = press(state, "as_written")
    assert own.slots["serial"] == "NB12345679"
    assert "model" not in own.slots
    assert own.doubted == ""


def test_a_plain_yes_means_the_one_number_that_is_asked_back_and_a_no_the_written_one() -> None:
    doubted, _ = heard(wish(SHOP), number("NB12345679", A920))
    taken, _ = heard(doubted, Heard(NOW, "yes", Decision.ACCEPT, (candidate("conversation.yes"),), "yes"))
    assert taken.slots["serial"] == "NB12345678"
    own, _ = heard(doubted, Heard(NOW, "no", Decision.ACCEPT, (candidate("conversation.no"),), "no"))
    assert own.slots["serial"] == "NB12345679"
    two, _ = heard(wish(SHOP), number("NB12345679", A920, {"serial": "NB12345677"}))
    still, _ = heard(two, Heard(NOW, "yes", Decision.ACCEPT, (candidate("conversation.yes"),), "yes"))
    assert "serial" not in still.slots


def test_a_number_that_is_put_right_is_not_remembered_as_another_terminal() -> None:
    slip: Terminal = {"serial": "NB12345671", "device": "NB12345671"}
    told = replace(wish(SHOP), slots={"serial": slip["serial"]}, terminals=(N910, slip))
    state, _ = heard(told, number("NB12345617"))
    assert [one["serial"] for one in state.terminals] == [N910["serial"], "NB12345617"]
    known = replace(told, terminals=(N910, {**slip, "model": "PAX A920"}))
    state, _ = heard(known, number("NB12345617"))
    assert "NB12345671" in [one["serial"] for one in state.terminals]


def test_a_doubtful_number_told_beside_a_trouble_is_asked_about_where_the_number_is_needed() -> None:
    told = replace(number("NB12345679", A920, decision=Decision.ACCEPT), candidates=(candidate("repair.visit"),))
    state, actions = heard(SHOP, told)
    assert sentences(actions) == ["device.mistyped"]
    assert state.place == Place("repair.visit", "number")


def test_a_doubtful_number_told_out_of_the_blue_is_asked_about_and_then_noted() -> None:
    state, actions = heard(SHOP, number("NB12345679", A920))
    assert sentences(actions) == ["device.mistyped"]
    state, actions = press(state, "NB12345678")
    assert sentences(actions)[0] == "common.fact_noted"
    assert state.slots["model"] == "PAX A920"


def test_what_is_learned_of_a_terminal_is_noted_once_and_not_while_its_number_is_unknown() -> None:
    state, actions = heard(SHOP, number(A920["serial"]))
    assert [one.facts for one in actions if isinstance(one, NoteDevice)] == [{"serial": A920["serial"]}]
    _, actions = heard(state, number(A920["serial"]))
    assert not [one for one in actions if isinstance(one, NoteDevice)]
    _, actions = heard(SHOP, Heard(NOW, "A920", fields=(Field("model", "PAX A920"),)))
    assert not [one for one in actions if isinstance(one, NoteDevice)]


def test_what_is_kept_elsewhere_is_known_without_a_word() -> None:
    state, actions = heard(replace(SHOP, terminals=(N910,)), Recalled(NOW, (A920, {**N910, "ownership": "rented"})))
    assert state.terminals == (A920, {**N910, "ownership": "rented"})
    assert sentences(actions) == []
    assert heard(state, Recalled(NOW, (A920, {**N910, "ownership": "rented"}))) == (state, ())


def test_a_terminal_that_was_named_in_this_trouble_is_not_asked_about() -> None:
    asked, _ = heard(replace(SHOP, terminals=(A920, N910)), number(A920["serial"]))
    assert wish(asked).place is None


def test_what_is_kept_of_the_terminal_at_hand_fills_its_gaps() -> None:
    asked, _ = heard(SHOP, number(A920["serial"]))
    state, _ = heard(asked, Recalled(NOW, (A920,)))
    assert state.slots["model"] == "PAX A920"


def test_no_more_terminals_are_remembered_than_a_shop_has() -> None:
    many = tuple({"serial": f"AB{n:06}"} for n in range(KEPT + 3))
    assert heard(SHOP, Recalled(NOW, many))[0].terminals == many[-KEPT:]


def test_terminals_are_kept_with_the_state() -> None:
    state, _ = heard(replace(SHOP, terminals=(A920,)), number("NB12345679", N910))
    assert decode_state(encode_state(state)) == state


def test_a_photo_sent_where_a_proof_of_purchase_is_asked_for_is_kept_with_the_terminal(shipped: Loaded) -> None:
    known = {"serial": "NB12345678", "device": "NB12345678", "symptom": "dead", "verdict": "in"}
    begun = enter(Draft(shipped.knowledge, NOW, State(ref="1", slots=known)), Place("repair.visit", "proof"))
    for event in (Sent(NOW, (Media("photo", "bill.jpg"),)), Heard(NOW, "here it is", media=(Media("photo", "bill.jpg"),))):
        state, actions = step(begun.state, event, shipped.knowledge)
        assert (state.slots["proof"], state.slots["proof_photo"]) == ("invoice", "bill.jpg")
        assert state.terminals[-1]["proof_photo"] == "bill.jpg"
        assert next(a.facts["proof_photo"] for a in actions if isinstance(a, NoteDevice)) == "bill.jpg"
    state, _ = step(begun.state, Sent(NOW, (Media("voice", "a.amr"),)), shipped.knowledge)
    assert "proof_photo" not in state.slots


def test_what_all_its_questions_are_answered_of_is_not_asked_again_but_gone_on_from() -> None:
    state = wish(replace(SHOP, terminals=(A920,)))
    assert state.place == Place("repair.visit", "which")
    known = replace(state, slots={**state.slots, "device": "NB12345678", "serial": "NB12345678"})
    after, actions = heard(known, StaffJoined(NOW, "li"), StaffLeft(NOW, "li"))
    assert sentences(actions)[0] == "common.handed_back"
    assert after.place != state.place
