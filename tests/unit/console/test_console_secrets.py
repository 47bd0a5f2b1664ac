"""Guessing is held back by network: who has one IPv6 address has as many as he likes."""

from __future__ import annotations

from bot.console.access.secrets import AddressBrakes


def test_another_address_of_the_same_ipv6_network_is_no_fresh_start() -> None:
    brakes = AddressBrakes("2 per hour")
    for last in range(2):
        brakes.wrong(f"2001:db8:1:2::{last}")
    assert brakes.is_held("2001:db8:1:2:3::9")
    assert not brakes.is_held("2001:db8:1:3::1")
    assert not brakes.is_held("203.0.113.7")
