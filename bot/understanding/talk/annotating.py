"""A word for whoever comes, told while the form of a repair is filled in: "yes but put that I say 3 years", 备注一下打印机也坏了. It goes on the
ticket as it was said. Decides nothing.
"""

from __future__ import annotations

import re

from bot.core.state import State
from bot.core.understanding import Field
from bot.understanding.answers.asking import asks
from bot.understanding.facts.places import addresses, windows
from bot.understanding.text.normalising import levelled

NOTE, WINDOW, CHANGE, VISIT = "note", "window", "change", "repair.visit"
_TELLS = re.compile(
    r"(?:(?:yes|yeah|yep|ok|okay|right|correct|and|also|please|pls|but|oh|no|wait|can you|could you|just|actually)[, ]+)*"
    r"(?:(?:put|add|note|write|mention|include|state|make a note|log)(?: (?:on|in|down|to it|there|a note|(?:it )?(?:on|in|down|to)(?: it)?(?: the (?:ticket|form|note))?|also))*(?: that| down that|:| saying)?|(?:tell|let|warn) (?:him|her|them|the \w+|your \w+)(?: know)?(?: that| to)?) +(?P<en>\S.{3,150})"
    r"|(?:对|是的?|嗯|好的?|行|可以|没错|但是?|不过|另外|还有|再|帮我|给我|麻烦|请|就是|你|[,，。 ])*+"
    r"(?:(?:备注|注明|补充|写明|标明|标注|记上|加上?|添上?|写上|带上)(?:一?[句下条点个])?(?:说|是|写)?[:：,， ]*|(?:跟|和|告诉|让|叫|通知|提醒)(?:一声)?(?:师傅|他们|同事|来的人|工程师|维修的)(?:说)?(?:一声|一下)?[:：,， ]*)(?P<zh>\S.{2,100})",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"(?:yes|yeah|yep|ok|okay|right|correct|fine|send it|all right)(?:[, ]+(?:send it|please|pls|ok|correct|right|that's right))*[,. ]+(?:but|only|except|just)[, ]+(?P<en>\S.{3,150})"
    r"|(?:对|是的?|嗯|好的?|行|可以|没错|提交)(?:的|了|吧|[,，。 ])*(?:但是?|不过|就是|只是|另外|还有|可是)+[,， ]*(?P<zh>\S.{2,100})",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:别|不用|不要|不需要)(?:派人|让人|叫人|找人|师傅)?(?:上门|过来|来人)|\b(?:no|without a?|skip (?:the|a)|(?:do ?n'?t|do not) (?:want|need|send) (?:a|any|the)?) ?(?:home )?(?:visits?|call ?outs?)\b"
    r"|\bnobody (?:to|should|needs? to) (?:visit|come)\b|\b(?:do ?n'?t|do not) (?:come|visit)\b",
    re.IGNORECASE,
)
"""That it is to be mended without a visit."""
_OF_THE_FORM = re.compile(
    r"\d{6,}|地址|电话|手机|时间|序列号|型号|牌子|\b(?:address|phone|mobile|number|time|day|serial|model|make it|change)\b", re.IGNORECASE
)
_WORSE = re.compile(
    r"冒烟|着火|起火|烧|烫|爆|火花|滋滋|\b(?:smok\w+|fire|flames?|sparks?|hiss\w*|burn\w*|hott?er|exploded?|leak\w*)\b", re.IGNORECASE
)
_DENIED = re.compile(r"(?:没有?|不(?!过)|未|别)[^,，。]{0,2}$|\b(?:no|not|n'?t|without|never|stopped)(?: \w+){0,2} $", re.IGNORECASE)


def annotated(text: str, state: State) -> tuple[Field, ...]:
    """The note, and that no visit is wanted, where the form is open; nothing where something dangerous is told, or asked."""
    question, place = state.question, state.place
    if place is None or place.flow != VISIT or question is None:
        return ()
    shown, said = question.offer(CHANGE) is not None, text.strip()
    flat = levelled(said)
    found = _TELLS.fullmatch(flat) or (_BUT.fullmatch(flat) if shown and not _puts_right(flat) else None)
    nobody = shown and _NOBODY.search(said)
    if not (found or nobody) or asks(said) or _is_worse(said):
        return ()
    told = (found["en"] or found["zh"]).strip(" .。!！") if found else said
    before = state.slots.get(NOTE, "")
    note = Field(NOTE, f"{before}; {told}" if before else told)
    return (note, Field(WINDOW, nobody.group().strip())) if nobody else (note,)


def _puts_right(flat: str) -> bool:
    """Whether something of the form is told, which is no note but its correction."""
    return bool(_OF_THE_FORM.search(flat)) or any(windows(flat, waiting=True)) or any(addresses(flat))


def _is_worse(said: str) -> bool:
    return any(not _DENIED.search(said[: found.start()]) for found in _WORSE.finditer(said))
