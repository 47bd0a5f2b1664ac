"""A hurried merchant: tells things in passing, leaves it at that, asks what is dangerous, calls off what was begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.actions import Resolved
from bot.core.beginning import begin
from bot.core.codec import decode_state, encode_state
from bot.core.draft import Draft
from bot.core.knowledge import Intent, Kind, Knowledge, Option, Slot, Step
from bot.core.state import Mode, Move, Offer, Place, Question, Ticket
from bot.core.understanding import Candidate, Decision, Field, Heard, StaffLeft
from tests.unit.core.test_machine import Chat, in_socket
from tests.unit.core.test_midway import doubtful
from tests.world import FRESH, KNOWLEDGE, LIGHT, NOW, fact, heard, said


def rejected(act: str) -> Heard:
    """Words that are known by their form alone."""
    return replace(said(act), decision=Decision.REJECT, candidates=())


def after_fire() -> Chat:
    """A danger that a person was called for; nothing is asked any more."""
    return Chat(replace(FRESH, trouble="battery.fire", called=True, since=NOW))


def test_since_when_it_is_so_is_noted_and_the_question_stands() -> None:
    chat = Chat().hear(heard("power.dead"), rejected("since"))
    assert chat.sentences == ["common.fact_noted_still"]
    assert chat.place == ("power.dead", "light")


def test_left_at_that_the_trouble_rests() -> None:
    chat = in_socket().hear(said("drop"))
    assert chat.sentences == ["common.left"]
    assert chat.place is None


def test_left_at_that_with_nothing_open_is_left() -> None:
    assert Chat().hear(said("drop")).sentences == ["common.left"]


def test_an_uncertain_payment_is_not_left_without_a_word() -> None:
    knowing = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "transaction.unknown_result": KNOWLEDGE.flows["power.dead"]})
    state = replace(in_socket().state, trouble="transaction.unknown_result")
    assert Chat(state, knowing).hear(said("drop")).sentences == ["common.not_again", "common.left"]


@pytest.mark.parametrize("act", ["acknowledged", "yes", "agreed"])
def test_after_a_danger_a_question_is_no_agreement(act: str) -> None:
    chat = after_fire().hear(replace(said(act), asks="question"))
    assert chat.sentences == ["battery.fire.solved"]


def test_opening_what_is_dangerous_is_warned_of() -> None:
    state = replace(Chat().hear(heard("battery.fire")).state, called=False)
    chat = Chat(state).hear(doubtful("repair.self_open", 0.4, "my brother in law can open it"))
    assert chat.sentences[0] == "battery.fire.solved"


def test_a_question_amid_a_danger_is_answered_by_its_caution() -> None:
    state = replace(Chat().hear(heard("battery.fire")).state, called=False)
    chat = Chat(state).hear(replace(doubtful("power.dead", 0.3, "two more days, will that do"), asks="question"))
    assert chat.sentences[0] == "battery.fire.solved"


def test_what_is_not_filed_yet_can_be_called_off() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), heard("ticket.cancel"))
    assert chat.sentences == ["common.not_filed"]
    assert chat.place is None


def test_a_doubtful_wish_to_cancel_calls_nothing_off() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), doubtful("ticket.cancel", 0.4, "dont ask, send somebody"))
    assert chat.place is not None


def test_a_trouble_told_again_where_it_was_asked_whether_it_works_goes_on() -> None:
    chat = in_socket().hear(said("finished"))
    assert chat.sentences == ["common.works_now"]
    chat.hear(doubtful("power.dead", 0.3, "dead"))
    assert chat.place == ("guard.sale", "ask")


def test_another_trouble_where_it_was_asked_whether_it_works_answers_nothing() -> None:
    chat = in_socket().hear(said("finished")).hear(doubtful("printer.blank", 0.3, "white paper"))
    assert chat.place == ("power.dead", "socket")


def test_a_guard_falls_with_the_step_that_was_tried_already() -> None:
    chat = in_socket().press("not_fixed")
    assert chat.place == ("guard.sale", "ask")
    chat.hear(replace(heard(text="restarted it already", decision=Decision.REJECT), tried=("restart",)))
    assert chat.sentences[0] == "common.tried_noted"
    assert chat.state.paused == (Place("power.dead", "wipe"),)


def test_asked_when_it_comes_amid_a_repair_is_no_trouble_with_the_takings() -> None:
    intents = {**KNOWLEDGE.intents, "settlement.delay": replace(KNOWLEDGE.intents["power.dead"], id="settlement.delay", group="settlement")}
    chat = Chat(in_socket().state, replace(KNOWLEDGE, intents=intents)).hear(heard("repair.visit"))
    chat.hear(replace(heard("settlement.delay", text="何时能到"), asks="when"))
    assert chat.sentences[0] == "common.asked_when"
    assert chat.state.noted == ()


def test_another_trouble_that_is_asked_after_is_noted() -> None:
    chat = in_socket().hear(replace(doubtful("printer.blank", 0.5, "what about the printing"), asks="question"))
    assert chat.state.noted == ("printer.blank",)


def test_how_a_step_is_done_is_explained() -> None:
    told = {locale: {**of, "power.dead.socket.explain": "<how>"} for locale, of in KNOWLEDGE.sentences.items()}
    chat = Chat(in_socket().state, replace(KNOWLEDGE, sentences=told))
    assert chat.hear(replace(doubtful("printer.blank", 0.1, "how do i do that"), asks="how")).sentences[0] == "power.dead.socket.explain"


def test_what_had_better_not_be_done_meanwhile_is_said_where_it_is_noted() -> None:
    told = {locale: {**of, "noted.printer.blank": "<not yet>"} for locale, of in KNOWLEDGE.sentences.items()}
    chat = Chat(in_socket().state, replace(KNOWLEDGE, sentences=told)).hear(heard("printer.blank"))
    assert chat.sentences[0] == "noted.printer.blank"


def test_more_words_on_the_trouble_are_noted_once_then_the_answers_are_read_out_then_a_person_comes() -> None:
    chat = Chat().hear(heard("power.dead")).hear(heard("power.dead"))
    assert chat.sentences == ["common.fact_noted_still"]
    assert not chat.state.misses
    assert chat.hear(heard("power.dead")).sentences == ["common.pick_one"]
    assert chat.hear(heard("power.dead")).sentences == ["common.pick_again"]
    assert chat.hear(heard("power.dead")).state.called


def test_facts_that_go_on_coming_are_noted_and_the_question_is_asked_in_full_once() -> None:
    known = replace(said("since"), decision=Decision.REJECT, candidates=(), fields=(fact("serial", "N123"),))
    chat = Chat().hear(heard("power.dead"), rejected("since"), known)
    assert chat.sentences == ["common.fact_noted", "power.dead.light"]
    assert chat.hear(rejected("since")).sentences == ["common.fact_noted", "common.and_above"]
    assert not chat.state.misses


def test_what_may_be_more_on_the_trouble_is_noted_once_and_then_the_answers_are_read_out() -> None:
    chat = Chat().hear(heard("power.dead")).hear(doubtful("power.dead", 0.3, "dead"))
    assert chat.sentences == ["common.fact_noted_still"]
    assert chat.hear(doubtful("power.dead", 0.3, "dead")).sentences == ["common.pick_one"]


def test_an_acknowledgement_is_no_fact_and_passes_nothing_over() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), said("agreed"), said("agreed"))
    assert chat.sentences == ["common.no_hurry", "slot.purchased"]
    assert not chat.state.misses


def test_what_was_tried_with_nothing_open_is_asked_what_it_is_about() -> None:
    tried = replace(heard(text="changed the socket", decision=Decision.REJECT), tried=("socket",))
    assert Chat().hear(tried).sentences == ["common.which_trouble"]


def test_after_an_answer_a_deed_is_acknowledged() -> None:
    assert Chat(replace(FRESH, words=("how do i clean it",))).hear(said("finished")).sentences == ["common.glad"]


def test_the_terminal_is_not_switched_on_for_the_sales_inside() -> None:
    known = replace(KNOWLEDGE.flows["battery.fire"], id="hardware.wet")
    intents = {**KNOWLEDGE.intents, "hardware.wet": replace(KNOWLEDGE.intents["battery.fire"], id="hardware.wet")}
    world = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, known.id: known}, intents=intents)
    chat = Chat(knowledge=world).hear(heard("hardware.wet"))
    chat.hear(doubtful("settlement.batch", 0.5, "the sales inside"))
    assert chat.sentences[0] == "common.money_inside"
    chat.hear(replace(doubtful("settlement.batch", 0.2, "not settled"), candidates=_of_settling(0.2, 0.2)))
    assert chat.sentences[0] == "common.money_inside"
    chat.hear(replace(heard("settlement.batch", text="end of day first"), act="noted_first"))
    assert chat.sentences[0] == "common.money_inside"


def test_nor_once_it_was_handed_over() -> None:
    known = replace(KNOWLEDGE.flows["battery.fire"], id="hardware.wet")
    intents = {**KNOWLEDGE.intents, "hardware.wet": replace(KNOWLEDGE.intents["battery.fire"], id="hardware.wet")}
    world = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, known.id: known}, intents=intents)
    chat = Chat(replace(FRESH, trouble="hardware.wet"), knowledge=world).hear(heard("settlement.batch"))
    assert chat.sentences == ["common.money_inside"]
    assert chat.state.place is None


def _of_settling(*scores: float) -> tuple[Candidate, ...]:
    return tuple(Candidate(f"settlement.{place}", score) for place, score in enumerate(scores))


def test_a_single_latin_word_does_not_change_the_language_of_a_trouble() -> None:
    chat = Chat().hear(replace(heard("power.dead"), locale="zh"), replace(said("chatter"), locale="en", text="yes"))
    assert chat.state.locale == "zh"


def test_a_deed_told_while_the_menu_is_open_is_asked_what_it_is_about() -> None:
    chat = Chat().hear(said("greeting")).hear(said("finished"))
    assert chat.sentences == ["common.which_trouble"]


def test_who_tells_three_times_that_it_does_not_work_and_never_what_gets_a_person() -> None:
    chat = Chat().hear(said("not_fixed"), said("not_fixed"))
    assert chat.sentences == ["common.which_trouble"]
    chat.hear(said("not_fixed"))
    assert chat.sentences == ["common.missed_twice", "common.person"]
    chat.hear(said("not_fixed"))
    assert chat.sentences == ["common.person_waiting"]


def test_terms_that_stand_in_an_agreement_are_not_asked_for_after_a_hand_back() -> None:
    visit = KNOWLEDGE.flows["repair.visit"]
    asks = KNOWLEDGE.flows["ticket.status"].steps["none"]
    terms = replace(asks, id="terms", options=(replace(asks.options[0], to="repair.terms"), *asks.options[1:]))
    known = replace(
        KNOWLEDGE,
        flows={
            **KNOWLEDGE.flows,
            "repair.visit": replace(visit, steps={**visit.steps, "terms": terms}),
            "repair.appointment": KNOWLEDGE.flows["ticket.status"],
        },
    )
    ticket = Ticket(ref="1042-1", kind="paid", intent="power.dead", opened=NOW, agreements=({"state": "agreed", "version": "1"},))
    state = replace(FRESH, mode=Mode.STAFF, staff="li", trouble="power.dead", place=Place("repair.visit", "terms"), tickets=(ticket,))

    chat = Chat(state, known).hear(StaffLeft(NOW, "li", resume=True))
    assert chat.place != ("repair.visit", "terms")

    without = replace(state, tickets=(replace(ticket, agreements=()),))
    assert Chat(without, known).hear(StaffLeft(NOW, "li", resume=True)).place == ("repair.visit", "terms")


def test_who_calls_again_while_a_person_is_waited_for_is_told_so() -> None:
    waiting = Chat(replace(FRESH, called=True, since=NOW))
    assert waiting.hear(said("greeting")).sentences == ["common.person_waiting"]
    assert waiting.hear(said("cross")).sentences == ["common.person_waiting"]
    assert waiting.hear(said("since")).sentences == ["common.person_waiting"]


def test_a_change_that_is_wished_while_the_form_is_open_is_told_to_the_form() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), heard("ticket.update"))
    assert chat.sentences[0] == "common.fact_noted"
    assert chat.place is not None
    assert chat.place[0] == "repair.visit"


def test_a_doubtful_solved_closes_nothing_where_it_was_not_asked() -> None:
    doubted = replace(said("solved"), decision=Decision.CLARIFY, candidates=(Candidate("conversation.done", 0.25),))
    assert not Chat().hear(heard("power.dead"), doubted).wanted(Resolved)


def test_a_doubtful_solved_never_closes_an_uncertain_payment() -> None:
    doubted = replace(said("solved"), decision=Decision.CLARIFY, candidates=(Candidate("conversation.done", 0.9),))
    state = replace(in_socket().state, trouble="transaction.unknown_result")
    assert not Chat(state).hear(doubted).wanted(Resolved)


def test_a_doubtful_greeting_with_nothing_open_is_greeted() -> None:
    doubted = replace(said("greeting"), decision=Decision.CLARIFY, candidates=(Candidate("conversation.greeting", 0.7),))
    assert Chat().hear(doubted).sentences == ["common.welcome"]


def test_a_sentence_is_no_response_code() -> None:
    asked = Question(1, (Offer("skip", "choice.skip", Move.SKIP),), slot="code")
    slots = {**KNOWLEDGE.slots, "code": Slot("code", "code", "trouble")}
    state = replace(in_socket().state, question=asked, misses=1)
    chat = Chat(state, replace(KNOWLEDGE, slots=slots)).hear(heard(text="yes only my terminal", decision=Decision.REJECT))
    assert chat.state.slots["code"] == "-"


def test_the_invoice_that_is_told_early_begins_no_warranty_check() -> None:
    intents = {**KNOWLEDGE.intents, "warranty.check": replace(KNOWLEDGE.intents["repair.visit"], id="warranty.check", group="warranty")}
    visit = KNOWLEDGE.flows["repair.visit"]
    asks = replace(KNOWLEDGE.flows["ticket.status"].steps["none"], id="proof", slot="proof")
    flows = {**KNOWLEDGE.flows, "repair.visit": replace(visit, steps={**visit.steps, "proof": asks})}
    slots = {**KNOWLEDGE.slots, "proof": replace(KNOWLEDGE.slots["light"], name="proof")}
    chat = Chat(in_socket().state, replace(KNOWLEDGE, intents=intents, flows=flows, slots=slots)).hear(heard("repair.visit"))
    chat.hear(replace(heard("warranty.check"), fields=(fact("proof", "invoice"),)))
    assert chat.place is not None
    assert chat.place[0] == "repair.visit"


def test_a_question_about_the_trouble_at_hand_explains_the_open_step() -> None:
    chat = Chat().hear(heard("power.dead")).hear(replace(heard("power.dead"), asks="question"))
    assert chat.sentences == ["power.dead.light.explain"]


def with_ticket() -> Chat:
    """One ticket is open, nothing else."""
    ticket = Ticket(ref="1042-1", kind="paid", intent="power.dead", opened=NOW)
    return Chat(replace(FRESH, tickets=(ticket,)), CHANGING)


STATUS_ASK = KNOWLEDGE.flows["ticket.status"].steps["none"]
WHAT = replace(STATUS_ASK, id="what", slot="", options=(Option("address", "changed"), Option("cancel", "ticket.cancel")))
CHANGED = Step("changed", Kind.UPDATE, ticket="change", next="done")
UPDATE = replace(KNOWLEDGE.flows["ticket.cancel"], id="ticket.update", start="what", steps={"what": WHAT, "changed": CHANGED})
CHANGING = replace(
    KNOWLEDGE,
    flows={**KNOWLEDGE.flows, "ticket.update": UPDATE},
    slots={**KNOWLEDGE.slots, "address": Slot("address", "address", "merchant")},
)


def test_an_address_that_is_told_with_a_ticket_open_is_for_the_ticket() -> None:
    chat = with_ticket().hear(replace(heard(text="5 Low St York", decision=Decision.REJECT), fields=(fact("address", "5 Low St"),)))
    assert chat.sentences == ["ticket.changed"]
    assert chat.state.tickets[0].facts["address"] == "5 Low St"


def test_an_address_that_is_told_while_a_person_is_waited_for_is_kept_for_him() -> None:
    chat = with_ticket()
    chat.state = replace(chat.state, called=True, since=NOW)
    chat.hear(replace(heard(text="5 Low St York", decision=Decision.REJECT), fields=(fact("address", "5 Low St"),)))
    assert chat.sentences == ["common.kept"]


def test_a_fact_that_no_answer_changes_is_only_noted() -> None:
    chat = with_ticket()
    chat.knowledge = replace(
        CHANGING, flows={**CHANGING.flows, "ticket.update": replace(UPDATE, steps={"changed": CHANGED}, start="changed")}
    )
    chat.hear(replace(heard(text="5 Low St York", decision=Decision.REJECT), fields=(fact("address", "5 Low St"),)))
    assert chat.state.tickets[0].facts == {}


def test_i_already_told_you_asks_the_open_fact_again() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), said("finished"))
    assert chat.sentences == ["slot.purchased"]


def test_a_request_that_is_open_is_not_begun_again() -> None:
    chat = Chat().hear(heard("ticket.status"), heard("ticket.status"))
    assert chat.sentences == ["common.fact_noted_still"]


def test_how_long_amid_a_form_is_a_question_of_time_whatever_it_sounds_like() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), replace(heard("conversation.help", text="多久"), asks="when"))
    assert chat.sentences[0] == "common.asked_when"


def test_how_it_stands_before_it_is_filed_is_told() -> None:
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), heard("ticket.status"))
    assert chat.sentences == ["common.not_filed_yet", "slot.purchased"]


def uncertain() -> Chat:
    """A payment that nobody knows the end of is looked up."""
    told = {locale: {**of, "refusal.pull_power": "<not now>"} for locale, of in KNOWLEDGE.sentences.items()}
    frozen = replace(KNOWLEDGE.intents["printer.blank"], id="software.frozen", group="software")
    known = replace(KNOWLEDGE, sentences=told, intents={**KNOWLEDGE.intents, "software.frozen": frozen})
    return Chat(replace(in_socket().state, trouble="transaction.unknown_result"), known)


@pytest.mark.parametrize("score", [0.3, 0.97])
def test_no_restart_while_a_payment_is_in_doubt(score: float) -> None:
    asked = replace(doubtful("software.frozen", score, "can i restart"), asks="question")
    asked = replace(asked, decision=Decision.ACCEPT) if score > 0.9 else asked
    assert uncertain().hear(asked).sentences[0] == "refusal.pull_power"


def test_may_it_be_charged_again_is_answered_amid_any_trouble() -> None:
    assert in_socket().hear(doubtful("power.dead", 0.3, "so charge again", "charge_again")).sentences[0] == "common.not_again"


def test_what_a_repair_costs_is_answered_amid_a_danger_too() -> None:
    answers = {**KNOWLEDGE.answers, "warranty.coverage": replace(KNOWLEDGE.answers["care.cleaning"], id="warranty.coverage")}
    told = {locale: {**of, "answer.warranty.coverage": "<covered>"} for locale, of in KNOWLEDGE.sentences.items()}
    state = replace(Chat().hear(heard("battery.fire")).state, called=False)
    chat = Chat(state, replace(KNOWLEDGE, answers=answers, sentences=told))
    chat.hear(replace(doubtful("warranty.coverage", 0.6, "is it covered"), asks="question"))
    assert chat.sentences[0] == "answer.warranty.coverage"


def test_a_payment_in_doubt_comes_before_what_is_hardly_likelier() -> None:
    told = {locale: {**of, "intent.transaction.unknown_result": "<doubt>"} for locale, of in KNOWLEDGE.sentences.items()}
    intents = {**KNOWLEDGE.intents, "transaction.unknown_result": replace(KNOWLEDGE.intents["power.dead"], id="transaction.unknown_result")}
    flows = {**KNOWLEDGE.flows, "transaction.unknown_result": replace(KNOWLEDGE.flows["power.dead"], id="transaction.unknown_result")}
    chat = Chat(knowledge=replace(KNOWLEDGE, sentences=told, intents=intents, flows=flows))
    both = (Candidate("power.dead", 0.45), Candidate("transaction.unknown_result", 0.44))
    chat.hear(replace(doubtful("power.dead", 0.45, "froze mid payment"), candidates=both))
    assert chat.state.trouble == "transaction.unknown_result"


def test_of_two_machines_both_troubles_count_though_they_are_of_one_kind() -> None:
    lamp = Intent("power.lamp", "power", trouble=True)
    knowledge = replace(KNOWLEDGE, intents={**KNOWLEDGE.intents, lamp.id: lamp})
    told = replace(heard("power.dead"), also=("power.lamp",))
    assert Chat(knowledge=knowledge).hear(told).state.noted == ()
    assert Chat(knowledge=knowledge).hear(replace(told, two=True)).state.noted == ("power.lamp",)


def test_that_it_works_is_never_guessed_from_a_likeness_of_words() -> None:
    near = replace(doubtful("printer.blank", 0.1, "had it two years"), guess="solved")
    assert in_socket().hear(near).place == ("power.dead", "socket")


def test_words_that_sound_like_not_fixed_are_no_answer_to_yes_or_no() -> None:
    asked = Question(1, (Offer("yes", "choice.yes", Move.LEAVE), Offer("no", "choice.no", Move.LEAVE)))
    state = replace(in_socket().state, question=asked)
    assert Chat(state).hear(replace(said("not_fixed"), decision=Decision.CLARIFY)).sentences != ["common.left"]


def test_of_a_day_with_several_windows_it_is_asked_which() -> None:
    friday, later, monday = "2026-11-27T09:00/12:00", "2026-11-27T13:00/18:00", "2026-11-30T09:00/12:00"
    offers = (Offer(f"w{n}", f"~{one}", Move.ANSWER, one) for n, one in enumerate((friday, later, monday), 1))
    asked = Question(0, (*offers, Offer("skip", "choice.skip", Move.SKIP)), slot="window")
    fitting = (Field("window_of_day", friday), Field("window_of_day", later))
    chat = Chat(replace(in_socket().state, question=asked)).hear(replace(rejected(""), act=None, fields=fitting))
    assert chat.sentences == ["slot.appointment"]
    assert chat.state.question
    assert [offer.name for offer in chat.state.question.offers] == ["w1", "w2", "skip"]
    assert chat.state.question.slot == "window"


def test_a_day_means_nothing_where_no_window_is_offered() -> None:
    chat = in_socket().hear(replace(rejected(""), act=None, fields=(Field("window_of_day", "2026-11-27T09:00/12:00"),)))
    assert "slot.appointment" not in chat.sentences


def test_what_was_just_answered_is_not_said_word_for_word_again() -> None:
    chat = in_socket().hear(heard("care.cleaning"), heard("care.cleaning"))
    assert chat.sentences == ["common.answered", "common.and_above"]
    assert decode_state(encode_state(chat.state)) == chat.state
    chat.hear(said("since")).hear(heard("care.cleaning"))
    assert chat.sentences[0] == "answer.care.cleaning", "something else was said between"


def test_in_another_language_it_is_answered_again() -> None:
    chat = in_socket().hear(heard("care.cleaning", locale="zh"), heard("care.cleaning", locale="en"))
    assert chat.sentences[0] == "answer.care.cleaning"


def test_that_it_was_asked_before_is_no_answer_to_it() -> None:
    assert in_socket().hear(rejected("asked_before")).sentences[0] == "common.pick_one"


def test_amid_a_step_as_well_who_calls_again_is_told_that_a_person_is_on_the_way() -> None:
    chat = Chat(replace(in_socket().state, called=True, since=NOW)).hear(said("greeting"))
    assert chat.sentences == ["common.person_waiting"]


def test_two_ways_to_say_that_nobody_need_come_call_it_off_together() -> None:
    both = (Candidate("ticket.cancel", 0.32), Candidate("conversation.done", 0.31))
    chat = Chat().hear(heard("power.dead"), heard("repair.visit"), replace(doubtful("ticket.cancel", 0.32), candidates=both))
    assert chat.sentences == ["common.not_filed"]


def test_no_words_without_a_figure_are_a_serial_number() -> None:
    form = Chat().hear(heard("power.dead"), heard("repair.visit"), said("cannot"))
    assert form.state.question
    assert form.state.question.slot == "serial"
    form.hear(replace(rejected("hm"), act=None), replace(rejected("tomorrow maybe"), act=None))
    assert form.state.slots["serial"] == "-"


def test_of_a_ticket_that_is_cancelled_nothing_is_asked_any_more() -> None:
    ticket = Ticket(ref="1042-1", kind="paid", intent="power.dead", opened=NOW)
    waiting = Place("repair.visit", "sure")
    state = replace(
        FRESH, trouble="power.dead", tickets=(ticket,), place=waiting, question=Question(0, (Offer("no", "x", Move.ANSWER, "no"),))
    )
    assert Chat(state).hear(heard("ticket.cancel")).place is None
    other = replace(state, trouble="printer.blank")
    assert Chat(other).hear(heard("ticket.cancel")).place == ("repair.visit", "sure")


def test_what_is_told_again_where_it_was_asked_whether_it_is_this_is_begun() -> None:
    asked = Chat().hear(doubtful("power.dead", 0.45, "hm power"))
    assert asked.sentences == ["common.is_it"]
    assert asked.hear(doubtful("power.dead", 0.45, "it has no power i mean")).place == ("power.dead", "light")


def test_how_long_the_money_takes_is_no_question_of_a_repair() -> None:
    quote = replace(KNOWLEDGE.answers["care.cleaning"], id="repair.quote")
    intents = {**KNOWLEDGE.intents, "repair.quote": replace(KNOWLEDGE.intents["care.cleaning"], id="repair.quote", group="repair")}
    told = {locale: {**of, "answer.repair.quote": "<price>"} for locale, of in KNOWLEDGE.sentences.items()}
    known = replace(KNOWLEDGE, answers={**KNOWLEDGE.answers, "repair.quote": quote}, intents=intents, sentences=told)
    asks = replace(heard("repair.quote", text="how long will it take"), asks="when")
    held = Chat(replace(in_socket().state, trouble="settlement.hold"), known).hear(asks)
    assert held.sentences[0] == "common.asked_when"
    assert Chat(in_socket().state, known).hear(asks).sentences[0] == "common.asked_when"
    assert Chat(knowledge=known).hear(asks).sentences[0] == "answer.repair.quote"


def test_when_something_is_due_the_plan_says() -> None:
    plan = replace(KNOWLEDGE.flows["power.dead"], id="maintenance.plan")
    state = replace(in_socket().state, place=Place("maintenance.plan", "socket"))
    told = {locale: {**of, "maintenance.plan.socket": "<plan>"} for locale, of in KNOWLEDGE.sentences.items()}
    chat = Chat(state, replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "maintenance.plan": plan}, sentences=told))
    chat.hear(replace(rejected("when is the next one"), act=None, asks="when"))
    assert chat.sentences == ["maintenance.plan.socket"]


def at_summary() -> Chat:
    """The form of a repair, filled in and asked whether it is right."""
    return (
        Chat()
        .hear(heard("power.dead"), heard("repair.visit"), said("cannot"), said("cannot"), said("cannot"))
        .hear(replace(rejected("07700 900222"), act=None, fields=(fact("contact", "07700900222"),)), said("cannot"))
    )


def test_what_shall_be_changed_and_how_is_told_in_one_breath() -> None:
    chat = at_summary()
    assert chat.place == ("repair.visit", "sure")
    chat.hear(replace(rejected("change it to 07700 900333"), act=None, offer="change", fields=(fact("contact", "07700900333"),)))
    assert chat.sentences == ["common.corrected", "repair.visit.sure"]
    assert chat.state.slots["contact"] == "07700900333"
    assert chat.hear(replace(rejected("change something"), act=None, offer="change")).place == ("repair.visit", "again")


def test_told_to_a_form_that_is_open_a_change_is_a_correction() -> None:
    told = (fact("contact", "07700900444"),)
    chat = at_summary().hear(replace(heard("ticket.update", text="the phone is 07700 900444"), fields=told))
    assert chat.sentences == ["common.corrected", "repair.visit.sure"]
    assert at_summary().hear(doubtful("ticket.update", 0.6, "add that it was repaired before")).sentences[0].startswith("common.fact_noted")


def test_of_a_reminder_that_is_called_off_nothing_is_asked_any_more() -> None:
    reminder = replace(KNOWLEDGE.flows["ticket.status"], id="maintenance.reminder")
    known = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "maintenance.reminder": reminder})
    state = replace(in_socket().state, paused=(Place("maintenance.reminder", "told"),))
    assert begin(Draft(known, NOW, state), "ticket.status", wish="remind_not").state.paused == (Place("power.dead", "socket"),)
    assert Place("maintenance.reminder", "told") in begin(Draft(known, NOW, state), "ticket.status").state.paused


def test_a_doubtful_word_that_it_is_solved_closes_nothing_with_money() -> None:
    money = replace(in_socket().state, trouble="settlement.hold")
    assert Chat(money).hear(doubtful("conversation.done", 0.4, "since 10 am", "solved")).place == ("power.dead", "socket")
    assert in_socket().hear(doubtful("conversation.done", 0.4, "it goes now", "solved")).place is None


def test_a_code_shown_amid_a_reader_that_fails_is_looked_up() -> None:
    state = replace(in_socket().state, trouble="hardware.card_reader_chip")
    shown = replace(heard("transaction.response_code", text="shows 51"), fields=(fact("code", "51"),))
    assert Chat(state).hear(shown).sentences[0] == "common.switched"
    assert Chat(replace(state, trouble="hardware.screen")).hear(shown).sentences[0] != "common.switched"


def test_a_forgotten_password_amid_the_wifi_is_that_of_the_wifi() -> None:
    intents = {**KNOWLEDGE.intents, "account.login": Intent("account.login", "account", trouble=True)}
    known = replace(KNOWLEDGE, intents=intents)
    wifi = Chat(replace(in_socket().state, trouble="network.wifi"), known).hear(heard("account.login"))
    assert (wifi.sentences[0], wifi.state.noted) == ("common.fact_noted", ())
    assert Chat(in_socket().state, known).hear(heard("account.login")).state.noted == ("account.login",)


def test_a_doubtful_deed_where_none_was_proposed_is_none() -> None:
    chat = Chat().hear(heard("power.dead"), doubtful("conversation.done", 0.4, "its called homehub", "finished"))
    assert "common.works_now" not in chat.sentences
    assert "common.works_now" in in_socket().hear(doubtful("conversation.done", 0.4, "did that", "finished")).sentences


def test_what_is_still_done_after_a_danger_was_reported_is_answered_by_its_caution() -> None:
    told = replace(heard(act="unheeded", text="still plugged in"), decision=Decision.REJECT, candidates=())
    assert after_fire().hear(told).sentences == ["battery.fire.solved"]
    bare = {
        locale: {name: text for name, text in of.items() if name != "battery.fire.solved"} for locale, of in KNOWLEDGE.sentences.items()
    }
    assert Chat(after_fire().state, replace(KNOWLEDGE, sentences=bare)).hear(told).sentences == ["battery.fire.stop"]


def test_what_may_be_taken_again_is_not_forbidden_in_the_next_breath() -> None:
    unknown = KNOWLEDGE.flows["power.dead"]
    asks = replace(
        unknown, id="transaction.unknown_result", steps={**unknown.steps, "charge_again": replace(LIGHT, id="charge_again", slot="")}
    )
    told = {locale: {**of, "transaction.unknown_result.charge_again": "<again>"} for locale, of in KNOWLEDGE.sentences.items()}
    known = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "transaction.unknown_result": asks}, sentences=told)
    place = Place("transaction.unknown_result", "charge_again")
    state = replace(in_socket().state, trouble="transaction.unknown_result", place=place)
    assert Chat(state, known).hear(doubtful("power.dead", 0.3, "so run it again", "charge_again")).sentences == [
        "transaction.unknown_result.charge_again"
    ]


def answering(*names: str) -> Knowledge:
    """With these questions, each of a kind of its own, that the knowledge answers."""
    answers = {name: replace(KNOWLEDGE.answers["care.cleaning"], id=name) for name in names}
    intents = {name: Intent(name, name.partition(".")[0], trouble=False) for name in names}
    told = {locale: {**of, **{f"answer.{name}": f"<{name}>" for name in names}} for locale, of in KNOWLEDGE.sentences.items()}
    return replace(KNOWLEDGE, answers={**KNOWLEDGE.answers, **answers}, intents={**KNOWLEDGE.intents, **intents}, sentences=told)


def test_a_question_asked_with_another_question_is_offered_next() -> None:
    chat = Chat(knowledge=answering("warranty.coverage")).hear(replace(heard("care.cleaning"), also=("warranty.coverage",)))
    assert chat.sentences == ["answer.care.cleaning", "common.then"]
    assert chat.press("yes").sentences[0] == "answer.warranty.coverage"


def test_who_pays_is_answered_when_a_danger_is_over_and_nothing_else_that_was_asked_with_it() -> None:
    known = answering("warranty.coverage", "supplier.contact")
    chat = Chat(knowledge=known).hear(replace(heard("battery.fire"), also=("supplier.contact", "warranty.coverage")))
    assert chat.state.noted == ("warranty.coverage",)
    assert "common.noted" not in chat.sentences


def test_a_trouble_told_with_a_question_about_something_else_begins_once_that_is_answered() -> None:
    chat = Chat().hear(replace(heard("care.cleaning"), also=("printer.blank",)))
    assert chat.sentences == ["answer.care.cleaning", "printer.blank.roll"]
    assert chat.place == ("printer.blank", "roll")


def test_a_trouble_of_which_it_is_asked_who_pays_is_not_begun_for_that() -> None:
    chat = Chat(knowledge=answering("warranty.coverage")).hear(replace(heard("warranty.coverage"), also=("printer.blank",)))
    assert chat.press("yes").place == ("repair.visit", "what")


def test_who_insists_in_a_few_words_names_no_trouble_by_them() -> None:
    chat = Chat().hear(heard(refused="split"), heard("power.dead", "insists", text="just one"))
    assert chat.sentences == ["common.still_no", "refusal.split"]


@pytest.mark.parametrize("act", ["later", "unsure"])
def test_who_rather_has_no_time_or_does_not_know_is_answered_so_where_nothing_is_open(act: str) -> None:
    rather = replace(said(act), decision=Decision.CLARIFY, candidates=(Candidate("conversation.unsure", 0.7),))
    assert Chat().hear(rather).sentences == [{"later": "common.another_time", "unsure": "common.not_known"}[act]]
