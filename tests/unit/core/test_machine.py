"""The machine, turn by turn, on a small made-up world."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import walking
from bot.core.actions import Action, CallStaff, OpenTicket, Relay, Resolved, Say, SetReminder, UpdateTicket
from bot.core.asking import UnreachableState
from bot.core.draft import Draft
from bot.core.filing import file, update
from bot.core.knowledge import Flow, Guard, Intent, Kind, Knowledge, Option, Risk, Slot, Step
from bot.core.lookups import Codes
from bot.core.machine import step
from bot.core.messages import Media
from bot.core.spoken import Danger
from bot.core.state import Mode, Offer, Place, Question, State, Ticket
from bot.core.understanding import (
    Candidate,
    Chose,
    Decision,
    Elapsed,
    Field,
    Heard,
    Sent,
    StaffClosed,
    StaffJoined,
    StaffLeft,
    StaffSaid,
    TicketChanged,
    Understanding,
)
from bot.core.walking import answer, fill
from tests.world import FRESH, GUARD, KNOWLEDGE, LATER, LIGHT, NOW, PHOTO, POWER, REVIEWED, fact, heard, said


class Chat:
    """A conversation with what the last turn wanted."""

    def __init__(self, state: State = FRESH, knowledge: Knowledge = KNOWLEDGE) -> None:
        self.state = state
        self.knowledge = knowledge
        self.actions: tuple[Action, ...] = ()

    def hear(self, *events: Understanding) -> Chat:
        for event in events:
            self.state, self.actions = step(self.state, event, self.knowledge)
        return self

    def press(self, name: str) -> Chat:
        assert self.state.question is not None
        return self.hear(Chose(NOW, f"{self.state.question.turn}.{name}"))

    @property
    def sentences(self) -> list[str]:
        return [action.sentence for action in self.actions if isinstance(action, Say)]

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self.state.question.offers if self.state.question else ()

    @property
    def place(self) -> tuple[str, str] | None:
        return (self.state.place.flow, self.state.place.step) if self.state.place else None

    def wanted(self, kind: type[Action]) -> list[Action]:
        return [action for action in self.actions if isinstance(action, kind)]


def in_socket() -> Chat:
    """A dead terminal, the light is off, another socket is proposed."""
    return Chat().hear(heard("power.dead")).press("off")


def unclear(*intents: str, score: float = 0.4) -> Heard:
    """Many words that may mean any of these."""
    return Heard(
        NOW, "it has been like that since this morning, all day", Decision.CLARIFY, tuple(Candidate(intent, score) for intent in intents)
    )


# ---- following a flow ----------------------------------------------------------------------


def test_a_trouble_starts_its_flow_with_the_first_question() -> None:
    chat = Chat().hear(heard("power.dead"))
    assert chat.place == ("power.dead", "light")
    assert chat.sentences == ["power.dead.light"]


def test_a_choice_answers_the_step_and_sets_its_facts() -> None:
    chat = in_socket()
    assert chat.place == ("power.dead", "socket")
    assert chat.state.slots == {"light": "off", "scope": "one"}


def test_free_text_that_picks_an_offer_answers_the_step() -> None:
    chat = Chat().hear(heard("power.dead"), heard(offer="off", text="no light"))
    assert chat.place == ("power.dead", "socket")


def test_solved_says_one_line_of_prevention_and_is_quiet() -> None:
    chat = in_socket().press("solved")
    assert chat.sentences == ["common.solved", "power.dead.solved"]
    assert chat.wanted(Resolved) == [Resolved("power.dead", "socket")]
    assert chat.place is None


def test_a_guard_is_asked_before_a_risky_step() -> None:
    chat = in_socket().press("not_fixed")
    assert chat.place == ("guard.sale", "ask")
    assert chat.press("no").place == ("power.dead", "restart")


def test_a_guard_that_forbids_passes_the_step_over() -> None:
    chat = in_socket().press("not_fixed").press("yes")
    assert chat.place == ("repair.visit", "bought")


def test_a_step_whose_guard_forbids_and_that_names_no_way_round_goes_on() -> None:
    chat = in_socket().press("not_fixed").press("no").press("not_fixed")
    assert chat.place == ("power.dead", "wipe")
    state = replace(chat.state, place=Place("power.dead", "restart"), slots={"sale": "no"}, attempts=())
    forbidden = Chat(state).press("not_fixed")
    assert forbidden.place == ("power.dead", "wipe")
    assert Chat(replace(state, slots={"sale": "yes"})).hear(heard("power.dead")).place == ("repair.visit", "bought")


def test_a_remedy_tried_before_is_not_proposed() -> None:
    chat = Chat().hear(heard("power.dead", tried=("socket",))).press("off")
    assert chat.place == ("guard.sale", "ask")


def test_saying_that_the_proposed_remedy_was_tried_counts_as_not_fixed() -> None:
    chat = in_socket().hear(heard(tried=("socket",), text="did that before, no use"))
    assert chat.place == ("guard.sale", "ask")


def test_saying_only_that_it_was_done_asks_whether_it_works_now() -> None:
    done = replace(said("finished"), tried=("socket",))
    assert in_socket().hear(done).sentences == ["common.works_now"]


def test_what_was_tried_is_kept_from_before_the_trouble_was_understood() -> None:
    chat = Chat().hear(heard(tried=("socket", "roll"), text="changed it, no use")).press("power.dead").press("off")
    assert chat.place == ("guard.sale", "ask")


def test_what_was_tried_outlives_a_misunderstanding() -> None:
    guessed = replace(unclear("printer.blank"), candidates=(Candidate("printer.blank", 0.9),), tried=("socket",))
    chat = Chat().hear(guessed).press("not_this").hear(heard("power.dead")).press("off")
    assert chat.place == ("guard.sale", "ask")


def test_a_remedy_of_another_trouble_is_not_on_the_ticket() -> None:
    chat = in_socket().hear(heard(tried=("roll", "restart"), text="changed the roll, restarted"), said("not_fixed"))
    filed = file(Draft(KNOWLEDGE, NOW, chat.state), "other").state.tickets[0]
    assert [attempt.remedy for attempt in filed.attempts] == ["restart", "socket"]


def test_a_remedy_tried_that_is_not_proposed_now_is_remembered() -> None:
    chat = in_socket().hear(heard(tried=("wipe",), text="wiped it", decision=Decision.REJECT))
    assert [attempt.remedy for attempt in chat.state.attempts] == ["wipe"]


def test_a_known_slot_is_not_asked() -> None:
    knowing = replace(FRESH, slots={"light": "on"}, trouble="power.dead", place=Place("power.dead", "light"), question=Question(0))
    assert Chat(knowing).hear(heard("power.dead")).place == ("power.dead", "socket")


def test_a_flow_that_is_gone_after_an_upgrade_leads_to_the_menu() -> None:
    lost = replace(FRESH, trouble="power.dead", place=Place("power.old", "x"), question=Question(0))
    chat = Chat(lost).hear(heard("power.dead"))
    assert chat.sentences == ["common.moved_on", "common.menu"]


def test_an_answer_that_the_step_no_longer_has_is_asked_again() -> None:
    chat = in_socket()
    assert answer(Draft(KNOWLEDGE, NOW, chat.state), "gone").state.place == Place("power.dead", "socket")


def test_a_fact_that_was_asked_for_beside_any_step_is_noted_and_the_menu_offered() -> None:
    for state in (FRESH, replace(FRESH, place=Place("gone", "x"))):
        filled = fill(Draft(KNOWLEDGE, NOW, state), "serial", "1")
        assert filled.state.slots["serial"] == "1"
        assert next(action for action in filled.actions if isinstance(action, Say)).sentence == "common.fact_noted"


def test_leaving_a_step_that_there_is_not_is_our_own_fault() -> None:
    with pytest.raises(UnreachableState):
        walking.go(Draft(KNOWLEDGE, NOW, FRESH), "person")
    with pytest.raises(UnreachableState):
        walking.go(Draft(KNOWLEDGE, NOW, FRESH), "socket")


def test_the_last_exit_of_a_flow_can_be_a_person() -> None:
    chat = Chat().hear(heard("printer.blank")).press("not_fixed").press("not_fixed")
    assert chat.wanted(CallStaff) == [CallStaff("flow")]


def test_a_trouble_without_a_flow_calls_a_person() -> None:
    assert Chat().hear(heard("network.unwritten")).wanted(CallStaff) == [CallStaff("network.unwritten")]


def test_progress_counts_within_a_trouble() -> None:
    says = [action for action in in_socket().actions if isinstance(action, Say)]
    assert says[-1].progress == (2, 4)


# ---- short answers -------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "place"), [("not_fixed", "ask"), ("no", "ask"), ("cannot", "ask"), ("unsure", "ask")])
def test_short_answers_pick_the_offer_they_mean(act: str, place: str) -> None:
    chat = in_socket().hear(said(act))
    assert chat.place == ("guard.sale", place)


@pytest.mark.parametrize("act", ["yes", "finished"])
def test_a_step_carried_out_asks_whether_it_works_now(act: str) -> None:
    chat = in_socket().hear(said(act))
    assert chat.sentences == ["common.works_now"]
    assert chat.press("solved").wanted(Resolved)


def test_that_it_comes_on_is_asked_after_once() -> None:
    chat = in_socket().hear(said("comes_on"))
    assert chat.sentences == ["common.works_now"]
    assert chat.hear(said("comes_on")).wanted(Resolved)


def test_what_tells_neither_is_asked_in_other_words_then_to_be_picked() -> None:
    chat = in_socket().hear(said("finished")).hear(said("doubted"))
    assert chat.sentences == ["common.works_really"]
    assert chat.hear(said("doubted")).sentences == ["common.pick_again", "power.dead.socket"]


def test_what_was_carried_out_is_what_has_done_it() -> None:
    assert in_socket().hear(said("finished")).press("solved").wanted(Resolved) == [Resolved("power.dead", "socket")]


def test_works_now_answered_with_no_counts_as_not_fixed() -> None:
    assert in_socket().hear(said("finished")).press("not_fixed").place == ("guard.sale", "ask")


def test_finished_at_a_question_asks_whether_it_works_now_and_no_asks_the_question_again() -> None:
    chat = Chat().hear(heard("power.dead"), said("finished"))
    assert chat.sentences == ["common.works_now"]
    assert chat.press("not_fixed").sentences == ["power.dead.light"]


def test_solved_in_the_middle_of_a_question_ends_the_trouble() -> None:
    assert Chat().hear(heard("power.dead"), said("solved")).wanted(Resolved)


def test_solved_inside_a_ticket_form_ends_it() -> None:
    chat = in_socket().press("not_fixed").press("yes").hear(said("solved"))
    assert chat.sentences[:2] == ["common.not_filed", "common.solved"]
    assert chat.wanted(Resolved)


def test_what_may_tell_that_it_works_inside_a_ticket_form_is_asked_back() -> None:
    chat = in_socket().press("not_fixed").press("yes").hear(replace(said("solved"), decision=Decision.CLARIFY))
    assert chat.sentences == ["common.works_now"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("acknowledged", "common.take_your_time"),
        ("later", "common.later"),
        ("farewell", "common.farewell"),
        ("help", "common.help"),
        ("greeting", "common.greeting"),
        ("explain", "common.explain"),
        ("repeat", "power.dead.socket"),
        ("chatter", "common.chatter"),
        ("who", "common.who"),
    ],
)
def test_talk_within_a_flow_keeps_the_place(act: str, sentence: str) -> None:
    chat = in_socket().hear(said(act))
    assert chat.sentences[0] == sentence
    assert chat.place == ("power.dead", "socket")


def test_thanks_after_an_instruction_asks_whether_it_works() -> None:
    assert in_socket().hear(said("thanks")).sentences == ["common.thanks", "common.works_now"]


def test_a_step_with_an_explanation_of_its_own_uses_it() -> None:
    chat = Chat().hear(heard("power.dead"), said("explain"))
    assert chat.sentences == ["power.dead.light.explain"]


def test_where_a_fact_is_found_is_said_for_that_fact() -> None:
    told = {locale: {**of, "slot.purchased.explain": "<there>"} for locale, of in KNOWLEDGE.sentences.items()}
    chat = Chat(knowledge=replace(KNOWLEDGE, sentences=told)).hear(heard("battery.fire"), said("explain"))
    assert chat.sentences == ["slot.purchased.explain", "slot.purchased"]


def test_what_is_too_hard_is_put_simply_once_then_a_person_is_offered_and_then_called() -> None:
    chat = Chat().hear(heard("power.dead"), said("too_hard"))
    assert chat.sentences == ["power.dead.light.explain"]
    chat = chat.hear(said("too_hard"))
    assert chat.sentences == ["common.by_hand"]
    assert chat.state.question is not None
    assert chat.state.question.offer("person") is not None
    assert chat.hear(said("too_hard")).state.is_awaiting


def test_who_finds_it_too_hard_with_nothing_at_hand_is_offered_a_person() -> None:
    chat = Chat().hear(said("too_hard"))
    assert chat.sentences == ["common.by_hand"]
    assert [offer.name for offer in chat.state.question.offers] == ["person"] if chat.state.question else []


def test_who_waits_for_a_person_already_is_told_so_where_it_is_too_hard() -> None:
    assert Chat().hear(heard("handoff.human"), said("too_hard")).sentences == ["common.person_waiting"]


def test_a_danger_heard_beside_mere_talk_is_none() -> None:
    assert Chat().hear(heard("conversation.help", "help", also=("battery.fire",))).place is None


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("yes", "common.menu"),
        ("acknowledged", "common.welcome"),
        ("chatter", "common.chatter"),
        ("who", "common.who"),
        ("no", "common.left"),
        ("solved", "common.glad"),
        ("finished", "common.which_trouble"),
        ("not_fixed", "common.which_trouble"),
        ("broken", "common.menu"),
        ("plea", "common.welcome"),
        ("cross", "common.calm_first"),
        ("foreign", "common.foreign"),
        ("unsure", "common.not_known"),
        ("later", "common.another_time"),
        ("back", "common.menu"),
        ("restart", "common.restart"),
        ("help", "common.help"),
        ("explain", "common.menu"),
        ("repeat", "common.menu"),
        ("greeting", "common.welcome"),
        ("thanks", "common.thanks"),
        ("farewell", "common.farewell"),
    ],
)
def test_talk_with_nothing_open_is_answered(act: str, sentence: str) -> None:
    assert Chat().hear(said(act)).sentences[0] == sentence


@pytest.mark.parametrize(("act", "sentence"), [("yes", "common.pick_one"), ("no", "common.pick_one"), ("not_fixed", "common.pick_one")])
def test_an_answer_that_no_offer_takes_is_asked_to_pick(act: str, sentence: str) -> None:
    assert Chat().hear(heard("power.dead"), said(act)).sentences[0] == sentence


def test_not_knowing_where_no_offer_says_so_is_no_matter() -> None:
    assert Chat().hear(heard("ticket.update"), said("unsure")).sentences[0] == "common.no_matter"


def test_a_doubtful_short_answer_counts_only_while_a_question_is_open() -> None:
    doubtful = replace(said("solved"), decision=Decision.CLARIFY)
    assert in_socket().hear(doubtful).wanted(Resolved)
    assert Chat().hear(doubtful).sentences == ["common.missed", "common.menu"]


@pytest.mark.parametrize("act", ["back", "restart"])
def test_a_doubtful_word_throws_nothing_away(act: str) -> None:
    doubtful = replace(said(act), decision=Decision.CLARIFY, candidates=(Candidate(f"conversation.{act}", 0.4),))
    assert in_socket().hear(doubtful).place == ("power.dead", "socket")


def test_words_that_hardly_sound_like_wishing_to_wait_are_no_such_wish() -> None:
    doubtful = replace(said("later"), decision=Decision.CLARIFY, candidates=(Candidate("conversation.unsure", 0.24),))
    assert "common.later" not in in_socket().hear(doubtful, replace(doubtful, candidates=())).sentences


def test_an_act_the_machine_does_not_know_is_not_understood() -> None:
    assert Chat().hear(heard("conversation.yes", "hum")).sentences == ["common.missed", "common.menu"]


def test_not_fixed_after_solved_goes_on_with_what_was_not_tried() -> None:
    chat = in_socket().press("solved").hear(said("not_fixed"))
    assert chat.sentences[0] == "common.back_on"
    assert chat.state.slots["light"] == "off"
    assert [one.result for one in chat.state.attempts] == ["not_fixed"]


def test_what_waited_behind_a_trouble_that_is_back_waits_again() -> None:
    noted = in_socket()
    noted.state = noted.state.but(noted=("printer.blank",))
    chat = noted.press("solved").hear(said("not_fixed"))
    assert chat.state.noted == ("printer.blank",)


def test_a_ticket_that_was_done_is_taken_up_where_it_is_not_well_after_all() -> None:
    done = Ticket("1-1", "other", "power.dead", NOW, status="closed")
    chat = Chat(FRESH.but(trouble="power.dead", tickets=(done,))).hear(said("not_fixed"))
    assert chat.sentences[0] == "case.reopened"
    assert chat.state.tickets[0].status == "working"


def test_what_was_called_off_is_registered_again_where_it_is_not_well_after_all() -> None:
    off = Ticket("1-1", "other", "power.dead", NOW, status="cancelled")
    chat = Chat(FRESH.but(trouble="power.dead", tickets=(off,))).hear(said("not_fixed"))
    assert chat.sentences[0] == "common.back_again"


def test_what_is_back_a_day_later_is_looked_at_anew() -> None:
    chat = in_socket().press("solved").hear(replace(said("not_fixed"), at=NOW + timedelta(days=1)))
    assert chat.sentences[0] == "common.back_anew"
    assert chat.state.trouble == "power.dead"


# ---- going back ----------------------------------------------------------------------------


def test_back_restores_what_stood_before_the_last_answer() -> None:
    chat = in_socket().hear(said("back"))
    assert chat.place == ("power.dead", "light")
    assert chat.state.slots == {}


def test_back_at_the_first_step_says_that_it_is_the_first() -> None:
    chat = Chat().hear(heard("power.dead"), said("back"))
    assert chat.sentences == ["common.first_step", "power.dead.light"]
    assert chat.place == ("power.dead", "light")


def test_a_thumb_up_agrees_where_there_is_something_to_agree_to() -> None:
    assert Chat().hear(heard("care.cleaning"), said("acknowledged")).place == ("repair.visit", "what")
    assert in_socket().press("solved").hear(said("acknowledged")).sentences == ["common.glad"]


def test_half_an_answer_is_taken_for_not_knowing_or_asked_for_plainly() -> None:
    asked = Chat().hear(heard("power.dead"), said("vague"))
    assert asked.place == ("guard.sale", "ask")
    assert in_socket().hear(said("vague")).sentences == ["common.works_now"]
    assert Chat().hear(said("vague")).sentences == ["common.menu"]
    assert Chat().hear(heard("ticket.update"), said("vague")).sentences[0] == "common.pick_one"
    assert Chat().hear(heard("repair.visit", text="dead"), said("vague")).state.question is not None


def test_haste_alone_is_met_with_one_calm_line() -> None:
    assert in_socket().hear(said("cross")).sentences == ["common.calm", "power.dead.socket"]


def test_a_correction_takes_back_an_earlier_answer() -> None:
    chat = in_socket().press("not_fixed").hear(heard(correction=(0, "unsure"), text="no, I meant"))
    assert chat.sentences[0] == "common.corrected"
    assert chat.state.slots["light"] == "unsure"


def test_a_correction_of_what_was_never_answered_is_not_one() -> None:
    assert Chat().hear(heard(correction=(3, "on"), text="hm")).sentences[0] == "common.missed"


# ---- side questions and second troubles ----------------------------------------------------


def test_a_side_question_is_answered_and_the_step_asked_again() -> None:
    chat = in_socket().hear(heard("care.cleaning"))
    assert chat.sentences == ["answer.care.cleaning", "power.dead.socket"]


def test_an_answer_alone_offers_what_may_follow() -> None:
    chat = Chat().hear(heard("care.cleaning"))
    assert chat.sentences == ["answer.care.cleaning", "common.then"]
    assert chat.press("yes").place == ("repair.visit", "what")


def test_what_may_follow_can_be_declined() -> None:
    assert Chat().hear(heard("care.cleaning")).press("no").sentences == ["common.left"]


def test_an_answer_with_nothing_to_follow_is_just_said() -> None:
    plain = replace(KNOWLEDGE, answers={"care.cleaning": replace(KNOWLEDGE.answers["care.cleaning"], then="")})
    assert Chat(knowledge=plain).hear(heard("care.cleaning")).sentences == ["answer.care.cleaning"]


def test_a_second_trouble_is_noted_and_taken_up_after() -> None:
    chat = in_socket().hear(heard("printer.blank"))
    assert chat.sentences == ["common.noted", "power.dead.socket"]
    chat.press("solved")
    assert chat.sentences[-1] == "common.take_up"
    assert chat.press("yes").place == ("printer.blank", "roll")


def carrying(*values: str) -> Knowledge:
    light = replace(KNOWLEDGE.slots["light"], carries=values)
    return replace(KNOWLEDGE, slots={**KNOWLEDGE.slots, "light": light})


def test_an_answer_that_holds_for_both_troubles_told_together_is_not_asked_for_again() -> None:
    chat = Chat(knowledge=carrying("on")).hear(heard("power.dead")).press("on").hear(heard("printer.blank")).press("solved")
    assert chat.press("yes").state.slots == {"light": "on"}


def test_an_answer_that_may_be_another_by_now_is_forgotten_with_its_trouble() -> None:
    chat = Chat(knowledge=carrying("on")).hear(heard("power.dead")).press("off").hear(heard("printer.blank")).press("solved")
    assert chat.press("yes").state.slots == {}


def solved_with_light() -> Chat:
    return Chat(knowledge=carrying("on")).hear(heard("power.dead")).press("on").press("solved")


def test_it_holds_as_well_for_a_trouble_that_is_told_in_the_same_sitting() -> None:
    assert solved_with_light().hear(heard("printer.blank")).state.slots == {"light": "on"}


def test_what_was_told_beside_another_trouble_is_known_when_its_own_is_taken_up() -> None:
    chat = in_socket().hear(heard(decision=Decision.REJECT, text="91", fields=(fact("code", "91"),)))
    assert chat.sentences == ["common.noted", "power.dead.socket"]
    chat.hear(heard(decision=Decision.REJECT, text="91", fields=(fact("code", "91"),)))
    assert chat.place == ("power.dead", "socket")
    assert chat.press("solved").press("yes").state.slots["code"] == "91"


def test_it_holds_no_more_where_the_merchant_comes_back_later() -> None:
    assert solved_with_light().hear(replace(heard("printer.blank"), at=NOW + timedelta(hours=2))).state.slots == {}


def test_it_holds_no_more_for_a_trouble_that_is_back_for_another_terminal_or_after_starting_over() -> None:
    assert "light" not in solved_with_light().hear(heard("power.dead")).state.slots
    first = heard("power.dead", fields=(fact("serial", "A1"),))
    told = Chat(knowledge=carrying("on")).hear(first).press("on").press("solved")
    assert "light" not in told.hear(heard("printer.blank", fields=(fact("serial", "B2"),))).state.slots
    assert solved_with_light().hear(said("restart"), heard("printer.blank")).state.slots == {}


def test_where_there_is_no_trouble_nothing_is_solved() -> None:
    assert Chat().hear(heard("ticket.status"), said("solved")).sentences[0] == "common.pick_one"


def test_a_trouble_that_was_noted_and_is_told_again_is_taken_up() -> None:
    chat = in_socket().hear(heard("printer.blank"), heard("printer.blank"))
    assert chat.state.trouble == "printer.blank"
    assert chat.state.noted == ("power.dead",)
    assert chat.sentences == ["common.switched", "printer.blank.roll"]


def test_a_second_name_for_the_same_kind_of_trouble_is_not_a_second_trouble() -> None:
    same = replace(KNOWLEDGE, intents={**KNOWLEDGE.intents, "power.weak": Intent("power.weak", "power", trouble=True)})
    assert not Chat(knowledge=same).hear(heard("power.dead", also=("power.weak",))).state.noted


@pytest.mark.parametrize(
    ("first", "other", "noted"),
    [
        ("hardware.printer_paper_jam", "hardware.scanner", ("hardware.scanner",)),
        ("hardware.printer_paper_jam", "hardware.printer_blank", ()),
        ("hardware.printer_paper_jam", "hardware.screen", ()),
        ("hardware.screen", "hardware.keypad", ("hardware.keypad",)),
    ],
)
def test_parts_that_fail_each_for_itself_are_two_troubles(first: str, other: str, noted: tuple[str, ...]) -> None:
    intents = {**KNOWLEDGE.intents, **{name: Intent(name, "hardware", trouble=True) for name in (first, other)}}
    flows = {**KNOWLEDGE.flows, **{name: replace(KNOWLEDGE.flows["printer.blank"], id=name) for name in (first, other)}}
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents, flows=flows)).hear(heard(first, also=(other,)))
    assert chat.state.noted == noted


def test_all_that_fails_is_kept_while_money_is_looked_at() -> None:
    first, others = "hardware.printer_paper_jam", ("hardware.screen", "hardware.touch", "transaction.double_charge")
    groups = {name: name.partition(".")[0] for name in (first, *others)}
    intents = {**KNOWLEDGE.intents, **{name: Intent(name, group, trouble=True) for name, group in groups.items()}}
    flows = {**KNOWLEDGE.flows, **{name: replace(KNOWLEDGE.flows["printer.blank"], id=name) for name in groups}}
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents, flows=flows)).hear(heard(first, also=others))
    assert chat.state.trouble == "transaction.double_charge"
    assert chat.state.noted == (first, "hardware.screen")
    assert chat.sentences[:2] == ["common.noted", "common.noted_too"]


def test_a_question_asked_beside_a_trouble_is_answered_before_the_trouble_is_begun() -> None:
    chat = Chat().hear(heard("printer.blank", also=("care.cleaning",)))
    assert chat.sentences == ["answer.care.cleaning", "printer.blank.roll"]
    assert (chat.state.trouble, chat.state.answered) == ("printer.blank", "care.cleaning")


def test_a_request_told_beside_a_trouble_is_kept_for_afterwards() -> None:
    moved = "account.change_info"
    flow = replace(KNOWLEDGE.flows["printer.blank"], id=moved)
    intents = {**KNOWLEDGE.intents, moved: Intent(moved, "account", trouble=False)}
    knows = replace(KNOWLEDGE, intents=intents, flows={**KNOWLEDGE.flows, moved: flow})
    assert Chat(knowledge=knows).hear(heard("printer.blank", also=(moved,))).state.noted == (moved,)


def test_a_flow_that_leads_into_another_trouble_has_found_out_what_it_is() -> None:
    option = Option("on", "printer.blank")
    leading = replace(KNOWLEDGE.flows["power.dead"], steps={"light": replace(LIGHT, options=(option,))})
    chat = Chat(knowledge=replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "power.dead": leading})).hear(heard("power.dead")).press("on")
    assert chat.state.trouble == "printer.blank"


def test_words_that_deny_the_trouble_switch_to_the_other() -> None:
    chat = in_socket().hear(heard("printer.blank", corrects=True))
    assert chat.sentences[0] == "common.switched"
    assert chat.place == ("printer.blank", "roll")


def test_two_troubles_in_one_message_note_the_second() -> None:
    chat = Chat().hear(heard("power.dead", also=("printer.blank",)))
    assert chat.place == ("power.dead", "light")
    assert chat.state.noted == ("printer.blank",)


def test_a_payment_nobody_knows_the_end_of_comes_before_the_trouble_told_with_it() -> None:
    unknown = "transaction.unknown_result"
    intents = {**KNOWLEDGE.intents, unknown: Intent(unknown, "transaction", trouble=True)}
    flows = {**KNOWLEDGE.flows, unknown: replace(KNOWLEDGE.flows["printer.blank"], id=unknown)}
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents, flows=flows)).hear(heard("power.dead", also=(unknown,)))
    assert chat.state.trouble == unknown
    assert chat.state.noted == ("power.dead",)


def test_what_is_never_helped_with_is_refused_with_its_reason() -> None:
    assert Chat().hear(heard(refused="split")).sentences == ["refusal.split"]
    assert in_socket().hear(heard(refused="split")).sentences == ["refusal.split", "power.dead.socket"]
    assert Chat().hear(heard("power.dead", refused="split")).sentences == ["refusal.split", "power.dead.light"]


def test_every_trouble_of_a_message_is_noted_once_each() -> None:
    chat = Chat().hear(heard("power.dead", also=("printer.blank", "battery.weak", "printer.blank", "nowhere")))
    assert chat.place == ("power.dead", "light")
    assert chat.state.noted == ("printer.blank",)


def test_a_payment_in_doubt_comes_first_also_among_its_own_kind() -> None:
    unknown, code = "transaction.unknown_result", "transaction.some_code"
    intents = {**KNOWLEDGE.intents, **{name: Intent(name, "transaction", trouble=True) for name in (unknown, code)}}
    flows = {**KNOWLEDGE.flows, **{name: replace(KNOWLEDGE.flows["printer.blank"], id=name) for name in (unknown, code)}}
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents, flows=flows)).hear(heard(code, also=(unknown,)))
    assert (chat.state.trouble, chat.state.noted) == (unknown, (code,))


def test_a_question_amid_a_step_is_not_taken_for_a_bad_answer() -> None:
    when = in_socket().hear(heard(asks="when"))
    assert when.sentences == ["common.asked_when", "power.dead.socket"]
    assert in_socket().hear(heard(asks="question")).sentences == ["common.asked", "power.dead.socket"]
    thrice = when.hear(heard(asks="when")).hear(heard(asks="when"))
    assert thrice.sentences[0] == "common.missed_twice"
    assert thrice.wanted(CallStaff) == [CallStaff("stuck")]
    assert in_socket().hear(heard("ticket.status", asks="when")).sentences == ["common.asked_when", "power.dead.socket"]


def test_a_question_that_may_be_about_something_known_is_answered() -> None:
    doubtful = replace(heard("care.cleaning", asks="question"), decision=Decision.CLARIFY, candidates=(Candidate("care.cleaning", 0.4),))
    assert in_socket().hear(doubtful).sentences == ["answer.care.cleaning", "power.dead.socket"]


def test_who_asks_and_asks_is_given_a_person() -> None:
    chat = in_socket().hear(heard(asks="question"), heard(asks="question"), heard(asks="question"))
    assert "common.person" in chat.sentences


def test_a_bare_broken_or_help_amid_a_step_keeps_the_step() -> None:
    assert in_socket().hear(said("broken")).sentences == ["common.pick_one"]
    assert in_socket().hear(said("plea")).sentences == ["common.calm", "power.dead.socket"]


def test_what_lets_a_risky_step_pass_is_never_taken_from_a_doubtful_answer() -> None:
    at_guard = in_socket().press("not_fixed")
    doubtful = replace(said("no"), decision=Decision.CLARIFY, candidates=(Candidate("conversation.no", 0.6),))
    assert at_guard.place == ("guard.sale", "ask")
    assert at_guard.hear(doubtful).place == ("guard.sale", "ask")


def test_yes_to_is_it_working_now_is_solved() -> None:
    chat = in_socket().hear(said("finished"))
    assert chat.sentences == ["common.works_now"]
    assert chat.hear(said("yes")).wanted(Resolved)


def test_who_waits_for_a_person_is_told_so() -> None:
    waiting = Chat().hear(heard("handoff.human", "human"))
    assert waiting.hear(said("finished")).sentences == ["common.person_waiting"]
    assert waiting.hear(said("yes")).sentences == ["common.person_waiting"]
    assert waiting.hear(Heard(NOW, "07700900123", fields=(fact("serial", "123"),))).sentences == ["common.kept"]


def test_so_so_after_the_end_is_well_enough() -> None:
    assert in_socket().hear(said("solved"), said("vague")).sentences == ["common.glad"]


def test_a_sale_that_is_asked_after_and_not_settled_is_no_trouble_with_the_end_of_day() -> None:
    double, batch = "transaction.double_charge", "settlement.batch"
    intents = {**KNOWLEDGE.intents, double: Intent(double, "transaction", trouble=True), batch: Intent(batch, "settlement", trouble=True)}
    asking = replace(LIGHT, slot="sale_settled")
    flows = {**KNOWLEDGE.flows, double: replace(KNOWLEDGE.flows["power.dead"], id=double, steps={"light": asking})}
    slots = {**KNOWLEDGE.slots, "sale_settled": Slot("sale_settled", "choice", "trouble")}
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents, flows=flows, slots=slots)).hear(heard(double), heard(batch))
    assert chat.sentences == ["common.fact_noted_still"]
    assert not chat.state.noted


def test_no_where_a_fact_may_be_left_out_leaves_it_out() -> None:
    chat = Chat().hear(heard("battery.fire"), said("no"))
    assert chat.state.slots.get("purchased") == "-"


def test_the_same_trouble_again_asks_the_open_step_again() -> None:
    assert in_socket().hear(heard("power.dead")).sentences == ["common.fact_noted", "power.dead.socket"]


def test_something_beside_the_trouble_waits_for_its_end_and_the_step_resumes() -> None:
    chat = in_socket().hear(heard("ticket.cancel"))
    assert chat.sentences == ["ticket.none", "power.dead.socket"]


# ---- danger and people ---------------------------------------------------------------------


@pytest.mark.parametrize("event", [heard("battery.fire"), heard("printer.blank", also=("battery.fire",))])
def test_danger_cuts_through(event: Heard) -> None:
    chat = in_socket().hear(event)
    assert chat.sentences[0] == "battery.fire.stop"
    assert chat.state.trouble == "battery.fire"


def test_what_is_told_beside_a_danger_and_is_none_of_the_terminals_is_kept_for_afterwards() -> None:
    late = "settlement.delay"
    intents = {**KNOWLEDGE.intents, late: Intent(late, "settlement", trouble=True)}
    told = replace(heard("power.dead", also=("battery.fire", late, "care.cleaning")), danger=SMOKE)
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents)).hear(told)
    assert (chat.sentences[0], chat.state.noted) == ("battery.fire.stop", (late,))


def test_danger_said_again_does_not_start_over() -> None:
    chat = Chat().hear(heard("battery.fire"), heard("battery.fire"))
    assert chat.place == ("repair.visit", "bought")


def test_a_person_is_called_at_once_from_anywhere() -> None:
    chat = in_socket().hear(heard("handoff.human", "human"))
    assert chat.wanted(CallStaff) == [CallStaff("human")]
    assert chat.hear(heard("handoff.human")).sentences == ["common.person_waiting"]


def test_a_complaint_is_met_with_one_calm_line_and_a_person() -> None:
    chat = Chat().hear(heard("handoff.human", "complaint"))
    assert chat.sentences == ["common.sorry", "common.person"]


def test_not_understood_twice_calls_a_person() -> None:
    chat = Chat().hear(heard())
    assert chat.sentences == ["common.missed", "common.menu"]
    assert chat.hear(heard()).wanted(CallStaff) == [CallStaff("not_understood")]


def test_something_understood_in_between_clears_the_count() -> None:
    assert not Chat().hear(heard(), said("thanks"), heard()).wanted(CallStaff)


def test_no_words_at_all_are_not_a_misunderstanding() -> None:
    assert Chat().hear(heard(text=" "), heard(text="")).sentences == ["common.say_something", "common.menu"]


def test_while_a_person_is_awaited_what_is_not_understood_is_kept() -> None:
    assert Chat().hear(heard("handoff.human"), heard()).sentences == ["common.kept"]


def test_two_meanings_are_a_question_with_both() -> None:
    chat = Chat().hear(unclear("power.dead", "printer.blank", "no.such"))
    assert chat.sentences == ["common.which"]
    assert chat.press("printer.blank").place == ("printer.blank", "roll")


def likely(intent: str, score: float = 0.9) -> Heard:
    """Words that most likely mean this."""
    return Heard(NOW, "hm", Decision.CLARIFY, (Candidate(intent, score), Candidate("printer.blank", 0.05)))


def test_what_is_far_likelier_than_anything_else_is_said_aloud_and_begun() -> None:
    chat = Chat().hear(likely("power.dead"))
    assert chat.sentences == ["common.likely", "power.dead.light"]
    assert chat.press("not_this").sentences == ["common.describe"]


def test_a_likely_question_is_answered_after_saying_what_it_sounds_like() -> None:
    assert Chat().hear(likely("care.cleaning")).sentences == ["common.likely", "answer.care.cleaning", "common.then"]


def test_less_is_likely_enough_where_nothing_is_open_that_a_mistake_would_interrupt() -> None:
    assert Chat().hear(likely("power.dead", 0.72)).sentences == ["common.likely", "power.dead.light"]
    assert Chat().hear(likely("power.dead", 0.68)).sentences[0] == "common.is_it"
    long = replace(likely("transaction.response_code", 0.72), text="and there is some number that keeps coming up on the screen")
    assert in_socket().hear(long).sentences[0] != "common.noted"


def test_a_likely_word_for_a_person_calls_one() -> None:
    assert Chat().hear(likely("handoff.human")).wanted(CallStaff)


def test_what_is_likely_in_the_middle_of_a_trouble_is_treated_as_said() -> None:
    long = replace(likely("transaction.response_code"), text="and there is some number that keeps coming up on the screen")
    assert in_socket().hear(long).state.noted == ("transaction.response_code",)
    assert in_socket().hear(likely("power.dead")).sentences == ["common.fact_noted", "power.dead.socket"]
    side = replace(likely("care.cleaning"), text="by the way how does one clean a thing like that properly")
    assert in_socket().hear(side).sentences == ["answer.care.cleaning", "power.dead.socket"]


def test_what_is_likely_but_nothing_to_begin_is_asked_for() -> None:
    named = replace(KNOWLEDGE, sentences={"zh": {**KNOWLEDGE.sentences["zh"], "intent.no.such": "x"}})
    assert Chat(knowledge=named).hear(likely("no.such")).sentences == ["common.is_it"]


def test_the_only_likely_meaning_is_asked_alone_and_a_plain_yes_or_no_answers_it() -> None:
    unsure = replace(likely("power.dead"), candidates=(Candidate("power.dead", 0.4), Candidate("printer.blank", 0.03)))
    assert Chat().hear(unsure).sentences == ["common.is_it"]
    assert Chat().hear(unsure, heard("conversation.yes", act="yes")).state.trouble == "power.dead"
    assert Chat().hear(unsure, heard("conversation.no", act="no")).sentences == ["common.describe"]


def test_words_that_come_near_to_an_offer_take_it_and_say_so() -> None:
    chat = Chat().hear(heard("power.dead"))

    chat.hear(heard(guess="off", text="all dark here"))

    assert chat.sentences[0] == "common.taken_as"
    assert chat.state.slots["light"] == "off"


def test_words_that_come_near_to_leaving_a_fact_open_leave_it_open() -> None:
    chat = Chat().hear(heard("repair.visit"), heard("power.dead"))
    assert chat.state.question is not None
    assert chat.state.question.slot

    chat.hear(heard(guess="skip", text="leave that"))

    assert chat.sentences[0] == "common.no_problem"


def test_what_was_said_before_two_meanings_were_asked_belongs_to_the_one_picked() -> None:
    chat = Chat().hear(replace(unclear("printer.blank", "power.dead"), tried=("roll",), text="new roll, no use")).press("printer.blank")
    assert chat.place == ("printer.blank", "head")
    assert chat.state.words == ("new roll, no use",)


def test_danger_that_is_only_likely_is_told_and_asked_about_where_a_question_is_open() -> None:
    likely = Heard(NOW, "it smokes", Decision.CLARIFY, (Candidate("battery.fire", 0.75), Candidate("power.dead", 0.2)))
    assert Chat().hear(likely).sentences[0] == "battery.fire.stop"
    assert in_socket().hear(likely).sentences == ["common.which"]
    hardly = replace(likely, candidates=(Candidate("battery.fire", 0.45),))
    assert in_socket().hear(hardly).sentences == ["common.pick_one"]
    sure = replace(likely, decision=Decision.ACCEPT)
    assert in_socket().hear(sure).sentences[0] == "battery.fire.stop"


def test_short_words_amid_a_question_are_meant_as_its_answer() -> None:
    short = replace(unclear("printer.blank", "network.unwritten"), text="this one")
    assert in_socket().hear(short).sentences == ["common.pick_one"]
    guessed = replace(short, candidates=(Candidate("printer.blank", 0.9),))
    assert in_socket().hear(guessed).sentences == ["common.pick_one"]


def test_anger_is_answered_with_the_step_and_twice_with_a_person() -> None:
    angry = heard("handoff.human", "complaint")
    chat = in_socket().hear(angry)
    assert chat.sentences == ["common.calm", "power.dead.socket"]
    assert not chat.wanted(CallStaff)
    assert chat.hear(angry).wanted(CallStaff) == [CallStaff("complaint")]


def test_a_thing_aside_asked_twice_is_done_once() -> None:
    chat = in_socket().hear(heard("ticket.update"), heard("ticket.update")).press("later")
    assert chat.place is None or chat.place == ("power.dead", "socket")
    assert chat.state.paused == ()


def test_a_request_that_only_leads_here_means_the_open_question() -> None:
    ahead = replace(KNOWLEDGE.flows["ticket.cancel"], id="care.plan", leads_to=frozenset({"repair.visit"}))
    intents = {**KNOWLEDGE.intents, "care.plan": replace(KNOWLEDGE.intents["ticket.status"], id="care.plan", group="care")}
    known = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, ahead.id: ahead}, intents=intents)
    chat = Chat(knowledge=known, state=in_socket().state).hear(heard("repair.visit"), heard("care.plan"))
    assert chat.sentences == ["slot.purchased"]


def test_a_trouble_that_this_one_may_turn_out_to_be_is_no_second_one() -> None:
    led = replace(POWER, leads_to=frozenset({"printer.blank"}))
    known = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, led.id: led})
    tried = Chat(knowledge=known, state=in_socket().state).hear(heard("printer.blank"))
    assert tried.sentences == ["common.fact_noted", "power.dead.socket"]  # how a step went is none of its answers
    asked = Chat(knowledge=known).hear(heard("power.dead")).hear(heard("printer.blank"))
    assert asked.sentences == ["common.pick_one"]
    assert (tried.state.noted, asked.state.noted) == ((), ())
    leading = replace(LIGHT, options=(*LIGHT.options, Option("paper", "printer.blank")))
    known = replace(known, flows={**known.flows, led.id: replace(led, steps={**led.steps, "light": leading})})
    assert Chat(knowledge=known).hear(heard("power.dead"), heard("printer.blank")).place == ("printer.blank", "roll")


def test_danger_is_never_guessed() -> None:
    burnt = replace(LIGHT, options=(*LIGHT.options, Option("burnt", "battery.fire")))
    known = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "power.dead": replace(POWER, steps={**POWER.steps, "light": burnt})})
    chat = Chat(knowledge=known).hear(heard("power.dead"), heard(guess="burnt", text="dark"))
    assert chat.state.trouble == "power.dead"


def test_what_lets_a_risky_step_pass_is_never_guessed() -> None:
    at_guard = in_socket().press("not_fixed")
    assert at_guard.place == ("guard.sale", "ask")
    assert at_guard.hear(heard(text="about like that", guess="no")).place == ("guard.sale", "ask")
    assert at_guard.hear(heard(text="about like that", guess="yes")).place != ("guard.sale", "ask")


def test_what_is_not_told_plainly_where_a_risky_step_waits_is_asked_again() -> None:
    at_guard = in_socket().press("not_fixed")
    assert at_guard.hear(said("doubted")).place == ("guard.sale", "ask")
    assert at_guard.sentences == ["common.pick_one", "guard.sale.ask"]


def _taken_back() -> Heard:
    """A sale runs after all."""
    return replace(
        heard(text="wait, someone is paying", decision=Decision.REJECT), fields=(fact("sale", ""),), hinted=(fact("sale", "yes"),)
    )


def test_what_let_a_risky_step_pass_is_taken_back() -> None:
    at_restart = in_socket().press("not_fixed").press("no")
    assert at_restart.place == ("power.dead", "restart")
    assert at_restart.hear(_taken_back()).place == ("repair.visit", "bought")
    assert "common.taken_as" in at_restart.sentences


def test_what_is_taken_back_at_a_safe_step_or_beside_any_is_only_forgotten() -> None:
    at_socket = in_socket()
    knowing = Chat(replace(at_socket.state, slots={**at_socket.state.slots, "sale": "no"}))
    assert "sale" not in knowing.hear(_taken_back()).state.slots
    assert knowing.place == ("power.dead", "socket")
    beside = Chat(replace(FRESH, slots={"sale": "no"}))
    assert "sale" not in beside.hear(_taken_back()).state.slots


def test_what_is_taken_back_amid_the_next_guard_is_asked_first() -> None:
    second = replace(GUARD, id="guard.settled", steps={"ask": replace(GUARD.steps["ask"], slot="settled")})
    guards = {
        **KNOWLEDGE.guards,
        Risk.INTERRUPTS_SALES: (*KNOWLEDGE.guards[Risk.INTERRUPTS_SALES], Guard("settled", "guard.settled", frozenset({"no"}))),
    }
    slots = {**KNOWLEDGE.slots, "settled": Slot("settled", "choice", "trouble")}
    sentences = {locale: {**told, "guard.settled.ask": "?"} for locale, told in KNOWLEDGE.sentences.items()}
    two = replace(KNOWLEDGE, guards=guards, slots=slots, flows={**KNOWLEDGE.flows, "guard.settled": second}, sentences=sentences)
    chat = Chat(knowledge=two).hear(heard("power.dead")).press("off").press("not_fixed").press("no")
    assert chat.place == ("guard.settled", "ask")
    assert chat.hear(replace(_taken_back(), hinted=())).place == ("guard.sale", "ask")


def test_what_let_a_risky_step_pass_holds_for_one_sitting() -> None:
    at_restart = in_socket().press("not_fixed").press("no")
    soon = replace(said("repeat"), at=NOW + timedelta(minutes=30))
    assert at_restart.hear(soon).place == ("power.dead", "restart")
    late = replace(said("repeat"), at=NOW + timedelta(hours=2))
    assert at_restart.hear(late).place == ("guard.sale", "ask")
    assert all("sale" not in crumb.slots for crumb in at_restart.state.trail)


def test_nothing_is_guessed_where_a_payment_is_in_doubt() -> None:
    unknown = "transaction.unknown_result"
    debited = Step("debited", Kind.ASK, options=(Option("yes", "person"), Option("no", "done")))
    flow = replace(KNOWLEDGE.flows["printer.blank"], id=unknown, start="debited", steps={"debited": debited})
    chat = Chat(
        replace(FRESH, trouble=unknown, place=Place(unknown, "debited")), replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, unknown: flow})
    )
    chat.hear(said("repeat"))
    assert chat.hear(heard(text="he was chargde", guess="no")).place == (unknown, "debited")


def _two_sales(*more: Option) -> Chat:
    """At a question of money whose answers have names of their own, but for one."""
    double = "transaction.double_charge"
    compare = Step("compare", Kind.ASK, options=(Option("both", "when"), Option("hold", "when"), Option("no", "person"), *more))
    when = Step("when", Kind.ASK, options=(Option("no", "person"),))
    flow = replace(KNOWLEDGE.flows["printer.blank"], id=double, start="compare", steps={"compare": compare, "when": when})
    names = {f"{double}.compare.{key}": key for key in ("both", "hold")} | {f"{double}.when": "?"}
    sentences = {locale: {**told, **names} for locale, told in KNOWLEDGE.sentences.items()}
    known = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, double: flow}, sentences=sentences)
    return Chat(replace(FRESH, trouble=double, place=Place(double, "compare")), known).hear(said("repeat"))


def test_what_is_not_taken_from_a_likeness_is_asked_after() -> None:
    chat = _two_sales().hear(heard(text="the first is a deposit block", guess="hold", decision=Decision.REJECT))
    assert chat.sentences == ["common.is_meant"]
    assert [offer.name for offer in chat.offers if offer.shown] == ["yes", "no"]
    chat.press("yes")
    assert chat.place == ("transaction.double_charge", "when")


def test_what_was_not_meant_is_asked_in_full_again_and_another_answer_counts_as_well() -> None:
    asked = _two_sales().hear(heard(text="the first is a deposit block", guess="hold", decision=Decision.REJECT))
    other = Chat(asked.state, asked.knowledge).hear(heard(text="both", offer="both", decision=Decision.REJECT))
    assert other.place == ("transaction.double_charge", "when")
    asked.press("no")
    assert asked.sentences[-1] == "transaction.double_charge.compare"
    assert {"both", "hold", "no"} <= {offer.name for offer in asked.offers}


def test_a_person_who_is_one_of_the_answers_is_offered_once() -> None:
    """After a miss a person is offered under the answers, unless he is one of them."""
    chat = _two_sales(Option("person", "person"))
    for _ in range(2):
        chat.hear(heard("power.dead", text="the blue one", decision=Decision.CLARIFY))
    assert chat.state.misses
    assert [offer.name for offer in chat.offers].count("person") == 1


def test_a_bare_no_is_not_asked_after() -> None:
    chat = _two_sales().hear(heard(text="dunno about that", guess="no", decision=Decision.REJECT))
    assert "common.is_meant" not in chat.sentences


def test_a_remedy_that_is_told_with_its_success_has_solved_it() -> None:
    chat = in_socket().hear(replace(said("solved"), tried=("socket",)))
    assert chat.wanted(Resolved) == [Resolved("power.dead", "socket")]


SMOKE = Danger("battery.fire", {}, ())


def test_danger_that_the_words_tell_of_needs_no_likelihood() -> None:
    assert in_socket().hear(heard("care.cleaning", danger=SMOKE)).sentences[0] == "battery.fire.stop"


def test_danger_told_beside_an_answer_comes_first_unless_the_answer_leads_there() -> None:
    assert in_socket().hear(heard(offer="not_fixed", danger=SMOKE)).sentences[0] == "battery.fire.stop"
    burnt = Danger("repair.visit", {}, ())
    leading = replace(POWER.steps["light"], options=(*LIGHT.options, Option("burnt", "repair.visit")))
    flows = {**KNOWLEDGE.flows, "power.dead": replace(POWER, steps={**POWER.steps, "light": leading})}
    chat = Chat(knowledge=replace(KNOWLEDGE, flows=flows)).hear(heard("power.dead"), heard(offer="burnt", danger=burnt))
    assert chat.state.slots["light"] == "burnt"


def test_what_danger_makes_known_is_not_asked() -> None:
    known = replace(SMOKE, sets={"scope": "one"})
    assert in_socket().hear(heard(danger=known)).state.slots["scope"] == "one"


def test_a_lesser_danger_does_not_cut_through_a_greater_one() -> None:
    asking = Step("burnt", Kind.ASK, options=(Option("yes", "repair.visit"),))
    wet = Flow("battery.wet", "stop", {"stop": Step("stop", Kind.TELL, next="repair.visit")}, REVIEWED, safety=True)
    flows = {
        **KNOWLEDGE.flows,
        "battery.fire": replace(KNOWLEDGE.flows["battery.fire"], start="burnt", steps={"burnt": asking}),
        wet.id: wet,
    }
    intents = {**KNOWLEDGE.intents, wet.id: Intent(wet.id, "battery", trouble=True)}
    lesser = Danger(wet.id, {}, ())
    known = replace(KNOWLEDGE, flows=flows, intents=intents, dangers={"en": (SMOKE, lesser)})
    burning = Chat(knowledge=known).hear(heard(danger=SMOKE))
    assert burning.hear(heard(danger=lesser)).state.trouble == "battery.fire"
    assert Chat(knowledge=known).hear(heard(danger=lesser), heard(danger=SMOKE)).state.trouble == "battery.fire"


def test_the_danger_at_hand_is_begun_again_only_for_what_is_new() -> None:
    asking = Step("burnt", Kind.ASK, options=(Option("yes", "repair.visit"),))
    flows = {**KNOWLEDGE.flows, "battery.fire": replace(KNOWLEDGE.flows["battery.fire"], start="burnt", steps={"burnt": asking})}
    chat = Chat(knowledge=replace(KNOWLEDGE, flows=flows)).hear(heard(danger=SMOKE), heard(danger=SMOKE, text="it burns"))
    assert "scope" not in chat.state.slots
    assert chat.hear(heard(danger=replace(SMOKE, sets={"scope": "one"}))).state.slots["scope"] == "one"


def test_a_code_that_asks_for_the_card_is_told_at_once() -> None:
    known = replace(KNOWLEDGE, codes=Codes({"home": {"41": "retain_card"}}, "home", order=("retain_card",)))
    chat = Chat(knowledge=known, state=in_socket().state).hear(heard("power.dead", fields=(fact("code", "41"),)))
    assert chat.state.trouble == "transaction.response_code"


def test_it_works_is_no_end_of_a_danger() -> None:
    asking = Step("burnt", Kind.ASK, options=(Option("yes", "repair.visit"),))
    flows = {**KNOWLEDGE.flows, "battery.fire": replace(KNOWLEDGE.flows["battery.fire"], start="burnt", steps={"burnt": asking})}
    chat = Chat(knowledge=replace(KNOWLEDGE, flows=flows)).hear(heard(danger=SMOKE), said("solved"))
    assert chat.place == ("battery.fire", "burnt")
    assert not chat.wanted(Resolved)


def test_a_danger_that_is_said_to_be_over_still_ends_with_the_safe_advice() -> None:
    burnt = replace(FRESH, trouble="battery.fire", called=True)
    for act in ("calmed", "solved", "no"):
        assert Chat(burnt).hear(said(act)).sentences == ["battery.fire.solved"]
    assert Chat(replace(burnt, trouble="power.dead")).hear(said("calmed")).sentences[0] != "battery.fire.solved"
    filing = Chat().hear(heard("battery.fire"), said("calmed"))
    assert filing.sentences == ["battery.fire.solved", "slot.purchased"]


def test_a_danger_without_such_advice_is_over_when_it_is_said_to_be() -> None:
    silent = {locale: {n: t for n, t in said.items() if n != "battery.fire.solved"} for locale, said in KNOWLEDGE.sentences.items()}
    burnt = replace(FRESH, trouble="battery.fire")
    assert Chat(burnt, replace(KNOWLEDGE, sentences=silent)).hear(said("solved")).sentences == ["common.glad"]
    assert Chat(burnt, replace(KNOWLEDGE, sentences=silent)).hear(heard("battery.fire"), said("calmed")).place == ("repair.visit", "bought")


def test_an_answer_to_a_safety_question_is_not_another_danger() -> None:
    asking = Step("burnt", Kind.ASK, options=(Option("yes", "repair.visit"),))
    flood = Flow("water.in", "burnt", {"burnt": asking}, REVIEWED, safety=True)
    wet = replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "water.in": flood})
    chat = Chat(replace(FRESH, trouble="water.in", place=Place("water.in", "burnt")), wet).hear(said("repeat"))
    assert chat.hear(heard("battery.fire", offer="yes")).place == ("repair.visit", "bought")


def test_an_open_question_that_gets_no_answer_three_times_running_brings_a_person() -> None:
    chat = Chat().hear(heard("power.dead"), said("no"), said("no"))
    assert chat.sentences == ["common.pick_again"]
    assert chat.hear(said("no")).wanted(CallStaff) == [CallStaff("stuck")]


def test_meanings_asked_for_three_times_running_bring_a_person() -> None:
    chat = Chat().hear(unclear("power.dead"), unclear("printer.blank"), unclear("power.dead"))
    assert chat.wanted(CallStaff) == [CallStaff("stuck")]


def test_none_of_the_meanings_asks_for_other_words() -> None:
    assert Chat().hear(unclear("power.dead", "printer.blank")).press("none").sentences == ["common.describe"]


def test_none_of_the_meanings_within_a_flow_goes_on_there() -> None:
    assert in_socket().hear(unclear("printer.blank", score=0.6)).press("no").sentences == ["power.dead.socket"]


def test_words_amid_a_question_that_are_hardly_another_trouble_are_an_answer_not_understood() -> None:
    assert in_socket().hear(unclear("printer.blank")).sentences == ["common.pick_one"]


def test_meanings_without_a_name_are_not_offered() -> None:
    assert Chat().hear(unclear("no.such")).sentences == ["common.missed", "common.menu"]


def test_what_was_open_can_be_answered_in_words_while_two_meanings_are_asked() -> None:
    chat = in_socket().hear(unclear("printer.blank", score=0.6), heard(offer="not_fixed", text="no"))
    assert chat.place == ("guard.sale", "ask")


def test_a_button_of_what_is_still_open_counts_while_two_meanings_are_asked() -> None:
    chat = in_socket()
    assert chat.state.question is not None
    key = f"{chat.state.question.turn}.not_fixed"
    assert chat.hear(unclear("printer.blank"), Chose(NOW, key)).place == ("guard.sale", "ask")


def test_what_may_be_the_trouble_at_hand_asks_its_step_again() -> None:
    assert in_socket().hear(unclear("power.dead", "printer.blank")).sentences == ["common.fact_noted", "power.dead.socket"]


def test_a_message_that_is_little_more_than_a_secret_goes_on_where_it_stood() -> None:
    chat = in_socket().hear(replace(unclear("printer.blank"), masked=1))
    assert chat.sentences == ["common.masked", "power.dead.socket"]


# ---- facts, forms, tickets -----------------------------------------------------------------


def filed() -> Chat:
    """A ticket for a dead terminal."""
    chat = in_socket().press("not_fixed").press("yes")
    chat.hear(heard(fields=(fact("purchased", "2026-01-05"),), text="in January"))
    chat.hear(heard(fields=(fact("serial", "SN12345"), fact("phone", "13800000000")), text="SN12345 13800000000"))
    chat.press("skip")
    return chat.hear(heard(text="tomorrow")).press("yes")


def test_the_form_asks_only_what_is_unknown_and_a_ticket_is_filed() -> None:
    chat = filed()
    opened = chat.wanted(OpenTicket)
    assert len(opened) == 1
    ticket = chat.state.tickets[0]
    assert ticket.ref == f"1042-{chat.state.turn}"
    assert ticket.facts["serial"] == "SN12345"
    assert ticket.facts["contact"] == "13800000000"
    assert "photo" not in ticket.facts
    assert chat.place is None


def test_a_second_report_of_the_same_case_updates_the_ticket() -> None:
    chat = filed().hear(heard("power.dead")).press("off").press("not_fixed").press("yes")
    assert [type(action) for action in chat.wanted(UpdateTicket)] == [UpdateTicket]
    assert len(chat.state.tickets) == 1


def test_another_device_is_another_case() -> None:
    state = replace(filed().state, slots={"serial": "OTHER999"}, trouble="power.dead")
    chat = Chat(state).hear(heard("repair.visit"))
    assert chat.place == ("repair.visit", "bought")


def test_an_old_date_of_purchase_is_out_of_warranty() -> None:
    chat = in_socket().press("not_fixed").press("yes").hear(heard(fields=(fact("purchased", "2020-01-05"),), text="2020"))
    assert chat.sentences[0] == "repair.visit.over"


def test_a_summary_can_be_changed_before_filing() -> None:
    state = replace(filed().state, place=Place("repair.visit", "sure"), question=None)
    chat = Chat(state).hear(said("repeat")).press("change")
    assert chat.sentences == ["slot.window"]
    assert chat.hear(heard(text="Friday")).place == ("repair.visit", "sure")


def test_a_photo_answers_an_open_slot() -> None:
    chat = in_socket().press("not_fixed").press("yes").press("skip").hear(Sent(NOW, (PHOTO,)))
    assert chat.sentences[0] == "media.photo_for_slot"
    assert chat.state.slots["serial"] == "photo"


def test_a_photo_with_words_answers_a_slot_that_waits_for_one() -> None:
    chat = in_socket().press("not_fixed").press("yes").press("skip").press("skip")
    assert chat.hear(heard(media=(PHOTO,), text="here")).state.slots["photo"] == "photo"


@pytest.mark.parametrize(("said", "told"), [("no clue what", "common.no_such_fact"), ("the 2nd one", "common.not_that")])
def test_a_wrong_looking_fact_is_asked_once_more_and_then_taken(said: str, told: str) -> None:
    chat = in_socket().press("not_fixed").press("yes").press("skip").hear(heard(text=said))
    assert chat.sentences == [told, "slot.serial"]
    assert chat.hear(heard(text="abc")).state.slots["serial"] == "abc"


def test_danger_that_is_likely_where_a_fact_is_asked_for_is_asked_about() -> None:
    asked = in_socket().press("not_fixed").press("yes").press("skip")
    likely = Heard(NOW, "it smokes", Decision.CLARIFY, (Candidate("battery.fire", 0.75),))
    assert asked.hear(likely).sentences == ["common.is_it"]
    assert asked.hear(replace(likely, fields=(Field("serial", "N910ABC123"),))).state.slots["serial"] == "N910ABC123"


def test_asked_what_is_wrong_any_trouble_is_the_answer() -> None:
    chat = Chat().hear(heard("repair.visit"), heard("printer.blank", text="prints nothing"))
    assert chat.state.trouble == "printer.blank"
    assert chat.state.slots["symptom"] == "prints nothing"


def test_asked_what_is_wrong_a_question_is_the_answer_too() -> None:
    chat = Chat().hear(heard("repair.visit"), heard("care.cleaning", text="dirt"))
    assert chat.state.slots["symptom"] == "dirt"


def test_a_description_that_sounds_like_an_answer_is_the_description() -> None:
    chat = Chat().hear(heard("repair.visit"), replace(said("yes"), text="yesterday at three it should have been fifty"))
    assert chat.state.slots["symptom"].startswith("yesterday")


def test_a_bare_response_code_is_looked_up() -> None:
    chat = Chat().hear(heard(fields=(fact("code", "51"),), text="51"))
    assert chat.sentences == ["transaction.response_code.told"]


def test_an_unknown_response_code_calls_a_person() -> None:
    assert Chat().hear(heard(fields=(fact("code", "ZZ"),), text="ZZ")).wanted(CallStaff)


def test_a_response_code_is_only_noted_where_nobody_has_written_the_flow() -> None:
    bare = replace(KNOWLEDGE, flows={name: flow for name, flow in KNOWLEDGE.flows.items() if name != "transaction.response_code"})
    assert Chat(knowledge=bare).hear(heard(fields=(fact("code", "51"),), text="51")).sentences[0] == "common.missed"


def test_a_fact_of_the_device_alone_is_noted() -> None:
    chat = Chat().hear(heard(fields=(fact("serial", "SN1"),), text="SN1"))
    assert chat.sentences == ["common.fact_noted", "common.menu"]


def test_facts_that_belong_to_nothing_are_not_understood() -> None:
    assert Chat().hear(heard(fields=(fact("colour", "red"),), text="red")).sentences[0] == "common.missed"


def test_a_new_trouble_forgets_the_last_one_and_keeps_the_device() -> None:
    chat = filed().hear(heard("printer.blank"))
    assert chat.state.slots == {"serial": "SN12345", "purchased": "2026-01-05", "contact": "13800000000"}


def test_secrets_that_were_masked_are_mentioned() -> None:
    assert Chat().hear(heard("power.dead", masked=1)).sentences == ["common.masked", "power.dead.light"]


def test_the_language_of_the_words_is_answered() -> None:
    assert Chat().hear(heard("power.dead", locale="en")).state.locale == "en"


# ---- tickets by chat -----------------------------------------------------------------------


def test_status_without_a_ticket_offers_one() -> None:
    assert Chat().hear(heard("ticket.status")).sentences == ["ticket.status.none"]
    assert Chat().hear(heard("ticket.status")).press("person").wanted(CallStaff) == [CallStaff("ticket")]


def test_status_of_the_one_ticket_is_told() -> None:
    assert filed().hear(heard("ticket.status")).sentences == ["ticket.status.told"]


def test_of_several_tickets_one_is_picked_by_its_number() -> None:
    one = filed()
    ticket = one.state.tickets[0]
    two = replace(one.state, tickets=(ticket, replace(ticket, ref="1042-99", intent="")))
    chat = Chat(two).hear(heard("ticket.status"))
    assert chat.sentences == ["slot.ticket"]
    assert chat.press(ticket.ref).sentences == ["ticket.status.told"]


def test_a_ticket_is_asked_for_by_its_number_in_any_words_and_a_merged_one_leads_to_what_took_it_up() -> None:
    one = filed()
    ticket = one.state.tickets[0]
    merged = replace(ticket, ref="1042-98", status="merged", into="1042-99")
    closed = replace(ticket, ref="1042-97", status="closed")
    several = replace(one.state, tickets=(ticket, replace(ticket, ref="1042-99"), merged, closed))

    def told(text: str) -> tuple[list[str], object]:
        chat = Chat(several).hear(heard(text=text))
        return chat.sentences, next((one.values.get("ticket_ref") for one in chat.actions if isinstance(one, Say)), "")

    assert told(f"where is {ticket.ref}") == (["ticket.status.told"], ticket.ref)
    assert told("1042\uff0d99\uff1f") == (["ticket.status.told"], "1042-99")
    assert told("1042-98") == (["ticket.status.told"], "1042-99")
    assert told("1042-990")[0][0] == "common.missed"
    later = Chat(several).hear(heard(text=ticket.ref)).hear(heard("ticket.status"))
    assert later.sentences == ["slot.ticket"], "the next question is about none of them"
    assert Chat(several).hear(heard("ticket.cancel", text="cancel 1042-99")).state.tickets[1].status == "cancelled"


def test_what_is_over_is_not_cancelled_by_its_number() -> None:
    one = filed()
    state = replace(one.state, tickets=(replace(one.state.tickets[0], status="closed"),), slots={"ticket": one.state.tickets[0].ref})
    draft = update(Draft(KNOWLEDGE, NOW, state), "cancel")
    assert [one.sentence for one in draft.actions if isinstance(one, Say)] == ["ticket.none"]
    assert draft.state.tickets == state.tickets


def test_a_ticket_is_changed_and_cancelled_by_chat() -> None:
    chat = filed().hear(heard("ticket.update")).press("later")
    assert chat.state.tickets[0].facts["window"] == "later"
    chat.hear(heard("ticket.cancel"))
    assert chat.sentences == ["ticket.cancelled"]
    assert not chat.state.tickets[0].is_open


# ---- buttons -------------------------------------------------------------------------------


def test_a_stale_button_is_explained_and_the_step_asked_again() -> None:
    chat = in_socket().hear(Chose(NOW, "1.off"))
    assert chat.sentences == ["common.stale", "power.dead.socket"]


@pytest.mark.parametrize("key", ["", "x", "99.zzz", "2.nonsense", "0", "\ud800"])
def test_an_unknown_button_is_never_silent(key: str) -> None:
    assert in_socket().hear(Chose(NOW, key)).sentences


def test_the_menu_never_grows_old() -> None:
    assert in_socket().hear(Chose(NOW, "0.printer.blank")).place == ("printer.blank", "roll")
    assert Chat().hear(Chose(NOW, "0.power.dead")).place == ("power.dead", "light")
    assert in_socket().hear(Chose(NOW, "0.other")).sentences == ["common.describe"]
    assert in_socket().hear(Chose(NOW, "0.person")).wanted(CallStaff)
    assert Chat().hear(Chose(NOW, "0.care.cleaning")).sentences[0] == "answer.care.cleaning"
    assert Chat().hear(said("repeat")).press("power.dead").place == ("power.dead", "light")


# ---- pictures and sounds -------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "sentence"), [("photo", "media.photo"), ("voice", "media.voice"), ("sticker", "media.other")])
def test_what_is_not_words_is_kept_and_words_are_asked_for(kind: str, sentence: str) -> None:
    chat = in_socket().hear(Sent(NOW, (Media(kind, "x"),)))
    assert chat.sentences == [sentence, "power.dead.socket"]
    assert chat.state.media == (Media(kind, "x"),)


def test_a_photo_for_an_awaited_person_is_just_kept() -> None:
    assert Chat().hear(heard("handoff.human"), Sent(NOW, ())).sentences == ["media.other"]


# ---- time ----------------------------------------------------------------------------------


def test_silence_is_met_with_one_gentle_word() -> None:
    chat = in_socket()
    reminder = next(action for action in chat.actions if isinstance(action, SetReminder))
    assert chat.hear(Elapsed(LATER, reminder.name, reminder.turn)).sentences == ["common.nudge"]
    assert chat.place == ("power.dead", "socket")


def test_a_reminder_for_a_turn_that_is_past_says_nothing() -> None:
    chat = in_socket()
    before = chat.state
    assert chat.hear(Elapsed(LATER, "nudge", 1)).actions == ()
    assert chat.state == before


@pytest.mark.parametrize("name", ["nudge", "unanswered", "follow_up:1042-9", "no_such"])
def test_a_reminder_with_nothing_to_say_says_nothing(name: str) -> None:
    assert Chat().hear(Elapsed(LATER, name, 0)).actions == ()


def test_nobody_came_is_said_honestly_and_a_ticket_is_there_in_any_case() -> None:
    chat = Chat().hear(heard("handoff.human"), Elapsed(LATER, "unanswered", 1))
    assert chat.sentences == ["common.still_waiting", "ticket.opened.waiting"]
    assert [ticket.kind for ticket in chat.state.tickets] == ["other"]


def test_nobody_came_opens_no_second_ticket() -> None:
    chat = filed().hear(heard("handoff.human"), Elapsed(LATER, "unanswered", 1))
    assert chat.sentences == ["common.still_waiting"]
    assert len(chat.state.tickets) == 1


def test_a_ticket_is_followed_up_once_nothing_else_is_open() -> None:
    chat = filed()
    ref = chat.state.tickets[0].ref
    chat.hear(Elapsed(NOW + timedelta(days=1), f"follow_up:{ref}", 1))
    assert chat.sentences == ["ticket.follow_up"]
    assert chat.hear(said("no")).wanted(CallStaff)


def test_a_ticket_that_somebody_has_moved_is_not_asked_after() -> None:
    chat = filed()
    ref = chat.state.tickets[0].ref
    chat.hear(TicketChanged(NOW, ref, "moved", {"status": "scheduled"}, "li", "Li Na"))
    chat.hear(Elapsed(NOW + timedelta(days=1), f"follow_up:{ref}", 1))
    assert chat.sentences == []


# ---- staff ---------------------------------------------------------------------------------


def test_in_staff_mode_nothing_is_said_but_everything_is_remembered() -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"))
    assert chat.state.mode is Mode.STAFF
    events = (heard("printer.blank"), Chose(NOW, "1.off"), Sent(NOW, (PHOTO,)), Elapsed(LATER, "nudge", 2))
    for event in events:
        assert not chat.hear(event).sentences
    assert chat.state.media == (PHOTO,)


def test_what_staff_say_is_passed_on_and_takes_over() -> None:
    chat = in_socket().hear(StaffSaid(NOW, "li", "hello"))
    assert chat.wanted(Relay) == [Relay("li", "hello")]
    assert chat.state.mode is Mode.STAFF


def test_the_first_to_join_wins_unless_it_is_taken_from_him() -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"), StaffJoined(LATER, "wang"))
    assert (chat.state.staff, chat.actions) == ("li", ())
    assert chat.hear(StaffJoined(LATER, "li")).state.staff == "li"
    assert chat.hear(StaffJoined(LATER, "wang", take=True)).state.staff == "wang"


def test_a_colleague_speaks_into_a_held_chat_only_when_meant_so_and_it_stays_the_holders() -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"), StaffSaid(LATER, "wang", "hello"))
    assert chat.actions == ()
    chat.hear(StaffSaid(LATER, "wang", "hello", "Wang Min", (PHOTO,), over=True))
    assert chat.wanted(Relay) == [Relay("wang", "hello", "Wang Min", (PHOTO,))]
    assert chat.state.staff == "li"


@pytest.mark.parametrize("ends", [StaffLeft, StaffClosed])
def test_only_the_holder_ends_it_unless_another_means_to(ends: type[StaffLeft | StaffClosed]) -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"), ends(LATER, "wang"))
    assert (chat.state.staff, chat.state.mode, chat.actions) == ("li", Mode.STAFF, ())
    assert chat.hear(ends(LATER, "wang", over=True)).state.mode is not Mode.STAFF


@pytest.mark.parametrize("event", [heard("printer.blank"), Chose(NOW, "1.off"), Sent(NOW, (PHOTO,))])
def test_a_merchant_waits_for_a_person_from_his_first_word_to_the_persons_next(event: Understanding) -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"))
    assert chat.state.since is None
    assert chat.hear(event).state.since == NOW
    assert chat.hear(replace(heard(), at=LATER)).state.since == NOW
    assert chat.hear(StaffSaid(LATER, "li", "hello")).state.since is None


def test_who_calls_a_person_waits_until_he_speaks_not_until_he_joins() -> None:
    chat = Chat().hear(heard("handoff.human"), StaffJoined(LATER, "li"))
    assert chat.state.since == NOW
    assert chat.hear(StaffLeft(LATER, "li")).state.since is None


def test_a_closed_chat_asks_once_whether_it_is_solved() -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"), StaffClosed(NOW, "li"))
    assert (chat.state.mode, chat.state.staff, chat.state.place) == (Mode.CLOSED, "", None)
    assert chat.sentences == ["common.rate"]
    assert not chat.hear(StaffClosed(NOW, "li")).actions
    assert chat.hear(StaffJoined(NOW, "li"), StaffClosed(NOW, "li")).sentences == ["common.closed"]


def test_handing_back_resumes_at_the_step() -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"), StaffLeft(NOW, "li"))
    assert chat.sentences == ["common.handed_back", "power.dead.socket"]


@pytest.mark.parametrize("resume", [True, False])
def test_handing_back_clean_or_with_nothing_open_offers_the_menu(resume: bool) -> None:
    start = Chat() if resume else in_socket()
    chat = start.hear(StaffJoined(NOW, "li"), StaffLeft(NOW, "li", resume))
    assert chat.sentences == ["common.handed_back", "common.menu"]


def test_who_is_put_back_in_the_queue_waits_for_the_next_person_since_his_own_last_word() -> None:
    chat = in_socket().hear(StaffJoined(NOW, "li"), heard(), StaffLeft(LATER, "li", queue=True))
    assert (chat.state.mode, chat.state.staff, chat.state.is_awaiting, chat.state.since) == (Mode.BOT, "", True, NOW)
    assert (chat.sentences, chat.wanted(CallStaff)) == (["common.person_next"], [CallStaff("released")])
    assert chat.hear(StaffJoined(LATER, "wang"), StaffLeft(LATER, "wang")).sentences == ["common.handed_back", "power.dead.socket"]


def test_leaving_without_having_joined_is_nothing() -> None:
    assert Chat().hear(StaffLeft(NOW, "li")).actions == ()


def test_a_closed_chat_opens_again_when_the_merchant_writes() -> None:
    chat = Chat(replace(FRESH, mode=Mode.CLOSED)).hear(heard("power.dead"))
    assert chat.state.mode is Mode.BOT
    assert chat.sentences == ["power.dead.light"]


def test_asking_again_with_a_place_at_a_silent_step_goes_through_it() -> None:
    state = replace(FRESH, place=Place("repair.visit", "case"), trouble="power.dead")
    assert walking.ask_again(Draft(KNOWLEDGE, NOW, state)).state.place == Place("repair.visit", "bought")


def test_a_location_answers_the_question_where_to_come_and_no_other() -> None:
    here = Sent(NOW, (Media("location", words="31.2, 121.5"),))
    slots = {**KNOWLEDGE.slots, "where": Slot("where", "address", "merchant")}
    knowledge = replace(KNOWLEDGE, slots=slots)
    asked = in_socket().press("not_fixed").press("yes").press("skip").state
    assert asked.question is not None
    waiting = replace(asked, question=replace(asked.question, slot="where"))
    filled, _ = step(waiting, here, knowledge)
    assert filled.slots["where"] == "31.2, 121.5"
    other, _ = step(asked, here, knowledge)
    assert "where" not in other.slots


def test_whatever_a_merchant_does_is_answered_also_where_the_flow_ends_without_a_word() -> None:
    assert Chat().hear(heard("ticket.status")).press("no").sentences == ["common.left"]
