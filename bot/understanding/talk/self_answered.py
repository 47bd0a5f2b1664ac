"""A danger that the merchant asks himself after and denies in the same breath: "swollen? no, looks flat", 鼓了吗？没有. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.understanding.text.normalising import plain

_PART = r"[^,.;:!?\n，。；：！？]*"
_LOOKS_EN = (
    r"(?:[\s,.;!]*(?:it |its |it's |that |the back |the battery |battery )*(?:is |looks? |seems? |feels? |just )*"
    r"(?:not (?:hot|warm|swollen|bulging|smoking|wet|burnt|leaking)|all )?(?:flat|fine|ok|okay|normal|cold|cool|good|dry)?(?: to (?:me|the touch)| at all| enough)?(?=[\s,.;!]|$))?"
)
_LOOKS_ZH = r"(?:[,，。\s]*(?:是|看着|摸着|摸起来|看起来|都|挺|还|很|电池|后盖|背面)*(?:平|正常|好|凉|不烫|没鼓|没冒烟|没味|没事|干)(?:的|着呢|呢|啊)*(?=[,，。！!\s]|$))?"
_DENIED = re.compile(
    rf"(?P<en>{_PART})\?\s*(?:no|nope|nah)\b(?!\s*(?:idea|clue|way to|one|longer))(?=\s*(?:[,.;!]|$|it|its|not|looks?|just|all|nothing|at)){_LOOKS_EN}"
    rf"|(?P<zh>{_PART})(?:[?？]|(?<=[吗么])[,，\s])\s*(?:没有|没|不|并没有)(?:啊|呀|的|鼓|烫|冒|热|漏|湿)*(?=[,，。！!；;\s]|$){_LOOKS_ZH}",
    re.IGNORECASE,
)
_HEAT = re.compile(r"烫|冒烟|火花|焦|糊味|\b(?:hot|warm|smok\w+|spark\w*|burn\w*|fire|wet)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"^\s*(?:can|could|should|shall|may|do|does|is it (?:ok|safe|still safe)|what if|if)\b|能|可以|要不要|怎么|会不会", re.IGNORECASE
)
"""What may be done where there is danger is asked of a danger that there is."""


def without_denied(text: str, names_danger: Callable[[str], object]) -> str:
    """The words without each danger that is asked and denied at once; empty where they are nothing else."""

    def spared(found: re.Match[str]) -> str:
        asked = found["en"] if found["zh"] is None else found["zh"]
        return found[0] if _LEADS.search(asked) or not (_HEAT.search(asked) or names_danger(plain(asked))) else ""

    rest = _DENIED.sub(spared, text)
    if rest == text:
        return text
    return rest.strip(" ,.;!，。；！")
