"""Whole conversations as shopkeepers lead them: a moment, please; where were we; and what was said to be over that is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.codec import decode_state, encode_state
from bot.core.knowledge import Intent, Option
from bot.core.spoken import Danger, Refusal
from bot.core.state import Attempt, Move, Offer, Question
from bot.core.understanding import Decision, Heard
from tests.unit.core.test_machine import Chat, in_socket
from tests.unit.core.test_midway import doubtful
from tests.world import FRESH, KNOWLEDGE, LIGHT, NOW, fact, heard, said

CODE = "transaction.response_code"
READER = "hardware.card_reader_chip"
WARRANTY = "warranty.check"


def by_form(act: str) -> Heard:
    """Words that are known by their form alone."""
    return replace(said(act), decision=Decision.REJECT, candidates=())


def test_who_asks_for_a_moment_is_waited_for_and_asked_nothing() -> None:
    chat = in_socket()
    chat.hear(by_form("hold"))
    assert chat.sentences == ["common.later"]
    assert chat.state.question is not None
    assert chat.state.misses == 0


def test_who_asks_where_it_stood_is_asked_the_open_question() -> None:
    assert in_socket().hear(by_form("resumes")).sentences == ["power.dead.socket"]


def test_a_caution_is_said_in_full_once_and_then_in_short() -> None:
    short = {locale: {**sentences, "battery.fire.again": "As I said."} for locale, sentences in KNOWLEDGE.sentences.items()}
    state = replace(Chat().hear(heard("battery.fire")).state, called=False)
    chat = Chat(state, replace(KNOWLEDGE, sentences=short))

    assert chat.hear(said("calmed")).sentences[0] == "battery.fire.solved"
    assert decode_state(encode_state(chat.state)).cautioned == "battery.fire"
    assert chat.hear(said("calmed")).sentences[0] == "battery.fire.again"

    assert Chat(replace(chat.state, place=None, question=None)).hear(heard("power.dead")).state.cautioned == ""


def test_a_caution_that_has_no_short_form_is_said_again() -> None:
    chat = Chat(replace(Chat().hear(heard("battery.fire")).state, called=False))
    assert chat.hear(said("calmed"), said("calmed")).sentences[0] == "battery.fire.solved"


def test_a_guess_does_not_end_the_trouble() -> None:
    asks = replace(LIGHT, options=(*LIGHT.options, Option("fine", "solved")))
    flow = replace(KNOWLEDGE.flows["power.dead"], steps={**KNOWLEDGE.flows["power.dead"].steps, "light": asks})
    chat = Chat(knowledge=replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "power.dead": flow})).hear(heard("power.dead"))
    chat.hear(heard(guess="fine", text="ah, the blue dress"))
    assert chat.place == ("power.dead", "light")


def test_a_guess_does_not_begin_what_was_only_offered() -> None:
    offered = Question(0, (Offer("yes", "choice.yes_please", Move.START, "care.cleaning"), Offer("no", "choice.no_thanks", Move.LEAVE)))
    chat = Chat(replace(FRESH, question=offered)).hear(heard(guess="yes", text="ok now receipts"))
    assert "care.cleaning" not in " ".join(chat.sentences)

    asked = replace(offered, said="it went wrong", offers=(Offer("yes", "intent.printer.blank", Move.START, "printer.blank"),))
    assert Chat(replace(FRESH, question=asked)).hear(heard(guess="yes", text="blank one")).place == ("printer.blank", "roll")


def test_what_is_doubtful_is_kept_for_the_person_on_the_way() -> None:
    waiting = Chat(replace(FRESH, called=True, since=NOW))
    assert waiting.hear(doubtful("power.dead", 0.4, "your man never showed and I closed the shop for him")).sentences == ["common.kept"]


def test_a_question_that_the_open_form_answers_is_told_so() -> None:
    check = replace(KNOWLEDGE.flows["ticket.cancel"], id=WARRANTY, leads_to=frozenset({"repair.visit"}))
    flows, intents = {**KNOWLEDGE.flows, WARRANTY: check}, {**KNOWLEDGE.intents, WARRANTY: Intent(WARRANTY, "warranty", trouble=False)}
    chat = Chat(knowledge=replace(KNOWLEDGE, flows=flows, intents=intents)).hear(heard("power.dead"), heard("repair.visit"))
    place = chat.place

    chat.hear(replace(heard(WARRANTY), asks="question"))
    assert chat.sentences == ["common.comes_with_it", "slot.purchased"]
    assert chat.place == place

    chat.hear(replace(doubtful(WARRANTY, 0.5, "is it covered"), asks="question"))
    assert chat.sentences == ["common.comes_with_it", "slot.purchased"]

    chat.hear(heard(WARRANTY))
    assert chat.sentences == ["slot.purchased"]


def test_what_was_tried_is_no_number() -> None:
    chat = Chat().hear(heard(CODE))
    chat.hear(replace(heard(text="two other cards as well", tried=("roll",))))
    assert chat.sentences == ["common.tried_noted", "slot.code"]
    assert chat.state.misses == 0


def test_cards_that_are_refused_as_well_are_not_read_badly() -> None:
    intents = {**KNOWLEDGE.intents, READER: Intent(READER, "hardware", trouble=True)}
    chat = Chat(knowledge=replace(KNOWLEDGE, intents=intents)).hear(heard(CODE))
    chat.hear(heard(READER, text="the cards of two banks", tried=("roll",)))
    assert chat.state.noted == ()
    assert chat.sentences == ["common.tried_noted", "slot.code"]


def test_a_code_beside_what_was_tried_names_the_trouble() -> None:
    chat = Chat().hear(replace(heard(text="91 on every card", tried=("roll",)), fields=(fact("code", "91"),)))
    assert chat.state.trouble == CODE


def test_amid_danger_a_few_words_name_no_lesser_trouble() -> None:
    asking = replace(KNOWLEDGE.flows["battery.fire"], steps={"stop": replace(LIGHT, id="stop")})
    chat = Chat(knowledge=replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "battery.fire": asking})).hear(heard("battery.fire"))
    chat.hear(heard("printer.blank", text="ok i hung up"))
    assert chat.state.noted == ()
    assert chat.place == ("battery.fire", "stop")
    chat.hear(replace(heard("printer.blank", text="trash?"), asks="question"))
    assert chat.state.noted == ()
    assert chat.sentences[0] == "battery.fire.solved"


def test_a_customer_who_wants_a_kept_card_back_is_given_it() -> None:
    spoken = {locale: {**sentences, f"{CODE}.retain_card": "Give it back."} for locale, sentences in KNOWLEDGE.sentences.items()}
    state = replace(FRESH, trouble=CODE, called=True, since=NOW)
    assert Chat(state, replace(KNOWLEDGE, sentences=spoken)).hear(by_form("unheeded")).sentences == [f"{CODE}.retain_card"]
    assert f"{CODE}.retain_card" not in Chat(state).hear(by_form("unheeded")).sentences


def test_before_a_restart_its_question_comes_first() -> None:
    at_guard = Chat().hear(heard("power.dead")).press("off").press("not_fixed")
    assert at_guard.place == ("guard.sale", "ask")
    at_guard.hear(replace(doubtful("software.frozen", 0.5, "can it be switched off"), asks="question"))
    assert at_guard.sentences == ["common.this_first", "guard.sale.ask"]
    assert at_guard.state.noted == ()


def test_goods_of_a_payment_that_was_found_may_go() -> None:
    spoken = {
        locale: {**sentences, "transaction.unknown_result.solved": "Hand it over."} for locale, sentences in KNOWLEDGE.sentences.items()
    }
    known = replace(KNOWLEDGE, sentences=spoken)
    found = replace(FRESH, trouble="transaction.unknown_result", attempts=(Attempt("reprint_last", "solved"),))
    asks = heard(refused="hand_over")
    assert Chat(found, known).hear(asks).sentences == ["transaction.unknown_result.solved"]
    assert Chat(replace(found, attempts=()), known).hear(asks).sentences == ["refusal.hand_over"]
    assert Chat(found).hear(asks).sentences == ["refusal.hand_over"]


def test_a_question_greets_nobody() -> None:
    chat = in_socket()
    chat.hear(replace(doubtful("conversation.greeting", 0.6, "need one for Saturday, how quick", "greeting"), asks="when"))
    assert "common.greeting" not in chat.sentences
    assert in_socket().hear(doubtful("conversation.greeting", 0.6, "u there", "greeting")).sentences[0] == "common.greeting"


def test_more_words_on_what_was_handed_over_are_kept() -> None:
    handed = Chat(replace(FRESH, trouble="battery.fire", called=True, since=NOW))
    assert handed.hear(heard("battery.fire", text="found the serial")).sentences == ["common.kept"]
    assert Chat(replace(FRESH, trouble="power.dead", called=True, since=NOW)).hear(heard("battery.fire")).state.trouble == "battery.fire"


def test_what_to_do_first_after_a_danger_is_said() -> None:
    handed = Chat(replace(FRESH, trouble="battery.fire", called=True, since=NOW))
    assert handed.hear(replace(said("explain"), asks="question")).sentences == ["battery.fire.solved"]


def test_that_it_is_the_same_is_no_refusal_of_the_repair() -> None:
    asks = KNOWLEDGE.flows["ticket.status"].steps["none"]
    visit = KNOWLEDGE.flows["repair.visit"]
    over = replace(asks, id="bought", options=(Option("yes", "device"), Option("no", "done")))
    flows = {**KNOWLEDGE.flows, "repair.visit": replace(visit, steps={**visit.steps, "bought": over})}
    chat = Chat(replace(FRESH, slots={"symptom": "x"}), replace(KNOWLEDGE, flows=flows)).hear(heard("power.dead"), heard("repair.visit"))
    assert chat.place == ("repair.visit", "bought")

    chat.hear(said("not_fixed"))
    assert chat.place == ("repair.visit", "bought")

    chat.hear(said("no"))
    assert chat.place != ("repair.visit", "bought")


def test_a_figure_agrees_to_nothing() -> None:
    asked = Question(3, (Offer("yes", "choice.yes", Move.ANSWER, "on"),))
    chat = Chat(replace(Chat().hear(heard("power.dead")).state, question=asked))
    assert chat.hear(doubtful("conversation.yes", 0.9, "31 percent", "yes")).place == ("power.dead", "light")


def asked_amid(trouble: str, other: str) -> Chat:
    """Amid a trouble it was asked whether another is meant, and it is."""
    chat = Chat().hear(heard(trouble))
    asked = Question(chat.state.turn, (Offer("yes", f"intent.{other}", Move.START, other),), said="charged twice")
    return Chat(replace(chat.state, question=asked)).press("yes")


def test_the_trouble_at_hand_is_come_back_to_after_another_that_was_asked_about() -> None:
    assert asked_amid("power.dead", "printer.blank").state.noted == ("power.dead",)


def test_danger_is_neither_left_for_later_nor_put_off_by_another() -> None:
    assert asked_amid("power.dead", "battery.fire").state.noted == ()
    assert asked_amid("battery.fire", "printer.blank").state.noted == ()


def test_a_request_that_was_asked_about_leaves_nothing() -> None:
    assert asked_amid("power.dead", "care.cleaning").state.noted == ()


def test_money_that_was_given_back_closes_the_trouble() -> None:
    assert in_socket().hear(by_form("voided")).state.place is None


def test_a_code_on_the_screen_is_what_it_says_and_not_how_the_screen_does() -> None:
    touch = {**KNOWLEDGE.intents, "hardware.touch": Intent("hardware.touch", "hardware", trouble=True)}
    told = replace(heard("hardware.touch", text="the screen says 91, the bank does not respond"), fields=(fact("code", "91"),))
    assert Chat(knowledge=replace(KNOWLEDGE, intents=touch)).hear(told).state.trouble == CODE

    flows = {name: flow for name, flow in KNOWLEDGE.flows.items() if name != CODE}
    assert Chat(knowledge=replace(KNOWLEDGE, intents=touch, flows=flows)).hear(told).state.trouble == "hardware.touch"
    assert Chat(knowledge=replace(KNOWLEDGE, intents=touch)).hear(heard("hardware.touch")).state.trouble == "hardware.touch"


def test_what_did_not_befall_it_leaves_the_question_which_trouble_it_is() -> None:
    offers = (Offer("power.dead", "intent.power.dead", Move.START, "power.dead"), Offer("none", "choice.none_of_these", Move.KEEP))
    asked = Chat(replace(FRESH, question=Question(1, offers, said="it is off")))
    assert asked.hear(said("not_so")).sentences == ["common.which_again"]
    assert asked.state.question is not None
    assert asked.state.question.said


def test_what_is_asked_beside_a_step_is_answered_first_and_the_step_asked_again() -> None:
    chat = in_socket().hear(heard(aside="plugged"))
    assert chat.sentences == ["aside.plugged", "power.dead.socket"]
    assert chat.hear(heard(aside="plugged")).sentences == ["common.as_said", "common.and_above"]
    assert chat.hear(heard(aside="plugged")).state.called


def test_what_was_answered_in_this_sitting_is_answered_in_short_and_a_day_later_in_full() -> None:
    chat = in_socket().hear(heard(aside="plugged"))
    assert chat.hear(heard(aside="use")).sentences[0] == "aside.use"
    assert decode_state(encode_state(chat.state)).given == ("aside.plugged", "aside.use")
    again = chat.hear(heard(aside="plugged"))
    assert (again.sentences[0], again.state.misses) == ("common.as_said", 0)
    later = Chat(again.state.but(wrote=NOW - timedelta(days=1))).hear(heard(aside="plugged"))
    assert later.sentences[0] == "aside.plugged"
    of_place = {locale: {**said, "aside.plugged": "{{ model }} may."} for locale, said in KNOWLEDGE.sentences.items()}
    chat = Chat(in_socket().hear(heard(aside="plugged")).state, replace(KNOWLEDGE, sentences=of_place))
    assert chat.hear(heard(aside="plugged")).sentences[0] == "aside.plugged"


def test_two_questions_in_one_message_are_both_answered() -> None:
    both = replace(heard(aside="plugged"), besides=("use",))
    assert in_socket().hear(both).sentences == ["aside.plugged", "aside.use", "power.dead.socket"]
    chat = in_socket().hear(replace(both, apart=True, act="not_fixed", decision=Decision.ACCEPT))
    assert chat.sentences[:2] == ["aside.plugged", "aside.use"]


def test_what_is_asked_of_the_trouble_that_the_same_words_begin_is_answered_before_its_question() -> None:
    chat = Chat().hear(replace(heard("power.dead"), besides=("plugged",)))
    assert chat.sentences[-2] == "aside.plugged"
    assert chat.state.given == ("aside.plugged",)
    assert "aside.plugged" not in Chat().hear(replace(heard("network.wifi"), decision=Decision.REJECT, besides=("plugged",))).sentences


def test_what_is_asked_amid_a_danger_of_which_more_is_told_is_answered_too() -> None:
    chat = Chat(replace(Chat().hear(heard("battery.fire")).state, called=False))
    told = replace(heard(aside="use"), danger=Danger("battery.fire", {}, ()))
    assert "aside.use" in chat.hear(told).sentences


def test_what_is_asked_beside_something_that_is_done_elsewhere_is_answered_too() -> None:
    asked = replace(heard(aside="plugged"), refused="louder")
    for mild, answered in ((True, True), (False, False)):
        refusals = {in_socket().state.locale: (Refusal("louder", ("louder",), mild=mild),)}
        chat = Chat(knowledge=replace(KNOWLEDGE, refusals=refusals)).hear(asked)
        assert ("aside.plugged" in chat.sentences) == answered


def test_a_question_and_an_answer_in_one_message_are_both_taken() -> None:
    chat = in_socket().hear(replace(heard(aside="plugged"), apart=True, act="not_fixed", decision=Decision.ACCEPT))
    assert chat.sentences[0] == "aside.plugged"
    assert chat.place != ("power.dead", "socket")

    asked = in_socket().hear(replace(heard(offer="not_fixed"), apart=True, about="repair.quote"))
    assert asked.sentences[0] == "answer.repair.quote"
    for kind, sentence in (("when", "common.asked_when"), ("cause", "common.may_be")):
        assert in_socket().hear(replace(heard(offer="not_fixed"), apart=True, asks=kind)).sentences[0] == sentence


def test_what_it_may_come_of_is_left_to_the_next_steps() -> None:
    asked = replace(by_form("none"), act=None, asks="cause")
    chat = in_socket().hear(asked)
    assert chat.sentences == ["common.may_be", "power.dead.socket"]
    assert chat.hear(asked).sentences[0] == "common.answered"
    assert "common.may_be" not in Chat().hear(asked).sentences
    assert "common.may_be" not in in_socket().hear(replace(asked, offer="not_fixed")).sentences
    other = replace(heard("network.wifi", text="is it because of the network, which is gone since this morning"), asks="cause")
    assert "common.may_be" not in in_socket().hear(other).sentences


def test_how_it_is_kept_from_coming_back_is_said_where_it_is_known() -> None:
    asked = replace(by_form("none"), act=None, asks="prevent")
    assert in_socket().hear(asked).sentences == ["power.dead.solved", "power.dead.socket"]
    bare = {locale: {name: said for name, said in of.items() if name != "power.dead.solved"} for locale, of in KNOWLEDGE.sentences.items()}
    assert "power.dead.solved" not in Chat(in_socket().state, replace(KNOWLEDGE, sentences=bare)).hear(asked).sentences


def test_strong_words_are_answered_with_sympathy_once_a_day_and_never_before_danger() -> None:
    chat = Chat().hear(replace(heard("power.dead"), angry=True))
    assert chat.sentences[0] == "common.hard_on_you"
    assert decode_state(encode_state(chat.state)).soothed == NOW
    assert "common.hard_on_you" not in chat.hear(replace(heard(offer="off"), angry=True)).sentences
    assert "common.hard_on_you" not in Chat().hear(replace(heard("battery.fire"), angry=True)).sentences


def test_who_starts_over_and_tells_what_it_is_begins_with_that() -> None:
    chat = in_socket().hear(replace(heard("printer.blank"), act="anew"))
    assert chat.state.trouble == "printer.blank"
    assert not chat.state.noted


def test_what_answers_the_step_as_well_is_taken_after_the_answer() -> None:
    chat = in_socket().hear(heard(aside="plugged", offer="not_fixed"))
    assert chat.sentences[0] == "aside.plugged"
    assert chat.place != ("power.dead", "socket")


def test_with_nothing_at_hand_the_answer_stands_alone_or_the_trouble_it_sounds_like_is_offered() -> None:
    assert Chat().hear(heard(aside="plugged")).sentences == ["aside.plugged"]
    assert Chat().hear(heard("power.dead", aside="plugged")).sentences == ["aside.plugged", "common.then"]


def test_amid_danger_what_is_asked_again_is_answered_in_short() -> None:
    chat = Chat(replace(Chat().hear(heard("battery.fire")).state, called=False))
    assert chat.hear(heard(aside="use")).sentences[0] == "aside.use"
    assert chat.hear(heard(aside="use")).sentences[0] == "common.as_said"
