"""What can be set, from the environment (``AISLE_...``) or a ``.env`` file."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SHORTEST_KEY = 16

_ORIGIN = re.compile(r"https?://[^\s/?#@,*]+")


class LanguageModel(StrEnum):
    """Which language model phrases and helps to understand."""

    NONE = "none"
    EMBEDDED = "embedded"
    VLLM = "vllm"
    URL = "url"


class Settings(BaseSettings):
    """Aisle's settings; every one has a default that works on one machine."""

    model_config = SettingsConfigDict(env_prefix="AISLE_", env_file=".env", extra="ignore")

    home: Path = Field(
        default=Path(".aisle"), description="Where catalogue, index and models are kept."
    )
    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the catalogue; SQLite under `home` by default."
    )
    chroma_url: str | None = Field(
        default=None,
        description="http://host:port of a Chroma server; embedded under `home` by default.",
    )
    ray_address: str | None = Field(
        default=None,
        description="host:port of a Ray cluster for `--engine ray`; this machine by default.",
    )
    text_checkpoint: Path | None = Field(
        default=None,
        description="Folder of a text encoder that transformers loads, such as a multilingual one,"
        " in MiniLM's place; index the shop again after a change.",
    )
    text_prefix: str = Field(
        default="", description="Put before every text for `text_checkpoint`, such as `query: `."
    )
    llm: LanguageModel = Field(
        default=LanguageModel.EMBEDDED, description="Which language model to use."
    )
    llm_url: str | None = Field(
        default=None,
        description="OpenAI-compatible base URL for `llm=url`, such as http://gpu:8000/v1.",
    )
    llm_key: SecretStr | None = Field(
        default=None, description="Key for `llm_url`, if it wants one."
    )
    llm_model: str | None = Field(
        default=None,
        description="Model: a Hugging Face id, a GGUF file or a folder; the default is fetched.",
    )
    llm_timeout: float = Field(
        default=8.0, gt=0, description="Seconds until a model call is given up."
    )
    read_seconds: float = Field(
        default=2.0,
        ge=0,
        description="How long a turn that the rules cannot read may wait for the model's reading.",
    )
    llm_threads: int | None = Field(
        default=None,
        ge=1,
        description="Processor threads of the embedded model; all, at most eight, by default.",
    )
    vllm_port: int = Field(
        default=8877, description="Port of the vLLM server that `llm=vllm` starts."
    )
    vllm_environment: Path = Field(
        default=Path(".venv-vllm"),
        description="Virtual environment of that server; `make vllm` makes it.",
    )
    joint_model: str | None = Field(
        default=None,
        description="CLIP or SigLIP checkpoint, by folder or name, in place of the fitted space.",
    )
    host: str = Field(default="127.0.0.1", description="Address the app listens on.")
    port: int = Field(default=7860, description="Port the app listens on.")
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+(/[^\s]*)?$",
        description="Where others reach the app, such as https://shop.example; for links.",
    )
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Keys of programs for /v1 and /mcp, separated by commas; without any, only "
        "programs on this machine are let in.",
    )
    admin_key: SecretStr | None = Field(
        default=None,
        description="Key for /api/admin, which changes what the shop sells; without one it is off.",
    )
    widget_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Shops whose pages may carry the widget, separated by commas, such as "
        "https://shop.example; pages of the app's own origin always may.",
    )
    rate_limit: str = Field(
        default="600/minute",
        description="How often one client may ask /api, /v1 and /mcp, such as 120/minute or "
        "5/second;1000/day; empty for as often as it likes.",
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("127.0.0.1", "::1"),
        description="Addresses or networks of proxies, separated by commas, whose word is taken "
        "for who asks (X-Forwarded-For) and how (X-Forwarded-Proto).",
    )
    cross_encoder: bool = Field(
        default=False,
        description="Whether the fine-tuned cross-encoder reads the first 30 candidates of a "
        "request in words; it costs about a tenth of a second a turn.",
    )
    k: int = Field(default=6, ge=1, le=50, description="Length of a list.")
    trade_off: float = Field(default=0.3, ge=0, le=1, description="Weight of variety in the list.")

    @field_validator("api_keys", "widget_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(one.strip() for one in given.split(",") if one.strip())

    @field_validator("api_keys")
    @classmethod
    def _refuse_short_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if any(len(key.get_secret_value()) < SHORTEST_KEY for key in keys):
            raise ValueError(
                f"a key has fewer than {SHORTEST_KEY} characters; `openssl rand -hex 24`"
            )
        return keys

    @field_validator("rate_limit")
    @classmethod
    def _refuse_what_is_no_rate(cls, rate: str) -> str:
        from limits import parse_many  # noqa: PLC0415 - half a second that few commands need

        if not rate.strip():
            return ""
        try:
            rates = parse_many(rate)
        except ValueError as error:
            raise ValueError(f"{rate!r} is no rate; write it as 120/minute") from error
        if any(one.amount < 1 or one.get_expiry() < 1 for one in rates):
            raise ValueError(f"{rate!r} lets nobody in; leave it empty for no limit")
        return rate.strip()

    @field_validator("admin_key")
    @classmethod
    def _refuse_a_short_admin_key(cls, key: SecretStr | None) -> SecretStr | None:
        return None if key is None else cls._refuse_short_keys((key,))[0]

    @field_validator("widget_origins")
    @classmethod
    def _refuse_what_is_no_origin(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin!r} is no origin; write scheme and host, such as https://shop.example"
                )
        return origins

    def base_url(self) -> str:
        """Return where others reach the app, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    def catalogue_url(self) -> str:
        """Return the SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.home / 'catalogue.sqlite'}"

    def sessions_url(self) -> str:
        """Return the SQLAlchemy URL of the sessions.

        By default a file of their own, since an index being built holds the
        catalogue's file for seconds at a time.
        """
        return self.database_url or f"sqlite:///{self.home / 'sessions.sqlite'}"

    def models_dir(self) -> Path:
        """Return the folder that models are kept in."""
        return self.home / "models"
