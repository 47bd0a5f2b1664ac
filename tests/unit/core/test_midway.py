"""Words in the middle of a conversation that are more than an answer."""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import CallStaff
from bot.core.knowledge import Answer, Intent, Knowledge, Slot
from bot.core.state import Place, State, Ticket
from bot.core.understanding import Candidate, Decision, Field, Heard
from tests.unit.core.test_machine import Chat, in_socket
from tests.world import FRESH, KNOWLEDGE, NOW, REVIEWED, fact, heard, said


def doubtful(intent: str, score: float, text: str = "words", act: str | None = None) -> Heard:
    return replace(heard(intent, act, text=text), decision=Decision.CLARIFY, candidates=(Candidate(intent, score),))


def told(*facts: Field) -> Heard:
    """Words that hold these facts and were not understood beyond them."""
    return replace(heard(text="facts"), fields=facts)


def at_summary() -> Chat:
    """The summary of a visit is open: everything of the form is known."""
    known = {"purchased": "2026-01", "serial": "NL1", "contact": "13800000000", "window": "tomorrow", "photo": "-", "symptom": "dead"}
    state = replace(FRESH, slots=known, trouble="power.dead", attempts=())
    return Chat(state).hear(heard("repair.visit"))


def test_a_fact_on_the_summary_corrects_it() -> None:
    chat = at_summary()
    assert chat.place == ("repair.visit", "sure")

    chat.hear(told(fact("window", "friday")))

    assert chat.place == ("repair.visit", "sure")
    assert chat.state.slots["window"] == "friday"
    assert "common.corrected" in chat.sentences


def test_facts_of_a_form_not_yet_filled_are_consent_to_it() -> None:
    asks = KNOWLEDGE.flows["ticket.status"].steps["none"]
    visit = KNOWLEDGE.flows["repair.visit"]
    flow = replace(
        visit, steps={**visit.steps, "over": replace(asks, id="over", options=(replace(asks.options[0], to="device"), *asks.options[1:]))}
    )
    knowledge: Knowledge = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "repair.visit": flow})
    chat = Chat(replace(FRESH, trouble="power.dead", place=Place("repair.visit", "over"), slots={"symptom": "x"}), knowledge)

    chat.hear(told(fact("serial", "NL1")))

    assert chat.place == ("repair.visit", "device")


def test_a_trouble_that_was_noted_can_be_wanted_first() -> None:
    chat = Chat().hear(heard("power.dead")).press("off").hear(heard("printer.blank"))

    chat.hear(doubtful("conversation.yes", 0.4, "that one first", "noted_first"))

    assert chat.state.trouble == "printer.blank"
    assert chat.state.noted == ("power.dead",)


def test_wanting_the_noted_one_first_means_nothing_where_none_was_noted() -> None:
    chat = Chat().hear(heard("power.dead"))

    chat.hear(doubtful("conversation.yes", 0.4, "that one first", "noted_first"))

    assert chat.state.trouble == "power.dead"


def test_a_payment_of_unknown_result_is_not_taken_again() -> None:
    chat = Chat().hear(heard("transaction.response_code"))

    chat.hear(doubtful("conversation.help", 0.5, "can i run it again", "charge_again"))

    assert chat.sentences[0] == "common.not_again"


def test_another_code_is_looked_up_anew() -> None:
    state = replace(FRESH, trouble="transaction.response_code", place=Place("transaction.response_code", "code"), slots={"code": "91"})

    chat = Chat(state).hear(told(fact("code", "51")))

    assert chat.state.slots["code"] == "51"
    assert "transaction.response_code.told" in chat.sentences


def test_a_likely_plea_for_repair_is_enough_amid_a_trouble() -> None:
    chat = Chat().hear(heard("power.dead")).hear(doubtful("repair.visit", 0.7))

    assert chat.place is not None
    assert chat.place[0] == "repair.visit"

    chat.hear(doubtful("repair.visit", 0.7))
    assert chat.place[0] == "repair.visit"


def test_a_likely_plea_for_a_person_in_a_few_words_is_obeyed() -> None:
    chat = Chat().hear(heard("power.dead")).hear(doubtful("handoff.human", 0.6, "get me someone", "human"))

    assert chat.wanted(CallStaff)


def test_anger_that_is_only_likely_gets_the_next_step() -> None:
    chat = Chat().hear(doubtful("handoff.human", 0.6, "rubbish thing", "complaint"))

    assert chat.sentences == ["common.calm_first"]
    assert not chat.wanted(CallStaff)


def test_another_fact_than_the_one_asked_for_is_noted() -> None:
    state: State = replace(FRESH, trouble="power.dead", slots={"symptom": "x", "purchased": "2026-01"})
    chat = Chat(state).hear(heard("repair.visit"))
    assert chat.place == ("repair.visit", "device")

    chat.hear(told(fact("contact", "13800000000")))

    assert chat.state.slots["contact"] == "13800000000"
    assert chat.sentences[0] == "common.fact_noted"


def test_what_was_tried_is_noted_where_something_else_was_asked() -> None:
    chat = Chat().hear(heard("power.dead"))

    chat.hear(replace(doubtful("conversation.not_fixed", 0.7, "restarted twice, same", "not_fixed"), tried=("restart",)))

    assert chat.sentences == ["common.tried_noted_still"]
    assert [attempt.remedy for attempt in chat.state.attempts] == ["restart"]


def test_another_trouble_told_with_a_remedy_is_that_trouble() -> None:
    chat = Chat().hear(heard("power.dead")).hear(heard("printer.blank", tried=("roll",)))

    assert chat.state.noted == ("printer.blank",)


def test_wanting_first_what_is_at_hand_asks_the_open_question_again() -> None:
    chat = Chat().hear(heard("power.dead"), heard("power.dead", act="noted_first"))
    assert chat.sentences == ["power.dead.light"]


def test_who_wants_no_more_questions_is_called_for_where_what_cannot_be_left_out_is_missing() -> None:
    assert Chat().hear(heard("repair.visit"), doubtful("repair.visit", 0.1, act="enough")).wanted(CallStaff) == [CallStaff("human")]


def test_who_wants_no_more_questions_and_has_a_ticket_is_asked_none() -> None:
    filed = Ticket("1042-7", "paid", "power.dead", NOW)
    chat = Chat(replace(FRESH, trouble="power.dead", tickets=(filed,))).hear(heard("power.dead")).hear(doubtful("x", 0.1, act="enough"))
    assert (chat.place, chat.wanted(CallStaff)) == (None, [])


def test_that_it_is_finished_answers_no_guard() -> None:
    chat = Chat().hear(heard("power.dead")).press("off").press("not_fixed")
    assert chat.place == ("guard.sale", "ask")
    assert chat.hear(heard("conversation.done", act="finished")).sentences == ["common.pick_one", "guard.sale.ask"]


def test_telling_how_it_goes_where_a_fact_is_asked_for_brings_a_person_in_the_end() -> None:
    known = {"purchased": "2026-01", "serial": "NL1", "photo": "-", "symptom": "dead"}
    chat = Chat(replace(FRESH, slots=known, trouble="power.dead", attempts=())).hear(heard("repair.visit"))
    assert chat.sentences[-1] == "slot.contact"
    words = heard("conversation.not_fixed", act="not_fixed")
    assert chat.hear(words, words, words).wanted(CallStaff) == [CallStaff("stuck")]


def test_a_doubtful_word_or_two_is_kept_for_the_person_who_was_called() -> None:
    assert Chat().hear(heard("handoff.human"), doubtful("power.dead", 0.4, text="hm")).sentences == ["common.kept"]


def test_of_two_troubles_that_are_asked_back_the_one_that_is_not_picked_is_kept() -> None:
    chat = Chat().hear(replace(doubtful("printer.blank", 0.3), also=("power.dead",)))
    assert chat.sentences == ["common.is_it"]
    picked = chat.press("yes")
    assert (picked.state.trouble, picked.state.noted) == ("printer.blank", ("power.dead",))
    assert picked.sentences[0] == "common.noted"


def test_another_reading_of_what_is_picked_is_no_second_trouble() -> None:
    chat = Chat().hear(replace(doubtful("power.dead", 0.3), also=("power.dead",)))
    assert chat.press("yes").state.noted == ()


def test_what_was_asked_back_may_be_told_once_more_instead_of_picked() -> None:
    chat = Chat().hear(replace(doubtful("printer.blank", 0.3), also=("power.dead",)))
    assert chat.hear(heard("printer.blank")).state.noted == ("power.dead",)


def test_who_tells_of_something_else_than_was_asked_back_has_nothing_noted() -> None:
    chat = Chat().hear(replace(doubtful("power.dead", 0.3), also=("power.dead",)))
    assert chat.hear(heard("printer.blank")).state.noted == ()


def test_danger_is_not_left_for_what_is_named_to_come_first() -> None:
    state = replace(in_socket().state, trouble="battery.fire")
    chat = Chat(state).hear(heard("printer.blank", "noted_first"))
    assert (chat.state.trouble, chat.state.noted) == ("battery.fire", ("printer.blank",))


def test_two_answers_at_once_are_asked_apart_and_the_first_is_taken_the_second_time() -> None:
    both = replace(said("guess"), decision=Decision.REJECT, candidates=(), act=None, between=("on", "off"))
    chat = Chat().hear(heard("power.dead")).hear(both)
    assert chat.sentences == ["common.which_of_two"]
    assert chat.hear(both).state.slots["light"] == "on"


def test_one_answer_that_is_not_on_offer_is_none_of_two() -> None:
    chat = Chat().hear(heard("power.dead")).hear(replace(heard("power.dead"), between=("on", "gone")))
    assert "common.which_of_two" not in chat.sentences


def test_two_answers_at_once_where_nothing_is_asked_are_none() -> None:
    assert "common.which_of_two" not in Chat().hear(replace(heard("power.dead"), between=("on", "off"))).sentences


def in_form(slot: str, *tickets: Ticket) -> Chat:
    """That slot of the visit's form is asked for; what comes before it is known."""
    order = ("symptom", "purchased", "serial", "photo", "contact", "window")
    known = dict.fromkeys(order[: order.index(slot)], "-")
    return Chat(replace(FRESH, slots=known, trouble="power.dead", tickets=tickets)).hear(heard("repair.visit"))


def test_what_is_as_last_time_is_taken_from_the_last_ticket() -> None:
    before = Ticket("7-1", "other", "printer.blank", NOW, status="done", facts={"contact": "07700 900333", "window": "today"})
    chat = in_form("contact", before).hear(heard("conversation.unsure", "as_before"))
    assert chat.state.slots["contact"] == "07700 900333"
    assert chat.sentences[0] == "common.as_before"


def test_a_time_is_never_as_it_was_last_time() -> None:
    before = Ticket("7-1", "other", "printer.blank", NOW, status="done", facts={"window": "tomorrow"})
    assert in_form("window", before).hear(heard("conversation.unsure", "as_before")).state.slots["window"] == "-"


def test_what_is_as_last_time_and_never_was_is_left_open() -> None:
    chat = in_form("serial").hear(heard("conversation.unsure", "as_before"))
    assert chat.sentences[0] == "common.none_before"
    assert chat.state.slots["serial"] == "-"


def test_where_to_come_is_not_left_open_for_that_and_goes_to_a_person_in_the_end() -> None:
    chat = in_form("contact").hear(heard("conversation.unsure", "as_before"))
    assert chat.sentences == ["common.none_before", "slot.contact"]
    chat.hear(heard("conversation.unsure", "as_before")).hear(heard("conversation.unsure", "as_before"))
    assert CallStaff("stuck") in chat.actions


def test_who_does_not_mind_where_is_asked_where_all_the_same() -> None:
    assert in_form("contact").hear(heard("conversation.unsure", "vague")).sentences == ["common.no_such_fact", "slot.contact"]


def test_as_before_picks_nothing_where_a_choice_is_asked() -> None:
    chat = Chat().hear(heard("power.dead")).hear(heard("conversation.unsure", "as_before"))
    assert chat.sentences == ["common.pick_one"]


def test_what_waits_is_left_out_where_it_needs_nothing_any_more() -> None:
    chat = Chat(replace(in_socket().state, noted=("printer.blank", "battery.fire"))).hear(heard("printer.blank", "waived"))
    assert (chat.state.noted, chat.sentences[0]) == (("battery.fire",), "common.waived")


def test_what_does_not_wait_cannot_be_left_out() -> None:
    assert "common.waived" not in in_socket().hear(heard("printer.blank", "waived")).sentences


def test_which_of_the_answers_it_is_may_be_said_as_it_is_asked_for() -> None:
    step = KNOWLEDGE.flows["ticket.status"].steps["none"]
    flows = {**KNOWLEDGE.flows, "ticket.status": replace(KNOWLEDGE.flows["ticket.status"], start="none")}
    slots = {**KNOWLEDGE.slots, "wish": Slot("wish", "choice")}
    chat = Chat(FRESH, replace(KNOWLEDGE, flows=flows, slots=slots)).hear(heard("ticket.status", "change_yes"))
    assert step.option("yes") is not None
    assert chat.state.place is not None
    assert chat.state.place.flow == "repair.visit"


def test_the_price_of_a_new_one_is_no_price_of_a_repair() -> None:
    quote = Answer("repair.quote", REVIEWED)
    intents = {**KNOWLEDGE.intents, "repair.quote": Intent("repair.quote", "repair")}
    knowledge = replace(KNOWLEDGE, answers={**KNOWLEDGE.answers, "repair.quote": quote}, intents=intents)
    chat = Chat(replace(FRESH, answered="supplier.apply_new"), knowledge).hear(heard("repair.quote"))
    assert chat.sentences == ["common.new_one"]


def which_of(*intents: str) -> Chat:
    """It is asked which of these troubles it is."""
    more = {name: Intent(name, name.partition(".")[0], trouble=True) for name in intents}
    names = {f"intent.{name}": name for name in intents}
    sentences = {locale: {**known, **names} for locale, known in KNOWLEDGE.sentences.items()}
    knowledge = replace(KNOWLEDGE, intents={**KNOWLEDGE.intents, **more}, sentences=sentences)
    asked = replace(doubtful(intents[0], 0.3), candidates=tuple(Candidate(name, 0.3) for name in intents))
    return Chat(FRESH, knowledge).hear(asked)


def test_who_does_not_know_which_of_one_kind_it_is_begins_with_the_likeliest() -> None:
    chat = which_of("power.dead", "power.weak").hear(heard("conversation.unsure", "unsure"))
    assert (chat.state.trouble, chat.sentences[0]) == ("power.dead", "common.likely")


def test_who_does_not_know_which_of_two_kinds_it_is_is_asked_again() -> None:
    assert which_of("power.dead", "software.slow").hear(heard("conversation.unsure", "unsure")).sentences == ["common.which_again"]
