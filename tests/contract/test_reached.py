"""A merchant who could not be written to writes again: nobody is called for that any more, in every store."""

from __future__ import annotations

import pytest

from bot.core.messages import Inbound
from bot.core.understanding import StaffJoined, StaffSaid
from bot.service.ports import Store
from bot.service.sending import Delivered, Outcome, Reach, Unreachable, WindowClosed
from bot.service.support import Support
from bot.service.turning import Mind
from tests.contract.building import MINUTE, NINE, at

SHOP = at("kiosk/shop")
OUTCOMES: dict[Reach, Outcome] = {Reach.GONE: Unreachable("blocked"), Reach.CLOSED: WindowClosed("48 hours")}


class Kiosk:
    """A door that does not reach the merchant until it does."""

    channel = "kiosk"

    def __init__(self, *answers: Outcome) -> None:
        self.answers = list(answers)

    async def send(self, message: object, attempt: int, at: object) -> Outcome:
        return self.answers.pop(0) if self.answers else Delivered("ref")


class TestReachedAgain:
    """One class over all back ends."""

    @pytest.fixture
    def support(self, store: Store, mind: Mind) -> Support:
        return Support(store, mind)

    async def hears(self, support: Support, name: str, minutes: int = 0, text: str = "printer jam") -> None:
        await support.receive(Inbound(name, SHOP, NINE + minutes * MINUTE, text, locale="en"))

    async def cut_off(self, support: Support, outcome: Outcome) -> None:
        """A person's words do not arrive."""
        await self.hears(support, "1")
        await support.deliver({"kiosk": Kiosk()}, NINE)
        await support.staff(SHOP, "2", StaffJoined(NINE, "Li"))
        await support.staff(SHOP, "3", StaffSaid(NINE, "Li", "I am on my way"))
        await support.deliver({"kiosk": Kiosk(outcome)}, NINE)

    @pytest.mark.parametrize("reach", [Reach.GONE, Reach.CLOSED])
    async def test_that_he_takes_no_messages_is_over_when_he_writes(self, support: Support, reach: Reach) -> None:
        await self.cut_off(support, OUTCOMES[reach])
        assert [call.reason for call in await support.store.waiting()] == [f"reach_{reach}"]
        await self.hears(support, "4", 5, "hello again")
        assert await support.store.waiting() == []

    async def test_who_has_asked_for_a_person_meanwhile_goes_on_waiting(self, support: Support) -> None:
        await self.hears(support, "1", text="a person please")
        await support.deliver({"kiosk": Kiosk(Unreachable("blocked"))}, NINE)
        await self.hears(support, "2", 5, "hello?")
        assert [call.reason for call in await support.store.waiting()] == ["human"]
