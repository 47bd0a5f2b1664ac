"""A whole knowledge folder, as small as one without problems can be, and the means to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.core.vocabulary import LABELS, SENTENCES

CERTIFICATE = "source: the book\nreviewer: maintainers\nreviewed: 2026-01-01\nexpires: 2027-01-01\n"
ENTRY = "source: the book, reviewer: maintainers, reviewed: 2026-01-01, expires: 2027-01-01"

POWER = f"""flow: power.no_power
{CERTIFICATE}start: light
steps:
  light:
    kind: ask
    slot: power_light
    choices:
      on: outlet
      off: hint
  outlet:
    kind: try
    remedy: different_outlet
    risk: interrupts_sales
    next: hint
  hint:
    kind: tell
    next: device
  device:
    kind: form
    slots: [model]
    next: term
  term:
    kind: check
    rule: warranty
    branches: {{in: file}}
    otherwise: file
  file:
    kind: ticket
    ticket: other
    next: done
"""

GUARD = f"""flow: guard.sale
{CERTIFICATE}hidden: yes
start: ask
steps:
  ask:
    kind: ask
    slot: sale
    choices:
      yes: return
      no: return
"""

MODELS = """families:
- family: Acme
  hear: [acme]
  source: the book
  reviewer: maintainers
  reviewed: 2026-01-01
  expires: 2027-01-01
  has: [battery, printer]
  facts: {long_press: 40}
  models:
  - {model: One, hear: [acme one, a1]}
  - {model: Two, hear: [a2], source: the other book, has: wifi, lacks: [battery], facts: {paper_width: 58}}
"""

CODES = """families:
- family: unionpay
  default: yes
  source: the book
  reviewer: maintainers
  reviewed: 2026-01-01
  expires: 2027-01-01
  classes:
  - {class: no_funds, action: other_card, who: customer, retry: no, codes: ["51"]}
  - {class: sign_in, action: sign_in, who: merchant, retry: once, codes: ["77", a0]}
contested:
  source: the book
  reviewer: maintainers
  reviewed: 2026-01-01
  expires: 2027-01-01
  codes:
  - {code: "77", here: sign_in, elsewhere: an account that is not valid}
"""

DIALOG = """dialog: it works again
locale: en
turns:
  - {merchant: dead, intent: power.no_power, flow: power.no_power, step: light}
  - {merchant: who sold it, intent: supplier.contact}
"""


def _common(scope: str) -> str:
    names = [name.removeprefix(f"{scope}.") for name in SENTENCES if name.startswith(f"{scope}.")]
    return f"scope: {scope}\nsentences:\n" + "".join(f"  {name}: words\n" for name in names)


def _labels(scope: str) -> str:
    names = [name.removeprefix(f"{scope}.") for name in LABELS if name.startswith(f"{scope}.")]
    return f"scope: {scope}\nlabels:\n" + "".join(f"  {name}: label {name}\n" for name in names)


def _spoken(locale: str) -> dict[str, str]:
    power = "  light: Is it lit?\n  outlet: Other socket.\n  hint: A hint.\n  solved: Keep it dry.\n"
    files = {f"{scope}.yaml": _common(scope) for scope in sorted({name.split(".")[0] for name in SENTENCES})}
    files |= {
        "choice.yaml": _labels("choice"),
        "menu.yaml": _labels("menu") + "  power.no_power: no power\n",
        "intent.yaml": "scope: intent\nlabels: {power.no_power: no power, supplier.contact: supplier}\n",
        "slot.yaml": "scope: slot\nsentences: {model: Which model?}\n",
        "slot_name.yaml": "scope: slot_name\nsentences: {model: the model}\n",
        "remedy.yaml": "scope: remedy\nsentences: {different_outlet: other socket}\n",
        "answers/supplier.yaml": "scope: answer.supplier\nsentences: {contact: See the label.}\n",
        "flows/power.no_power.yaml": f"scope: power.no_power\nsentences:\n{power}labels: {{light.on: lit, light.off: dark}}\n",
        "flows/guard.sale.yaml": "scope: guard.sale\nsentences: {ask: Is a sale running?}\n",
    }
    return {f"templates/{locale}/{place}": text for place, text in files.items()}


def _taught(locale: str) -> dict[str, str]:
    return {
        f"knowledge/examples/{locale}/power.no_power.yaml": f"intent: power.no_power\nlocale: {locale}\nexamples: [dead, no light]\n",
        f"knowledge/examples/{locale}/supplier.contact.yaml": f"intent: supplier.contact\nlocale: {locale}\nacts: {{ask: [who sold it]}}\n",
        f"knowledge/examples/{locale}/out_of_scope.yaml": f"intent: out_of_scope\nlocale: {locale}\nexamples: [nice weather]\n",
        f"knowledge/remedies/{locale}.yaml": f"locale: {locale}\nremedies: {{different_outlet: [tried another socket]}}\n",
    }


CLEAN: Mapping[str, str] = {
    "knowledge/intents.yaml": "intents:\n- {id: power.no_power, group: power, trouble: yes}\n- {id: supplier.contact, group: supplier}\n",
    "knowledge/slots.yaml": "slots:\n  power_light: {kind: choice}\n  sale: {kind: choice}\n  model: {kind: model, lasts: device}\n",
    "knowledge/policy.yaml": (
        "menu: [power.no_power]\nguards:\n  interrupts_sales:\n  - {slot: sale, flow: guard.sale, passes: [no]}\nwarranty: {months: 12}\n"
    ),
    "knowledge/codes.yaml": CODES,
    "knowledge/models.yaml": MODELS,
    "knowledge/warranty.yaml": f"terms:\n- {{terms: one, months: 12, usual: yes, wear: {{power.no_power: 6}}, {ENTRY}}}\n- {{terms: two, months: 24, {ENTRY}}}\n",
    "knowledge/supplier.yaml": 'en: {name: "", phone: "", hours: ""}\n',
    "knowledge/flows/power.no_power.yaml": POWER,
    "knowledge/flows/guard.sale.yaml": GUARD,
    "knowledge/answers/supplier.yaml": f"answers:\n  supplier.contact: {{{ENTRY}}}\n",
    **_taught("en"),
    **_taught("zh"),
    **_spoken("en"),
    **_spoken("zh"),
    "dialogs/power.yaml": DIALOG,
}


def write(folder: Path, files: Mapping[str, str] | Mapping[str, str | bytes]) -> Path:
    """Write the files below the folder."""
    for place, content in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def spoiled(place: str, old: str, new: str) -> dict[str, str]:
    """The clean files with one passage of one file changed."""
    assert old in CLEAN[place], f"{place} does not hold {old!r}"
    return {**CLEAN, place: CLEAN[place].replace(old, new)}
