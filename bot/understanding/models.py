"""Terminal models by the names merchants use. A name that is also an ordinary word is not listed."""

from __future__ import annotations

import re

# Model -> how it is written; spaces stand for any white space or dash, or none.
MODELS: dict[str, tuple[str, ...]] = {
    "PAX A920 Pro": ("a920 pro",),
    "PAX A920": ("a920", "a920 max"),
    "PAX A910": ("a910", "a910s"),
    "PAX A930": ("a930",),
    "PAX A80": ("a80",),
    "PAX A77": ("a77",),
    "PAX A50": ("a50",),
    "PAX A35": ("a35",),
    "PAX IM30": ("im30",),
    "PAX S90": ("s90",),
    "PAX S910": ("s910",),
    "PAX S920": ("s920",),
    "PAX S80": ("s80",),
    "PAX S300": ("s300",),
    "PAX D210": ("d210",),
    "PAX D180": ("d180",),
    "PAX D190": ("d190",),
    "Newland N910": ("n910",),
    "Newland N900": ("n900",),
    "Newland N950": ("n950",),
    "Newland N850": ("n850",),
    "Newland N750": ("n750",),
    "Newland N700": ("n700",),
    "Newland SP600": ("sp600",),
    "Newland SP60": ("sp60",),
    "Newland ME31": ("me31",),
    "Newland ME60": ("me60",),
    "Landi APOS A8": ("apos a8", "landi a8", "联迪 a8"),
    "Landi APOS A9": ("apos a9", "landi a9", "联迪 a9"),
    "Landi E350": ("e350",),
    "Landi E550": ("e550",),
    "Landi C20": ("landi c20", "联迪 c20"),
    "Centerm K9": ("k9", "升腾 k9"),
    "Centerm V8": ("升腾 v8", "centerm v8"),
    "Sunmi P2 Pro": ("p2 pro",),
    "Sunmi P2 Lite": ("p2 lite",),
    "Sunmi P2": ("p2",),
    "Sunmi P3": ("p3",),
    "Sunmi V2 Pro": ("v2 pro",),
    "Sunmi V2s": ("v2s",),
    "Sunmi V2": ("v2", "商米 v2"),
    "Sunmi V3": ("sunmi v3", "商米 v3"),
    "Sunmi T2": ("sunmi t2", "商米 t2"),
    "Verifone V240m": ("v240m",),
    "Verifone V200c": ("v200c",),
    "Verifone V400m": ("v400m",),
    "Verifone VX520": ("vx520",),
    "Verifone VX680": ("vx680",),
    "Verifone VX820": ("vx820",),
    "Verifone P400": ("p400",),
    "Verifone M400": ("m400",),
    "Verifone T650p": ("t650p",),
    "Verifone T650c": ("t650c",),
    "Verifone Carbon 8": ("carbon 8",),
    "Ingenico Move 5000": ("move 5000", "move5k", "move 5k"),
    "Ingenico Move 3500": ("move 3500",),
    "Ingenico Desk 5000": ("desk 5000", "desk5k"),
    "Ingenico Desk 3500": ("desk 3500",),
    "Ingenico Lane 3000": ("lane 3000",),
    "Ingenico Lane 5000": ("lane 5000",),
    "Ingenico Lane 7000": ("lane 7000",),
    "Ingenico iCT250": ("ict250",),
    "Ingenico iCT220": ("ict220",),
    "Ingenico iWL250": ("iwl250",),
    "Ingenico iWL220": ("iwl220",),
    "Ingenico DX8000": ("dx8000", "axium dx8000"),
    "Ingenico EX8000": ("ex8000",),
    "Castles S1F2": ("s1f2",),
    "Castles S1000": ("s1000", "saturn 1000", "saturn1000f"),
    "Adyen AMS1": ("ams1",),
    "Nexgo N86": ("n86",),
    "Nexgo N5": ("nexgo n5",),
    "Nexgo G2": ("nexgo g2", "新国都 g2"),
    "Nexgo G3": ("nexgo g3", "新国都 g3"),
    "Wiseasy P5": ("wiseasy p5",),
    "wizarPOS Q2": ("wizarpos q2", "慧银 q2"),
    "Clover Flex": ("clover flex",),
    "Clover Mini": ("clover mini",),
    "Clover Go": ("clover go",),
    "Square Terminal": ("square terminal",),
    "Square Reader": ("square reader",),
    "SumUp Air": ("sumup air",),
    "SumUp Solo": ("sumup solo",),
    "SumUp 3G": ("sumup 3g",),
    "Zettle Reader 2": ("zettle reader 2", "zettle reader", "izettle"),
    "Dojo Go": ("dojo go",),
    "myPOS Go 2": ("mypos go 2", "mypos go"),
    "BBPOS WisePOS E": ("wisepos e",),
    "BBPOS WisePad 3": ("wisepad 3",),
    "BBPOS Chipper": ("chipper 2x", "bbpos chipper"),
    "Stripe Reader M2": ("stripe m2", "reader m2"),
    "Stripe Reader S700": ("s700",),
    "Tap to Pay": ("tap to pay on phone",),
}


def pattern() -> re.Pattern[str]:
    """All names, the longest first, so that A920 Pro is not read as A920."""
    names = sorted((name for names in MODELS.values() for name in names), key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace(r"\ ", r"[\s\-_]*") for name in names)
    return re.compile(rf"(?<![A-Za-z0-9]){{}}(?:{joined})(?![A-Za-z0-9])".replace("{}", ""), re.IGNORECASE)


def model(written: str) -> str:
    """The model that a name found by `pattern` stands for."""
    bare = _bare(written)
    return next(model for model, names in MODELS.items() if bare in map(_bare, names))


def _bare(name: str) -> str:
    return re.sub(r"[\s\-_]", "", name).casefold()
