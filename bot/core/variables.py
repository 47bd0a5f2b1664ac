"""What the sentences may use beside their own values: of the step and the plan, the model and the supplier; and the parts of a terminal."""

from __future__ import annotations

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
    "plan_hour",
    "plan_paced",
    "plan_left",
    "plan_made",
    "plan_reminder",
    "plan_coming",
    "plan_off",
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
    "waits",
    "bought",
    "warranty_until",
    "warranty_rests_on",
    "warranty_condition",
    "warranty_proof",
    "warranty_usual",
    "ticket_ref",
    "ticket_status",
    "ticket_window",
    "ticket_day",
    "ticket_late",
    "ticket_address",
    "ticket_phone",
    "ticket_ask_for",
    "ticket_visit",
    "ticket_technician",
    "ticket_code",
    "ticket_trouble",
    "ticket_visits",
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
