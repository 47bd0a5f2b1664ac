"""Settings: from the environment (``POSBOT_…``), a ``.env`` file or ``posbot.toml``, in that order.

Read in `bot.wiring` and `bot.cli` alone. Every one has a default that works on a bare machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.core.telling import Told, ToldError, told

ENV, TOML = ".env", "posbot.toml"
_SHOWN = 12  # characters


class SettingsProblem(ToldError, ValueError):
    """A setting cannot be used; the message says which, and what to do."""


class _Toml(TomlConfigSettingsSource):
    """With the mark at its beginning that some editors write; ``.env`` is read so by itself."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:  # the base class names a type of its own
        return tomllib.loads(file_path.read_text("utf-8-sig"))


class Settings(BaseSettings):
    """What an operator may change."""

    model_config = SettingsConfigDict(env_prefix="POSBOT_", env_file=ENV, toml_file=TOML, extra="ignore")

    folder: Path = Field(Path("var"), description="where the database, photos and caches are kept")
    backups: str = Field("", description="where posbot puts a backup every day: a folder or s3://BUCKET/FOLDER; empty: it takes none")
    backup_at: str = Field("03:20", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="when, by the clock of the machine")
    backup_keep: str = Field("7,4,12", pattern=r"^[1-9]\d*,\d+,\d+$", description="so many backups of days, weeks and months are kept")
    backup_key: str = Field("", description="passphrase that enciphers backups, 16 characters or more; empty: they are not enciphered")
    media: str = Field("", description="where photos are kept: a folder or s3://BUCKET/FOLDER; empty: media in the folder")
    database: str = Field("", description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME; empty: posbot.db in the folder")
    database_connections: int = Field(5, ge=3, le=100, description="PostgreSQL: connections of one process for messages")
    database_timeout: float = Field(10.0, gt=0, description="PostgreSQL: seconds after which a statement is given up")
    database_patience: float = Field(30.0, gt=0, description="PostgreSQL: seconds a message waits for a database that is away")
    keys: str = Field("", description="what seals personal data: 1:BASE64,2:BASE64; the highest number seals; empty: nothing is sealed")
    keys_file: Path | None = Field(None, description="the file with the keys, one a line as NUMBER:BASE64; empty: none")
    keep: str = Field("", description="days that things are kept: messages=730,photos=365,tickets=1825,audit=1095; 0: for ever")
    knowledge: Path | None = Field(None, description="the knowledge folder; empty: the one that came along")
    templates: Path | None = Field(None, description="the templates folder; empty: the one that came along")
    studio: Path | None = Field(None, description="the folder of drafts and versions of the knowledge; empty: studio in the folder")
    host: str = Field("127.0.0.1", description="the address the page listens on")
    port: int = Field(8080, ge=1, le=65535, description="the port the page listens on")
    nice: int = Field(0, ge=0, le=19, description="how far processes step back for one with the role webhooks on their machine; 0: not")
    locale: str = Field("zh", pattern="^[a-z]{2,3}$", description="the language spoken until the merchant's is known")
    synchronous: Literal["FULL", "NORMAL"] = Field("FULL", description="FULL: a message survives power loss; NORMAL: a crash")
    wrong_in: int = Field(14, ge=2, le=1000, description="of held-back examples taken as understood, at most one in so many is wrong")
    lost_in: int = Field(100, ge=2, le=1000, description="of those that could be answered, at most one in so many is turned away")
    secure_cookies: bool = Field(default=False, description="true when the page is reached over https")
    telegram_token: str = Field("", description="the merchants' bot; empty: no merchants on Telegram")
    telegram_desk_token: str = Field("", description="the bot of the staff's group; empty: no desk on Telegram")
    telegram_desk_group: int = Field(0, description="the number of the staff's group, such as -1001234567890")
    telegram_staff: str = Field("", description="who is who in the group: TELEGRAM NUMBER=ACCOUNT, separated by commas")
    telegram_webhook: str = Field("", description="the https address Telegram reaches posbot at; empty: posbot asks Telegram")
    telegram_server: str = Field("https://api.telegram.org", description="the Bot API server")
    wechat_address: str = Field("", description="https address that WeChat and merchants reach posbot at; files are linked there")
    wechat_oa_app: str = Field("", description="the service account's AppID; empty: no service account")
    wechat_oa_secret: str = Field("", description="the service account's AppSecret")
    wechat_oa_token: str = Field("", description="the token of its message push, as chosen there")
    wechat_oa_key: str = Field("", description="the EncodingAESKey of its message push; empty: plain mode")
    wechat_oa_menu: bool = Field(default=True, description="true: posbot sets the account's own menu")
    wechat_oa_instant: float = Field(3.5, ge=0, lt=5, description="seconds a push may wait for its answer; 0: never answer in the push")
    wechat_oa_consent: str = Field("", description="template id of a subscription notice, sent where the merchant has agreed")
    wechat_oa_template: str = Field("", description="template id of a template message, sent when an answer waits")
    wechat_oa_fields: str = Field("", description="fields of that template: NAME=WORDS, separated by semicolons")
    wechat_oa_server: str = Field("https://api.weixin.qq.com", description="WeChat's server")
    wechat_kf_company: str = Field("", description="the company id at WeCom; empty: no WeChat Customer Service")
    wechat_kf_secret: str = Field("", description="the secret of WeChat Customer Service")
    wechat_kf_token: str = Field("", description="the token of its callback")
    wechat_kf_key: str = Field("", description="the EncodingAESKey of its callback")
    wechat_kf_servicers: str = Field("", description="accounts at WeCom that may be handed a conversation, by commas; queue: its own queue")
    wechat_kf_server: str = Field("https://qyapi.weixin.qq.com", description="WeCom's server")
    wechat_messages: int = Field(5, ge=1, description="messages that WeChat allows after one of the merchant's")
    wechat_hours: float = Field(48, gt=0, description="hours for which it allows them")
    wechat_tap_messages: int = Field(3, ge=0, description="messages after a tap on the menu, a follow, a scan")
    wechat_tap_seconds: float = Field(60, gt=0, description="seconds for which these are allowed")
    wechat_code_seconds: float = Field(20, gt=0, description="seconds for which a welcome code is good")
    wechat_reserve: int = Field(1, ge=0, description="messages that reminders leave for a person")
    wechat_gather: float = Field(4, ge=0, le=10, description="seconds a colleague's next line is waited for, to go out with the last")
    wechat_bytes: int = Field(2048, ge=300, description="bytes that one message holds")
    wechat_skew: float = Field(10, gt=0, description="minutes that a push's time may differ from ours")
    emulator: bool = Field(default=False, description="true: play Telegram here, with its own page, for trying posbot out")
    emulator_port: int = Field(8081, ge=1, le=65535, description="the port of the emulator")
    emulator_spec: Path | None = Field(None, description="api.json of the Bot API, to check everything that passes; empty: unchecked")
    second_factor: bool = Field(default=False, description="true: leads and administrators must have a second factor")
    log_format: Literal["text", "json"] = Field("text", description="text: lines for people; json: an object a line, for programs")
    traces: str = Field("", pattern=r"^(https?://\S+)?$", description="OpenTelemetry collector, such as http://127.0.0.1:4318; empty: none")
    log_level: str = Field("warning", pattern="^(debug|info|warning|error)$", description="how much is logged")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the base class's shape
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over ``.env``, which wins over ``posbot.toml``."""
        return init_settings, env_settings, dotenv_settings, _Toml(settings_cls)

    @property
    def database_url(self) -> str:
        """Where the store is."""
        return self.database or f"sqlite:///{self.folder / 'posbot.db'}"

    @property
    def studio_folder(self) -> Path:
        """Where drafts are, and versions are unpacked."""
        return self.studio or self.folder / "studio"

    @property
    def bucket(self) -> str:
        """Where photos are when they are in a bucket: ``s3://BUCKET/FOLDER``; otherwise empty."""
        return self.media if self.media.startswith("s3://") else ""

    @property
    def media_folder(self) -> Path:
        """The folder of photos; with a bucket the one that `posbot restore` puts a backup's photos into."""
        return Path(self.media) if self.media and not self.bucket else self.folder / "media"


def read_settings() -> Settings:
    """The settings in force; `SettingsProblem` names the first that cannot be used."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "POSBOT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsProblem(_wrong(name, first)) from None
    except (OSError, ValueError) as wrong:
        raise SettingsProblem(told("setting_files", toml=TOML, env=ENV, why=wrong)) from None


_NO_NUMBER = ("int_parsing", "int_type", "int_from_float", "float_parsing", "float_type")
_BOUNDS = {"ge": "setting_least", "gt": "setting_more", "le": "setting_most", "lt": "setting_less"}


def require_spoken(settings: Settings, locales: Sequence[str]) -> None:
    """`SettingsProblem`, unless the language to begin with is one of these."""
    if locales and settings.locale not in locales:
        raise SettingsProblem(told("setting_form", setting="POSBOT_LOCALE", got=_shown(settings.locale), form=" | ".join(locales)))


def _wrong(name: str, found: ErrorDetails) -> Told:
    """What is wrong with that setting, as far as we have words for it; else what the library says."""
    got, limits = _shown(found["input"]), found.get("ctx", {})
    bound = next((told(_BOUNDS[key], bound=limits[key]) for key in _BOUNDS if key in limits), None)
    if found["type"] in _NO_NUMBER:
        return told("setting_number", setting=name, got=got)
    if found["type"] == "bool_parsing":
        return told("setting_switch", setting=name, got=got)
    if bound:
        return told("setting_bound", setting=name, got=got, bound=bound)
    form = limits.get("pattern") or limits.get("expected")
    return (
        told("setting_form", setting=name, got=got, form=form) if form else told("setting_other", setting=name, got=got, why=found["msg"])
    )


def _shown(value: object) -> Told:
    """What was found there, where it is short: a long one may be a token that stands in the wrong place."""
    return told("setting_got", value=repr(value)) if len(str(value)) <= _SHOWN else told("setting_hidden")


def sources(settings: Settings) -> dict[str, str]:
    """Where each setting came from, for `posbot doctor`."""
    import os  # noqa: PLC0415

    def origin(name: str) -> str:
        if f"POSBOT_{name}".upper() in {key.upper() for key in os.environ}:
            return "environment"
        return "file" if name in settings.model_fields_set else "default"

    return {name: origin(name) for name in type(settings).model_fields}


def named_in_files() -> dict[str, Sequence[str]]:
    """Names of settings by the file they stand in, as they would stand in the environment. The files have been read before."""
    from dotenv import dotenv_values  # noqa: PLC0415 -- for the doctor alone

    plain = [name for name in dotenv_values(ENV) if name.upper().startswith("POSBOT_")] if Path(ENV).is_file() else []
    table = tomllib.loads(Path(TOML).read_text("utf-8-sig")) if Path(TOML).is_file() else {}
    return {ENV: plain, TOML: [f"POSBOT_{name}" for name in table]}
