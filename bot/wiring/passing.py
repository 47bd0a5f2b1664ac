"""Where conversations can be given to people in a messenger's own client: WeCom, if accounts there are named."""

from __future__ import annotations

from bot.service.passing import Passing
from bot.service.support import Support
from bot.settings import Settings
from bot.store.database import Database
from bot.wiring.ground import Part


def passing_of(settings: Settings, support: Support) -> tuple[Passing | None, Part]:
    """Every process may be the one that asks WeCom; what is to be closed with it. None where nobody is named."""
    people = tuple(name.strip() for name in settings.wechat_kf_servicers.split(",") if name.strip())
    store = support.store
    if not people or not settings.wechat_kf_company or not isinstance(store, Database):
        return None, Part()
    from bot.channels.wechat.kf.intake import CHANNEL  # noqa: PLC0415 -- who does not use it does not pay for it
    from bot.channels.wechat.kf.servicers import Servicers  # noqa: PLC0415
    from bot.store.tokens import StoredTokens  # noqa: PLC0415
    from bot.wiring.wechat import service_api  # noqa: PLC0415

    api = service_api(settings, StoredTokens(store), store.now)
    passing = Passing(support, {CHANNEL: Servicers(api, people)})
    support.run_errands(passing.errands)
    return passing, Part(closes=(api.close,))
