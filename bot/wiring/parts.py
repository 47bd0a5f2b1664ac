"""The roles of a process: what each adds to it. `PARTS` is the list; a new door or desk is one more line.

A part is made once, when the process starts, and imports what it needs only then: a role that is not
wanted costs nothing. Several processes may have the same role; they share nothing but the database and
the blobs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.core.messages import Outbound
from bot.service.sending import Delivered, Outcome
from bot.wiring.ground import Ground, Part


class Page:
    """The way out to the merchant page: the page reads the log, so a message is delivered once it is kept."""

    channel = "web"

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:  # noqa: ARG002 -- the protocol's shape
        """The signal went out when the entry was kept."""
        return Delivered()


def web(ground: Ground) -> Part:
    """The merchant page."""
    from bot.channels.web.door import merchant_routes  # noqa: PLC0415 -- see the top
    from bot.wiring.front import DeskFront  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    settings = ground.settings
    pages = (settings.templates or shipped("templates")) / "pages"
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    front = DeskFront(ground.support, ground.blobs, pages, zone)
    routes = merchant_routes(front, locale=settings.locale, secure_cookies=settings.secure_cookies)
    return Part(routers=(routes,), hears=True, stop=front.stop)


def worker(ground: Ground) -> Part:
    """Timers, house keeping, the index of the search, notices, and the merchant page's way out."""
    from bot.wiring.desk import indexed, looking_out, noticing  # noqa: PLC0415 -- see the top
    from bot.wiring.studio import catching  # noqa: PLC0415
    from bot.wiring.tidying import tidying  # noqa: PLC0415

    notices = noticing(ground)
    more = (*catching(ground), *tidying(ground), *looking_out(ground))
    runs = (*indexed(ground), *more, *((notices.run,) if notices else ()))
    return Part(doors={"web": Page()}, ticks=True, runs=runs)


def emulator(ground: Ground) -> Part:
    """Telegram, played on this machine."""
    if not ground.settings.emulator:
        return Part()
    from bot.wiring.emulator import emulator  # noqa: PLC0415 -- see the top

    return emulator(ground)


def telegram(ground: Ground) -> Part:
    """Merchants on Telegram."""
    from bot.wiring.telegram import telegram  # noqa: PLC0415 -- see the top

    return telegram(ground)


def service_account(ground: Ground) -> Part:
    """Merchants on WeChat's service account."""
    if not ground.settings.wechat_oa_app:
        return Part()
    from bot.wiring.wechat import service_account  # noqa: PLC0415 -- see the top

    return service_account(ground)


def customer_service(ground: Ground) -> Part:
    """Merchants on WeChat Customer Service."""
    if not ground.settings.wechat_kf_company:
        return Part()
    from bot.wiring.wechat import customer_service  # noqa: PLC0415 -- see the top

    return customer_service(ground)


def group(ground: Ground) -> Part:
    """The staff's group at Telegram."""
    from bot.wiring.group import group_desk  # noqa: PLC0415 -- see the top

    return group_desk(ground)


def desk(ground: Ground) -> Part:
    """The staff desk."""
    from bot.wiring.desk import desk  # noqa: PLC0415 -- see the top

    return desk(ground)


def webhooks(ground: Ground) -> Part:
    """What messengers push is kept and acknowledged here, and nothing is done with it: no answer stands before an
    acknowledgement. Processes with the messengers' own roles do the rest; so no push waits for the answer to it.
    """
    only = replace(ground, settings=ground.settings.model_copy(update={"wechat_oa_instant": 0.0}))
    made = [part(only) for part in (telegram, service_account, customer_service, group)]
    return Part(
        routers=tuple(one for part in made for one in part.routers),
        hooks=tuple(one for part in made for one in part.hooks),
        closes=tuple(one for part in made for one in part.closes),
    )


PARTS: Mapping[str, Callable[[Ground], Part]] = {
    "web": web,
    "worker": worker,
    "emulator": emulator,
    "telegram": telegram,
    "wechat_oa": service_account,
    "wechat_kf": customer_service,
    "desk": desk,
    "group": group,
}
"""Every role, in the order in which they start. One that is not configured makes an empty `Part`."""

APART: Mapping[str, Callable[[Ground], Part]] = {"webhooks": webhooks}
"""Roles that are a piece of others: for a process of its own, and no part of all of them."""
