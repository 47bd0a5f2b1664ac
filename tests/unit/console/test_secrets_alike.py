from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from bot.console.access.secrets import like_hashed


def test_what_an_unknown_account_is_compared_with_takes_as_much_work_as_a_real_one_and_fits_nothing() -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    made = like_hashed(hasher)
    assert extract_parameters(made) == extract_parameters(hasher.hash("a password"))
    with pytest.raises(VerifyMismatchError):
        hasher.verify(made, "a password")
