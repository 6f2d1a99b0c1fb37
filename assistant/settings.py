"""Settings from the environment and from a file.

Every variable starts with DANRAKU_; in the file (TOML) the same names stand without it, in
small letters. An unknown one is refused, because a mistyped setting that is silently
ignored is worse than an error. The environment wins over the file.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import BadSetting

PREFIX = "DANRAKU_"
Login = Literal["auto", "required", "open-to-everybody"]
FILE = f"{PREFIX}CONFIG"
"""The variable that names the file."""
REDACTED = "**********"
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class Settings(BaseSettings):
    """What can be chosen from outside; the defaults need no service and no network."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(
        default_factory=lambda: user_data_path("danraku", appauthor=False),
        description="Folder of the library and the conversations; one process at a time.",
    )
    model: str = Field(
        default="", description="Embedding model: a sentence-transformers name or folder; empty: the built-in one."
    )
    reader: str = Field(
        default="",
        description="Reader: a sentence-transformers CrossEncoder by name or folder; empty: the built-in one.",
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="Address that `danraku serve` listens on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that `danraku serve` listens on.")
    allowed_hosts: str = Field(
        default="", description="Host names other than the local one that requests may name, with commas between."
    )
    login: Login = Field(
        default="auto",
        description="Who may enter: `auto` asks for a key or password where the server listens beyond this machine, "
        "`required` always, `open-to-everybody` never.",
    )
    requests_at_once: int = Field(default=64, ge=0, le=10_000, description="Requests answered at once; 0: any number.")
    requests_per_minute: int = Field(
        default=0, ge=0, le=1_000_000, description="Requests of one caller in a minute; 0: any number."
    )
    root_path: str = Field(
        default="",
        pattern=r"^((/[\w.~-]+)+)?$",
        description="Sub-path under which a proxy shows it, such as /danraku; empty: as X-Forwarded-Prefix says.",
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Lines of the log: for people, or one JSON object a line."
    )
    log_questions: bool = Field(default=False, description="Whether the log may tell what was asked.")
    otlp_url: str = Field(
        default="",
        pattern=r"^(https?://.+)?$",
        description="OpenTelemetry collector (OTLP over gRPC) that spans of answers are sent to (needs danraku[otel]).",
    )
    chroma_url: str = Field(
        default="", pattern=r"^(https?://.+)?$", description="Chroma server; empty: Chroma in the data folder."
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy URL for conversations and people, and where it is a server for documents too; "
        "empty: SQLite files in the data folder.",
    )
    max_upload_mb: int = Field(default=50, ge=1, le=500, description="Largest file that may be uploaded.")
    llm_base_url: str = Field(
        default="",
        pattern=r"^(https?://.+)?$",
        description="OpenAI-compatible endpoint; empty: answers are quotes, no LLM.",
    )
    llm_gguf: str = Field(
        default="", description="GGUF file that is run in this process instead of an endpoint (needs danraku[gguf])."
    )
    llm_model: str = Field(default="", description="Model name that the endpoint knows.")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="Key for the endpoint, where it wants one.")
    llm_timeout_s: float = Field(
        default=60.0, gt=0, le=600, description="Seconds after which the quoted answer is given instead."
    )
    llm_context_tokens: int = Field(
        default=8192, ge=512, le=2_000_000, description="Tokens that one request to the endpoint may hold."
    )
    llm_prompt_tokens: int = Field(
        default=1200,
        ge=0,
        le=2_000_000,
        description="Tokens of it that the question and the paragraphs found for it may take; 0: all but the reply's.",
    )

    entailment_model: str = Field(
        default="",
        description="sentence-transformers CrossEncoder for entailment, by name or folder, that the check asks last; "
        "empty: rules only.",
    )
    entailed: float = Field(
        default=0.5, gt=0, lt=1, description="Least probability with which that model passes a claim."
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        return iter(self.shown.items())

    @property
    def shown(self) -> dict[str, str]:
        """Every setting as it may be seen: keys, and passwords in addresses, are not."""
        return {name: _seen(getattr(self, name)) for name in type(self).model_fields}

    @property
    def asks_who(self) -> bool:
        """Whether only people who are known may enter."""
        return self.login == "required" or (self.login == "auto" and self.host.lower() not in LOCAL_HOSTS)

    @property
    def shares_documents(self) -> bool:
        """Whether replicas of several disks hold the same documents: their database is a server."""
        return bool(self.database_url) and not self.database_url.startswith("sqlite")

    @cached_property
    def conversations_url(self) -> str:
        """Where conversations are kept."""
        return self.database_url or f"sqlite:///{self.data / 'conversations.sqlite3'}"


def settings_file() -> Path | None:
    """The file of settings: the one named by DANRAKU_CONFIG, else the user's, where there is one.

    Raises:
        BadSetting: the one named is not there.
    """
    named = os.environ.get(FILE, "")
    file = Path(named) if named else user_config_path("danraku", appauthor=False) / "danraku.toml"
    if file.is_file():
        return file
    if named:
        raise BadSetting(f"{FILE} names {named}, which is no file")
    return None


def load_settings(**chosen: object) -> Settings:
    """Settings from the environment and the file; `chosen` (command-line options) win where they are not None.

    Raises:
        BadSetting: an unknown setting, a value out of bounds, or a file that cannot be read.
    """
    _refuse_unknown(os.environ)
    said = {name: value for name, value in chosen.items() if value is not None}
    file = settings_file()
    beneath = {name: value for name, value in _read(file).items() if f"{PREFIX}{name.upper()}" not in _given()}
    try:
        return Settings(**{**beneath, **said})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        where = f"{field} in {file}" if field in beneath and field not in said else PREFIX + field.upper()
        shown = "" if _secret(field) else f" is {_seen(str(first['input']))!r}"
        raise BadSetting(f"{where}{shown}: {first['msg'].lower()}") from None


def _read(file: Path | None) -> dict[str, object]:
    """What the file sets."""
    if file is None:
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadSetting(f"{file} cannot be read as TOML: {error}") from None
    for name in found:
        if name not in Settings.model_fields:
            raise BadSetting(f"there is no setting {name} in {file}{_near(name, list(Settings.model_fields))}")
    return found


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = [FILE, *(PREFIX + name.upper() for name in Settings.model_fields)]
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise BadSetting(f"there is no setting {name}{_near(name.upper(), known)}")


def _given() -> set[str]:
    return {name.upper() for name in os.environ}


def _near(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _secret(field: str) -> bool:
    return field in Settings.model_fields and Settings.model_fields[field].annotation is SecretStr


def _seen(value: object) -> str:
    """A value without what nobody should read."""
    if isinstance(value, SecretStr):
        return REDACTED if value.get_secret_value() else ""
    return re.sub(r"(?<=://)([^/@:]*):[^/@]*@", rf"\1:{REDACTED}@", str(value))
