"""What an account's name and password must be like. Pure."""

from __future__ import annotations

import re
import unicodedata

from bot.service.desk.outcomes import Refused

ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{1,31}")
SHORTEST, LONGEST, DIFFERENT = 10, 256, 5
NAME_CHARACTERS = 40


def normal(account: str) -> str:
    """How an account's name is kept and compared."""
    return unicodedata.normalize("NFKC", account).strip().casefold()


def account_problem(account: str) -> Refused | None:
    """Two to 32 letters, digits, points and dashes, a letter first."""
    return None if ACCOUNT.fullmatch(normal(account)) else Refused("account_form", "account")


def name_problem(name: str) -> Refused | None:
    """Something that can be read, not longer than a name."""
    shown = name.strip()
    is_fit = 0 < len(shown) <= NAME_CHARACTERS and shown.isprintable()
    return None if is_fit else Refused("name_form", "name")


def password_problem(password: str, account: str, name: str) -> Refused | None:
    """Long enough, not a few characters over and over, not made of the account's own name."""
    if not SHORTEST <= len(password) <= LONGEST:
        return Refused("password_length", "password", {"n": str(SHORTEST)})
    own = [part for part in (normal(account), normal(name)) if len(part) > 1]
    is_weak = len(set(password)) < DIFFERENT or any(normal(password).strip("0123456789!.") == part for part in own)
    return Refused("password_weak", "password") if is_weak else None
