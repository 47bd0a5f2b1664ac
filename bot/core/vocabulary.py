"""The sentences the machine itself says, and the variables each may use beside the slots.

The linter holds the templates against this table: each of these must exist in every language.
"""

from __future__ import annotations

from collections.abc import Mapping

TICKET = ("ticket_ref",)
NOTICES: Mapping[str, tuple[str, ...]] = {
    f"notice.{name}": ("notice_when",) for name in ("outage", "outage_over", "planned_work", "update", "recall", "scam")
}
"""What leads may tell a set of merchants: of service, never of sales."""
INCIDENTS: Mapping[str, tuple[str, ...]] = {"notice.known": ("notice_when",), "notice.known_over": ("notice_when",)}
"""What is told of an incident to those who have it; ``notice_when`` is what is known."""
LINE = ("task", "how", "terminal", "day", "month", "month_name", "year", "weekday", "at", "count", "unit", "rule", "because")

GAPS = (
    "backup_state_fresh", "backup_state_old", "backup_state_none", "logins_state_shared", "logins_state_leavers", "router_state_default",
    "router_state_unsure", "factor_state_off", "factor_state_unsure", "guest_state_same",
)  # fmt: skip
"""Answers of the protection check that leave a gap, as ``slot_key``: each has a sentence how to mend it."""
CASES = (
    "open", "scheduled", "working", "waiting_merchant", "waiting_part", "waiting_supplier", "done", "closed", "cancelled", "reopened",
)  # fmt: skip
AGREED = ("version", "fee", "cap", "days")

DOORS = ("web", "telegram", "wx_oa", "wx_kf", "other")
"""Where a merchant may write to us, as the sentences ``link.at_…`` name it."""

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "common.welcome": (),
    "common.menu": (),
    "common.restart": (),
    "common.describe": (),
    "common.help": (),
    "common.greeting": (),
    "common.thanks": (),
    "common.farewell": (),
    "common.glad": (),
    "common.left": (),
    "common.later": (),
    "common.another_time": (),
    "common.not_known": (),
    "common.no_hurry": (),
    "common.take_your_time": (),
    "common.pick_one": (),
    "common.pick_again": (),
    "common.no_matter": (),
    "common.explain": (),
    "common.back": (),
    "common.first_step": (),
    "common.chatter": (),
    "common.foreign": (),
    "common.asked": (),
    "common.asked_when": (),
    "common.who": (),
    "common.back_again": (),
    "common.which_trouble": (),
    "common.corrected": (),
    "common.switched": ("other",),
    "common.noted": ("other",),
    "common.take_up": ("other",),
    "common.then": ("other",),
    "common.which": (),
    "common.is_it": (),
    "common.which_again": (),
    "common.likely": ("other",),
    "common.taken_as": ("other",),
    "common.not_again": (),
    "common.answered": (),
    "common.still_no": (),
    "common.tried_noted": (),
    "common.no_more": (),
    "common.tried_noted_still": (),
    "common.comes_with_it": (),
    "common.this_first": (),
    "common.works_now": (),
    "common.seen_to": (),
    "common.not_filed": (),
    "common.not_filed_yet": (),
    "common.solved": (),
    "common.fact_noted": (),
    "common.fact_noted_still": (),
    "common.not_that": ("what",),
    "common.no_such_fact": ("what",),
    "common.masked": (),
    "common.missed": (),
    "common.missed_twice": (),
    "common.say_something": (),
    "common.stale": (),
    "common.moved_on": (),
    "common.nudge": (),
    "common.person": (),
    "common.person_waiting": (),
    "common.still_waiting": (),
    "common.kept": (),
    "common.money_inside": (),
    "common.sorry": (),
    "common.calm": (),
    "common.calm_first": (),
    "common.handed_back": (),
    "common.rate": (),
    "common.rated": (),
    "common.rated_word": (),
    "common.rated_or_trouble": ("other",),
    "common.closed": (),
    "common.outside_hours": ("opens_in", "opens_day", "opens_month", "opens_at"),
    "media.photo": (),
    "media.photo_for_slot": (),
    "media.voice": (),
    "media.location": (),
    "media.too_big": (),
    "media.other": (),
    "upkeep.offer": (),
    "upkeep.line": LINE,
    "upkeep.task": LINE,
    "upkeep.again": LINE,
    "upkeep.reminder": LINE,
    "upkeep.how": LINE,
    "upkeep.sheet_line": ("question", "answer", "before"),
    "upkeep.question_purchased": (),
    "upkeep.answer_left_open": (),
    "upkeep.answer_photo": (),
    "upkeep.terminal": ("terminal",),
    "upkeep.left": ("task",),
    "upkeep.because_own": (),
    "upkeep.because_once": (),
    "upkeep.mend": ("question", "mend"),
    **{f"upkeep.mend_{name}": () for name in GAPS},
    "upkeep.missed": (*TICKET, "plan_missed"),
    **{f"case.{name}": (*TICKET, "note") for name in CASES},
    "case.accepted": TICKET,
    "case.merged": (*TICKET, "other"),
    "case.merged_elsewhere": (*TICKET, "other"),
    "case.followed": (*TICKET, "other", "status", "note"),
    "case.reopened_together": (*TICKET, "other"),
    "case.reopened_by_other": (*TICKET, "other"),
    "case.split": (*TICKET, "other", "other_trouble"),
    "visit.window": ("month", "day", "weekday", "begins", "ends"),
    "visit.asked": ("window",),
    "visit.full": TICKET,
    "visit.which": TICKET,
    "visit.elsewhere": TICKET,
    "visit.arranged": TICKET,
    "visit.cancelled": TICKET,
    "visit.swapped": (*TICKET, "old", "new"),
    **{f"visit.{name}": (*TICKET, "window", "technician", "code") for name in ("booked", "confirmed", "eve", "morning")},
    **{f"agreement.{name}": (*TICKET, "digest", *AGREED) for name in ("offered", "agreed", "sealed", "waits")},
    **{f"agreement.{name}": TICKET for name in ("declined", "change_accepted", "change_refused")},
    **{f"agreement.{name}": (*TICKET, "kind", "amount", "ready", "note", *AGREED) for name in ("within", "told")},
    "agreement.departs": (*TICKET, "kind", "amount", "ready", "note", "departs", *AGREED),
    "agreement.money": ("amount", "currency"),
    "device.mistyped": ("written",),
    "device.known": (),
    **NOTICES,
    **INCIDENTS,
    "link.gone": ("link_to",),
    "link.came": ("link_to",),
    **{f"link.{name}": () for name in ("wrong", "own", "wait", "nowhere", *(f"at_{door}" for door in DOORS))},
    "notice.muted": (),
    "notice.unmuted": (),
    "ticket.none": (),
    "ticket.opened.warranty": TICKET,
    "ticket.opened.paid": TICKET,
    "ticket.opened.other": TICKET,
    "ticket.opened.waiting": TICKET,
    "ticket.added": TICKET,
    "ticket.changed": TICKET,
    "ticket.cancelled": TICKET,
    "ticket.follow_up": TICKET,
}

LABELS: tuple[str, ...] = (
    "choice.solved",
    "choice.not_fixed",
    "choice.cannot",
    "choice.yes",
    "choice.no",
    "choice.unsure",
    "choice.skip",
    "choice.none_of_these",
    "choice.not_this",
    "choice.yes_please",
    "choice.no_thanks",
    "choice.not_yet",
    "choice.mute",
    "choice.unmute",
    "choice.tomorrow",
    "choice.in_a_week",
    "choice.in_a_month",
    "choice.every_week",
    "choice.every_month",
    "choice.more_often",
    "choice.less_often",
    "choice.by_the_rule",
    "choice.never",
    "choice.other_device",
    "choice.as_written",
    "choice.fits",
    "choice.another_time",
    "choice.cancel_visit",
    "choice.agree",
    "choice.decline",
    "choice.talk_it_over",
    "menu.other",
    "menu.person",
)

PLAN_VARIABLES: tuple[str, ...] = (
    "plan_first",
    "plan_all",
    "plan_more",
    "plan_due",
    "plan_how",
    "plan_next",
    "plan_again",
    "plan_terminals",
    "plan_zone",
    "plan_paced",
    "plan_left",
    "plan_made",
    "plan_reminder",
)
"""What is told of a maintenance plan."""
SHEET_VARIABLES: tuple[str, ...] = (
    "sheet_lines",
    "sheet_last",
    "sheet_mends",
    "age_months",
    "life_years",
    "warranty_days",
    "incidents",
)
"""What is told of a dated sheet; from the fourth on they are numbers."""
STEP_VARIABLES: tuple[str, ...] = (
    "trouble",
    "terminal",
    "terminal_count",
    "code_told",
    "warranty_until",
    "warranty_rests_on",
    "warranty_condition",
    "warranty_proof",
    "ticket_ref",
    "ticket_status",
    "ticket_window",
    "ticket_visit",
    "ticket_technician",
    "ticket_code",
    "ticket_trouble",
    *PLAN_VARIABLES,
    *SHEET_VARIABLES,
)
"""What every step's sentence may use beside the slots; empty where nothing is known."""

PARTS: tuple[str, ...] = (
    "battery", "removable_battery", "printer", "touch", "keys", "contactless", "scanner",
    "wifi", "ethernet", "sim", "sim_slot", "bluetooth", "phone_line", "phone_app",
)  # fmt: skip
"""What a terminal has or lacks. ``sim_slot``: a SIM that can be taken out; ``phone_app``: it works with an app on a phone."""

MODEL_VARIABLES: tuple[str, ...] = ("kind", "long_press", "charge_minutes", "paper_width", "reboots", "reboot_hours", "alcohol")
"""What every sentence may use; empty until the model is known, and where its maker's word is not."""

SUPPLIER_VARIABLES: tuple[str, ...] = ("supplier_name", "supplier_phone", "supplier_hours", "supplier_source", "supplier_checked")
"""What every sentence may use; empty until the supplier has filled it in."""
