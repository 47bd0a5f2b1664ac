"""The security code of a card: by its name, by where it stands on the card, and after a date of expiry. Texts are folded: 三 is 3."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.text.announcing import ENDS, GLUE, NO_SUM, NUMBER, Found, found_by, told_by

_NAMES = (
    r"c[. ]?v[. ]?v2?|cw2|c[. ]?v[. ]?c2?|cvn2?|cav2?|\bcsc|\b(?:3|three)[- ]digits? code|安全码|安全(?=[\s:：]*\d{3}(?!\d))|(?:安全|校验|验证)[^\d\n]{0,4}3(?:位|个)数?字?|签名条|卡背"
    r"|(?:security|safety|sec) (?:code|number|no\.?|num|digits?)(?: (?:on|at) the back)?"
)
_OF_THE_CARD = (
    r"(?: (?:on|at|from|of)(?: the| its| his| her| my)? (?:back|front|strip|reverse|card))*(?: of (?:the|my|his|her|their) card)?"
)
_LAST_EN = (
    rf"(?:(?:last|final|back) (?:three|3)(?: (?:digits?|numbers?|figures?))?|the (?:three|3) (?:digits?|numbers?|figures?)){_OF_THE_CARD}"
)
_BACK_EN = rf"(?:digits?|numbers?|figures?|code|(?:three|3|four|4|last)) (?:on|at|from) (?:the|its) (?:back|front|(?:signature )?strip|reverse){_OF_THE_CARD}"
_BACK_OF_CARD = r"back of (?:the|my|his|her|their|customer'?s) card|\bback (?:digits?|numbers?|code)"
_OF_OTHER_THINGS = r"(?<![机器签纸盒箱号单机话n])"
_LAST_ZH = r"[那这]3位数(?:字|码)?|[后末尾](?:面|边)?(?:的|那)?3(?:位|个|码)(?:数字?|数|码|号码?)?"
_BACK_ZH = (
    r"(?:背|反|后)(?:面|边|后)[^\d\n]{0,6}3(?:位|个)(?:数字?|数|码|号码?)?"
    r"|(?:卡片?|签名)(?:的|条|栏)?(?:背|反|后|旁)(?:面|边|后)?(?:的|那|这|最|后|末|\d[位个])*(?:数字?|号码|码)"
)
_EXPIRY = r"(?<!保修)(?:有效期|到期日?)|(?<!warranty )(?<!contract )(?<!licen[cs]e )(?:\bexp(?:iry|ires|iration|\.|\b)(?: date)?|valid (?:thru|until|to|through))"
_MONTH = r"\d\d ?[/年.-]? ?\d\d(?:\d\d)?(?:月|年)?"
_CODES = told_by(
    (
        (rf"(?:{_NAMES})码?(?:{_OF_THE_CARD}|[ ：:]?3 ?位数?字?){GLUE}({NUMBER}{{2,3}})(?!\d)", "‹cvv›"),
        (rf"\b(?:{_LAST_EN}|{_BACK_EN}|{_BACK_OF_CARD}){GLUE}({NUMBER}{{2,3}}){ENDS}{NO_SUM}", "‹cvv›"),
        (
            rf"(?<![\d/.-])({NUMBER}{{2}}) (?:is )?(?:on|at) the (?:back|reverse|strip)(?! of (?!(?:the|my|his|her|their|customer'?s) card))",
            "‹cvv›",
        ),
        (rf"\blast (?:three|3) digits? ({NUMBER}{{2}}){ENDS}{NO_SUM}", "‹cvv›"),
        (rf"{_OF_OTHER_THINGS}(?:{_LAST_ZH}|{_BACK_ZH}){GLUE}({NUMBER}{{2}}){ENDS}{NO_SUM}", "‹cvv›"),
        (rf"(?:{_EXPIRY})[^\d\n]{{0,6}}{_MONTH}(?![/-])[^\d\n]{{1,12}}(?:3位[^\d\n]{{0,4}})?({NUMBER}{{2,3}})(?![\d/-])", "‹cvv›"),
        (rf"‹card›[^\d\n]{{0,12}}{_MONTH}[^\d\n]{{1,12}}({NUMBER}{{2,3}})(?!\d)", "‹cvv›"),
        (rf"(?<![\d/-])({NUMBER}{{2,3}})\s*(?:是|就是|is)?\s*(?:the|my|我的|卡的)?\s*(?:cvv2?|cvc2?|cvn2?|安全码|security code)", "‹cvv›"),
    )
)


def security_codes(text: str) -> Iterator[Found]:
    """Where one stands, with or without its name."""
    return found_by(_CODES, text)
