"""One door: a message and the state become what happened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.messages import Media
from bot.core.state import Crumb, Place, Question, State
from bot.core.understanding import Chose, Decision, Heard, Sent
from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from tests.unit.understanding.world import ASKED, IDLE, KNOWLEDGE, matcher, said


def hear(text: str, state: State = IDLE) -> Heard:
    heard = understand(said(text), state, KNOWLEDGE, matcher())
    assert isinstance(heard, Heard)
    return heard


def test_a_pressed_button_is_a_choice() -> None:
    assert understand(replace(said(""), choice="3.on"), ASKED, KNOWLEDGE, matcher()) == Chose(said("").at, "3.on")


def test_a_photo_without_words_is_sent_and_with_words_is_heard() -> None:
    photo = Media("photo", "abc")

    assert understand(replace(said(""), media=(photo,)), IDLE, KNOWLEDGE, matcher()) == Sent(said("").at, (photo,))
    assert isinstance(understand(replace(said("屏幕这样"), media=(photo,)), IDLE, KNOWLEDGE, matcher()), Heard)


def test_a_trouble_is_heard_with_its_facts() -> None:
    heard = hear("N910开不了机，重启过了，SN NL2020123456")

    assert heard.intent == "power.no_power"
    assert heard.tried == ("restart",)
    assert {field.name for field in heard.fields} == {"model", "serial"}
    assert heard.locale == "zh"


@pytest.mark.parametrize(("told", "model"), [({}, "Newland N910"), ({"model": "-"}, "Newland N910"), ({"model": "Verifone"}, None)])
def test_a_serial_number_that_begins_like_a_model_changes_none_that_was_told(told: dict[str, str], model: str | None) -> None:
    asked = replace(ASKED, question=Question(4, (), "serial"), slots=told)
    facts = {field.name: field.value for field in hear("N910-0032871", asked).fields}
    assert (facts["serial"], facts.get("model")) == ("N9100032871", model)


def test_secrets_never_get_past_the_door() -> None:
    heard = hear("卡号4111111111111111刷不了")

    assert heard.masked == 1
    assert "4111" not in heard.text


def test_a_short_answer_picks_the_offer_of_the_open_question() -> None:
    assert hear("没亮", ASKED).offer == "off"
    assert hear("2", ASKED).offer == "off"
    assert hear("2").offer is None


def test_a_strong_other_trouble_picks_no_offer() -> None:
    heard = hear("二维码扫不了", ASKED)

    assert heard.offer is None
    assert heard.intent == "hardware.scanner"


def test_with_a_fact_awaited_bare_words_are_that_fact() -> None:
    asked = replace(ASKED, question=Question(4, (), "serial"))

    assert [(f.name, f.value) for f in hear("pb 0412 3456", asked).fields] == [("serial", "PB04123456")]


@pytest.mark.parametrize("text", ["杭州余杭良渚老街口那家水果店", "the corner shop on Mill Lane next to the church"])
def test_with_an_address_awaited_any_words_of_a_place_are_it(text: str) -> None:
    asked = replace(ASKED, question=Question(4, (), "address"))

    assert [f.name for f in hear(text, asked).fields] == ["address"]


def test_an_earlier_answer_is_taken_back() -> None:
    state = replace(ASKED, trail=(Crumb(Place("power.no_power", "light"), {}, ()),), slots={"power_light": "off"}, question=None)

    assert hear("刚才说错了，灯亮着", state).correction == (0, "on")
    assert hear("sorry i meant the light is on", state).correction == (0, "on")
    assert hear("灯亮着", state).correction is None


@pytest.mark.parametrize("text", ["wait, the light is on", "no wait the light is on", "oh hang on, its on", "hold on its on"])
def test_who_stops_himself_takes_an_answer_back(text: str) -> None:
    state = replace(ASKED, trail=(Crumb(Place("power.no_power", "light"), {}, ()),), slots={"power_light": "off"}, question=None)
    assert hear(text, state).correction == (0, "on")


@pytest.mark.parametrize("text", ["fine ill wait, its on", "hold on for a minute its on", "can you wait then its on"])
def test_who_waits_takes_nothing_back(text: str) -> None:
    state = replace(ASKED, trail=(Crumb(Place("power.no_power", "light"), {}, ()),), slots={"power_light": "off"}, question=None)
    assert hear(text, state).correction is None


def test_denying_the_trouble_at_hand_is_a_correction_of_it() -> None:
    state = replace(ASKED, trouble="network.wifi")

    assert hear("不是wifi连不上，是开不了机", state).corrects
    assert not hear("开不了机", state).corrects


def test_nothing_is_heard_in_nothing() -> None:
    assert hear("").decision is Decision.REJECT


@pytest.mark.parametrize("text", ["serial NL2020123456", "序列号是NL2020123456", "my serial number is NL2020123456"])
def test_facts_alone_sound_like_no_trouble(text: str) -> None:
    heard = hear(text)

    assert [field.name for field in heard.fields] == ["serial"]
    assert heard.decision is not Decision.CLARIFY


def test_an_answer_that_only_comes_near_to_an_offer_is_a_guess() -> None:
    heard = hear("现在灯是灭的", ASKED)

    assert (heard.offer, heard.guess) == (None, "off")


def test_a_trouble_understood_for_certain_is_no_answer_to_the_open_question() -> None:
    assert hear("怎么还不到账", ASKED).guess is None


def test_a_model_named_alone_asks_for_nothing() -> None:
    for words in ("我的机子是新大陆的", "it's an N910", "we use the N910"):
        heard = hear(words)
        assert (heard.decision, [field.name for field in heard.fields]) == (Decision.REJECT, ["model"])


@pytest.mark.parametrize("text", ["my washing machine is leaking", "the coffee machine leaks all over the floor"])
def test_another_machine_is_no_danger_of_the_terminal(text: str, mind: Mind) -> None:
    heard = understand(said(text), IDLE, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.danger is None


@pytest.mark.parametrize(
    "text", ["the machine is leaking", "there's a lump where the battery sits", "coffee machine leaked on my card machine"]
)
def test_the_terminal_beside_another_machine_is_in_danger(text: str, mind: Mind) -> None:
    heard = understand(said(text), IDLE, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.danger is not None


@pytest.mark.parametrize("text", ["correct, thats how it is", "all right it came back on its own"])
def test_words_of_the_talk_are_taken_for_such_where_nothing_is_open(text: str, mind: Mind) -> None:
    heard = understand(said(text), IDLE, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert (heard.decision, heard.intent and heard.intent.partition(".")[0]) == (Decision.ACCEPT, "conversation")


def test_who_asks_whether_to_give_it_away_denies_no_fraud(mind: Mind) -> None:
    heard = understand(said("门口来了个人要给我换机，给不给他"), IDLE, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert (heard.decision, heard.intent) == (Decision.ACCEPT, "security.scam")


def test_a_question_is_heard_beside_a_trouble_only_where_one_is_asked(mind: Mind) -> None:
    def also(text: str) -> tuple[str, ...]:
        heard = understand(said(text), IDLE, mind.knowledge, mind.matcher)
        return heard.also if isinstance(heard, Heard) else ()

    assert "transaction.offline_fallback" in also("sim says no service. can i take cards now and send them later")
    assert "transaction.offline_fallback" not in also("sim says no service. cards are taken now and sent later")
    assert "repair.self_open" in also("touch was going haywire so i took the back off, sorry")


@pytest.mark.parametrize(
    "text", ["serial number PAX-A920-0817", "S/N PAX-A920-0817", "序列号 PAX-A920-0817", "机身号 N9100032871", "mobile 07700 900123"]
)
def test_a_number_with_its_name_begins_no_trouble_whatever_it_sounds_like(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say(text)
    assert player.state is not None
    assert (player.state.trouble, player.state.place) == ("", None)
    assert {"serial", "contact", "phone"} & player.state.slots.keys()
