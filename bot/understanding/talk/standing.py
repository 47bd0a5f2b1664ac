"""What a message may mean where the talk stands: no denied danger, nothing that is said to be well, the address of an open ticket."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import OF_THE_TERMINAL, QUOTE, Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Candidate, Decision
from bot.understanding.answers.asking import asks, is_statement
from bot.understanding.facts.extracting import tried
from bot.understanding.facts.models import names
from bot.understanding.facts.shortfalls import MISMATCH, shortfall
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.talk.card_ways import of_the_way
from bot.understanding.talk.dangers import denied_in, undenied
from bot.understanding.talk.facts import other_house
from bot.understanding.talk.one_payment import of_one_payment
from bot.understanding.talk.paid_away import asked_of
from bot.understanding.talk.pleading import apart, parted
from bot.understanding.talk.reminding import PLAN, is_signal
from bot.understanding.talk.taking_again import of_its_result
from bot.understanding.talk.ticketing import BUSINESS, UPDATE, is_change, is_of_address
from bot.understanding.talk.wishes import meant, named_first
from bot.understanding.text.clauses import become, is_well_only, taken_up
from bot.understanding.text.normalising import has_han, levelled, visible
from bot.understanding.text.reproaches import unaccused
from bot.understanding.text.wording import has_words

_OF_WHAT_IS_WELL = 0.4  # of the probability of a trouble is left where its part is said to be well
_TICKETS = "ticket"
_SURE_AMID = 0.82  # probability from which words are something else than more on what is open
_OFTEN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:好?[几两三四五六多\d]|好多|无数)[次遍回]了?[。! ]*$"
    r"| (?:twice|thrice|(?:two|three|four|five|a few|several|many|\d{1,2}) times)(?: (?:now|already|today))?[.! ]*$",
    re.IGNORECASE,
)
"""How often a thing was done, at the end of what tells it: 重启了两次, "restarted twice"."""
_STILL = re.compile(r"(?:还是|仍然|仍旧|依然|依旧|照样|照旧)(?P<zh>.{2,})|\b(?:still|yet) (?P<en>.{4,})", re.IGNORECASE)
"""What goes on, told by who has said nothing before: 重启了三次了还是打不出来."""
_NOT_FIXED = "conversation.not_fixed"
_CHARGED_AGAIN = "transaction.double_charge"  # which words of number alone come near to
_WORTH_NAMING = 0.1  # probability below which what is left, once the likeliest is denied, says nothing at all
_TALK, _AT_REST_FROM = "conversation.", 0.5  # probability from which words are of the talk, where nothing is open


_VISIT, _TOLD_WITH_PLEA = "repair.visit", 0.4  # probability of its kind from which a trouble is told enough for somebody to come
_UPDATE, _OF_NETWORK = re.compile(r"\bupdate\b", re.IGNORECASE), re.compile(r"\b(?:wi-?fi|password|network name)\b", re.IGNORECASE)
_SOFTWARE = re.compile(r"\b(?:software|firmware|app|system|version|updating|updates)\b", re.IGNORECASE)
_ONLY_OFTEN = re.compile(
    r"(?:好?[几两三四五六多\d]|一)[次遍回]|(?:once|twice|thrice|(?:two|three|four|five|a few|several|\d) times)[.! ]*", re.IGNORECASE
)
_BARE_ZH, _BARE_EN = 5, 4  # characters and words that name a thing, and ask nothing of it
_BAO_XIU = re.compile(
    r"(?:(?:wo|men|yao|xiang|neng|ke yi|keyi|de|ji qi|jiqi|pos|ji|ma|le|ne|a|qing|wen) ?)*bao ?xiu(?: ?(?:ji qi|jiqi|pos|ji|ma|le|ne|a|ba|yi xia|de))*[?!. ]*",
    re.IGNORECASE,
)
_URGENT = re.compile(
    r"(?P<zh>网络?|无线|wifi|流量卡|打印机?|卡纸|扫码|刷卡|到账|钱|退款)(?:的事|那个|那边)?(?:比较|更|最|才|是)*(?:要紧|急|着急|重要)(?!吗|不)"
    r"|\bthe (?P<en>\w+(?: \w+)?) is (?:more |the most |most )?(?:urgent|important|pressing)\b",
    re.IGNORECASE,
)
"""Which of two presses more."""
_LIT = re.compile(
    r"(?:只有|还有|就|是|亮(?:着|了)?|有)(?:个)?[红绿蓝黄橙白]灯(?!不|也不|没|都不)|[红绿蓝黄橙白]灯(?:还|是|一直|就)?(?:亮|闪)着?|\b(?:only|still|just|a|the) (?:the )?(?:red|green|blue|amber|orange|white)(?: one| light)?(?: (?:is |stays |still )?(?:on|lit))?(?=[.! ]*$|,)"
    r"|\b(?:red|green|blue|amber|orange|white) (?:light|led)(?: is|'s| stays)? (?:on|lit|flashing|blinking)\b",
    re.IGNORECASE,
)
"""That a light is lit."""
_NO_POWER = "power.no_power"
_NO_SALES = re.compile(
    r"(?:就|都|也|又|以?后|现在|所以|结果|,|，| )*(?:刷不了|收不了|收不成|刷不成|用不了|付不了|做不了)(?:卡|款|钱|单|生意|任何)?|收不到款"
    r"|\b(?:can'?t|cannot|cant|couldn'?t|unable to) (?:take|accept|do|run|process|make) (?:any )?(?:cards?|payments?|sales?|card payments?|cards or \w+)\b|\b(?:cards?|payments?|sales?) (?:don'?t|dont|won'?t|wont|doesn'?t|not|aren'?t|no longer) (?:go(?:ing)? through|work(?:ing)?)\b|\bno (?:card )?payments?\b",
    re.IGNORECASE,
)
"""That nothing can be sold, which is an effect of many a trouble and none of its own."""
_CAUSES, _EFFECTS = (
    frozenset({"network", "power", "software"}),
    ("hardware.card_reader", "hardware.scanner", "transaction.offline", "transaction.response"),
)
_LOGIN, _DELAY = "account.login", "settlement.delay"
_RESETS = re.compile(
    r"重置(?!密码|成|出厂)(?:一下)?(?:[它他这那]个?)?|\breset(?! (?:the |my |our )?(?:password|code|pin|login|terminal|machine))(?: it| this| that)?\b",
    re.IGNORECASE,
)
_WIPES = re.compile(r"出厂|恢复|机器|终端|清空|格式化|\b(?:factory|wipe|terminal|machine|reader)\b", re.IGNORECASE)


def matched(answer: str, text: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Match:
    """What the words may mean where the talk stands."""
    text = _of_login(text, state)
    if state.place is None and _ONLY_OFTEN.fullmatch(text.strip()):
        return Match(Decision.REJECT, normalised=text)  # how often, and not what
    match = _meant(text, state, _undenied(text, knowledge, _uncounted(text, knowledge, matcher)))
    match = _of_its_own(text, state, knowledge, matcher, match)
    match = _of_its_effect(text, _not_dark(text, _first_of_two(text, state, knowledge, matcher, match)))
    match = _of_shortfall(text, state, _of_one_sound(text, match))
    match = of_the_way(text, state, match)
    match = of_its_result(text, of_one_payment(_pleaded(text, state, knowledge, matcher, match)))
    match = asked_of(text, state, _at_rest(_calm(answer, text, state, matcher, match), state))
    if match.decision is not Decision.ACCEPT or match.is_talk:
        return match
    best, amid = match.candidates[0], state.place is not None
    of_tickets = state.place is not None and group_of(best.intent) == group_of(state.place.flow) == _TICKETS  # 不用来了 好了
    of_answer = best.intent in knowledge.answers and (is_statement(text) or _is_bare(text, best.intent))
    told = amid and not of_tickets and (best.score < _SURE_AMID or of_answer)
    return _doubted(match, state) if told or is_well_only(match.normalised) else match  # 挥卡可以 names no trouble, 密码换了 asks nothing


def _first_of_two(text: str, state: State, knowledge: Knowledge, matcher: Matcher, match: Match) -> Match:
    """Of two troubles told in one breath, the one that is named to come first: 卡纸，网也断了，先弄网. Danger is not left for another."""
    best, urgent = top(match), _URGENT.search(text)
    named = (urgent["zh"] or urgent["en"]) if urgent else named_first(text, state.but(noted=(), question=None))
    if state.place is not None or match.decision is not Decision.ACCEPT or not match.also or not named or knowledge.is_safety(best):
        return match
    meant = next((group_of(one.intent) for one in matcher.match(named).candidates if not one.intent.startswith(_TALK)), "")
    other = next((one for one in match.also if group_of(one) == meant), "")
    if not other or group_of(best) == meant:
        return match
    rest = tuple(one for one in match.candidates if one.intent != other)
    also = (best, *(one for one in match.also if one not in {other, best}))
    return replace(match, candidates=(Candidate(other, 1.0, text), *rest), also=also, act=None)


def _not_dark(text: str, match: Match) -> Match:
    """Without that the terminal has no power, where a light is told to be lit: 红灯也不亮了，只有绿灯."""
    if not _LIT.search(text) or _NO_POWER not in {top(match), *match.also}:
        return match
    rest = tuple(one for one in match.candidates if one.intent != _NO_POWER)
    also = tuple(one for one in match.also if one != _NO_POWER)
    decision = match.decision if top(match) != _NO_POWER else Decision.CLARIFY if rest else Decision.REJECT
    return replace(match, decision=decision, candidates=rest, also=also)


def _of_its_effect(text: str, match: Match) -> Match:
    """Without what is only the effect of the trouble told first: "changed the wifi password and now cards don't go through" tells of one."""
    if group_of(top(match)) not in _CAUSES or not match.also or not _NO_SALES.search(text):
        return match
    return replace(match, also=tuple(one for one in match.also if not one.startswith(_EFFECTS)))


def _is_bare(text: str, intent: str) -> bool:
    """Whether they are a few words, which amid a trouble ask nothing: 合同, 密码没换, "password is the same"; a price is asked so."""
    said = text.strip()
    few = len(said) <= _BARE_ZH if has_han(said) else len(said.split()) <= _BARE_EN
    return few and intent != QUOTE and not asks(text)


def _of_login(text: str, state: State) -> str:
    """What is to be reset, where a password was forgotten and nothing else is named: "who can reset it" wipes no terminal."""
    if state.trouble != _LOGIN or _WIPES.search(text):
        return text
    return _RESETS.sub(lambda found: "reset the password" if found[0].isascii() else "重置密码", text)


def _uncounted(text: str, knowledge: Knowledge, matcher: Matcher) -> Match:
    """What the words mean; a deed that is told with how often, as that deed: "restarted twice" is near "charged twice"."""
    match = matcher.match(compared(text, knowledge))
    once = _OFTEN.sub("", text) if top(match) == _CHARGED_AGAIN and tried(text, knowledge) else text
    done = matcher.match(compared(once, knowledge)) if once != text else match
    return done if top(done).startswith(_TALK) else match


def _of_its_own(text: str, state: State, knowledge: Knowledge, matcher: Matcher, match: Match) -> Match:
    """The trouble that is said to go on, where none was told before that it could be: 还是打不出来 as the first words."""
    told = state.place is not None or state.trouble
    found = None if told or top(match) != _NOT_FIXED else _STILL.search(text)
    again = matcher.match(compared(found["zh"] or found["en"], knowledge)) if found else match
    return match if again.decision is Decision.REJECT or top(again).startswith(_TALK) else again


def _of_one_sound(text: str, match: Match) -> Match:
    """Spelled out, 报修 and 保修 are one: a repair that is wanted, and the warranty, are asked back where nothing else tells them apart."""
    if not _BAO_XIU.fullmatch(text.strip()):
        return match
    two = tuple(Candidate(intent, 0.5, text) for intent in (_VISIT, "warranty.check"))
    return replace(match, decision=Decision.CLARIFY, candidates=two, act=None, also=())


def _of_shortfall(text: str, state: State, match: Match) -> Match:
    """Less came than was taken, where both sums are told: nothing else is open but money that did not come, of which they are not asked."""
    amid = state.place is not None and (state.trouble != _DELAY or state.question is None or state.question.offer("skip") is not None)
    if amid or shortfall(text) is None:
        return match
    others = tuple(one for one in match.candidates if one.intent != MISMATCH)
    also = tuple(one for one in match.also if group_of(one) != group_of(MISMATCH))
    return replace(match, decision=Decision.ACCEPT, candidates=(Candidate(MISMATCH, 1.0, text), *others), act=None, also=also)


def _pleaded(text: str, state: State, knowledge: Knowledge, matcher: Matcher, match: Match) -> Match:
    """The trouble that is told with a plea for somebody to come, and the plea beside it, however little is said of either."""
    told = parted(text) if state.place is None else None
    if told is None or not has_words(told[0]):
        return match
    wrong = matcher.match(compared(told[0], knowledge))
    kinds: dict[str, float] = {}
    for one in wrong.candidates:
        kinds[group_of(one.intent)] = kinds.get(group_of(one.intent), 0.0) + one.score
    best = top(wrong)
    sure = wrong.decision is Decision.ACCEPT or (group_of(best) in OF_THE_TERMINAL and kinds[group_of(best)] >= _TOLD_WITH_PLEA)
    if best not in knowledge.intents or not knowledge.intents[best].trouble or not sure:
        return match
    also = tuple(one for one in (_VISIT, *wrong.also, *match.also) if one != best)
    return replace(wrong, decision=Decision.ACCEPT, also=tuple(dict.fromkeys(also)), normalised=match.normalised)


def _meant(text: str, state: State, match: Match) -> Match:
    """The address of a visit where a ticket is open; and no plan where it is of what a terminal sounds: 收款不要提醒."""
    if other_house(text, state):
        return replace(match, decision=Decision.REJECT, candidates=(), act=None)
    if begun(match) in {BUSINESS, UPDATE} and is_of_address(text, state):
        return replace(match, decision=Decision.ACCEPT, candidates=(replace(match.candidates[0], intent=UPDATE), *match.candidates[1:]))
    if is_change(text, state) and (match.decision is not Decision.ACCEPT or match.is_talk or top(match) == _VISIT):
        return replace(match, decision=Decision.ACCEPT, candidates=(Candidate(UPDATE, 1.0), *match.candidates))
    rest = tuple(one for one in match.candidates if one.intent != PLAN)
    if len(rest) == len(match.candidates) or not is_signal(levelled(text)):
        return match
    stands = rest and (match.decision is Decision.CLARIFY or top(match) != PLAN)
    return replace(match, decision=match.decision if stands else Decision.REJECT, candidates=rest)


def _undenied(text: str, knowledge: Knowledge, match: Match) -> Match:
    """Without the dangers that the words deny: what comes after them is doubtful."""
    best = match.candidates[0].intent if match.candidates else ""
    denied = denied_in(text, knowledge.dangers)
    if best not in denied:
        return match
    rest = tuple(candidate for candidate in match.candidates if candidate.intent not in denied and candidate.score >= _WORTH_NAMING)
    return replace(match, decision=Decision.CLARIFY if rest else Decision.REJECT, candidates=rest)


def _calm(answer: str, text: str, state: State, matcher: Matcher, match: Match) -> Match:
    """With the act of what is said beside haste and anger: "im losing customers here, no difference"."""
    if state.question is None or match.decision is Decision.ACCEPT or answer == visible(text):
        return match
    calm = matcher.match(answer)
    return calm if calm.decision is Decision.ACCEPT and calm.act else match


def _at_rest(match: Match, state: State) -> Match:
    """Words that are rather of the talk than of anything else, where nothing is open: what is said to them binds to nothing."""
    best, *others = match.candidates or (None,)
    idle = state.place is None and state.question is None and match.decision is Decision.CLARIFY
    rather = best is not None and best.intent.startswith(_TALK) and best.score >= _AT_REST_FROM
    if not (idle and rather) or any(one.score >= _WORTH_NAMING and not one.intent.startswith(_TALK) for one in others):
        return match
    return replace(match, decision=Decision.ACCEPT)


def _doubted(match: Match, state: State) -> Match:
    """What is said to be well names no trouble; with nothing open it is asked back, and never begun."""
    share = 1.0 if state.place else _OF_WHAT_IS_WELL
    return replace(match, decision=Decision.CLARIFY, candidates=tuple(replace(one, score=one.score * share) for one in match.candidates))


def begun(match: Match) -> str:
    """The intent that the words are likeliest to name."""
    return top(match) if match.decision is not Decision.REJECT else ""


def top(match: Match) -> str:
    return match.candidates[0].intent if match.candidates else ""


def _retold(text: str) -> str:
    """With what is updated of a password or a network told as changed: no software is meant."""
    return _UPDATE.sub("change", text) if _OF_NETWORK.search(text) and not _SOFTWARE.search(text) else text


def compared(text: str, knowledge: Knowledge) -> str:
    """What is matched of the words of a sealed message: without denied dangers, "sorry, I meant" and "never mind", a plea to come apart, with any
    terminal for a named one.
    """
    return names(knowledge.models).generic(undenied(apart(meant(taken_up(unaccused(become(_retold(text)))))), knowledge.dangers))


def rests(state: State) -> bool:
    """Whether a trouble was seen to, and nothing is worked on but perhaps the upkeep."""
    return bool(state.trouble) and not state.is_awaiting and (state.place is None or group_of(state.place.flow) == "maintenance")
