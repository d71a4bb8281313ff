"""Settings: a caller's argument, then FOOTNOTE_* in the environment, then a default.

The only module that reads or sets the environment.
"""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError

PACKAGED_EMBEDDER = "all-MiniLM-L6-v2"


def _server_address(url: str) -> str:
    """Check the address of a server: http or https, a host, perhaps a port; or nothing."""
    if not url:
        return url
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError("it should be an address such as http://127.0.0.1:8000")
    if "@" in parts.netloc or url.rstrip("/") != address:
        raise ValueError("it should end with the host or the port, and hold no name or password")
    return address


def _header_value(token: SecretStr) -> SecretStr:
    value = token.get_secret_value()
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("it should be printable ASCII characters without a space")
    return token


def _day(value: object) -> date | None:
    try:
        return None if value is None else date.fromisoformat(str(value))
    except ValueError as exc:
        raise ValueError("it should be a day such as 2022-06-15") from exc


def _named(path: Path) -> Path:
    if not str(path).strip():
        raise ValueError("it is blank")
    return path


class Settings(BaseSettings):
    """What a person can set; each field is FOOTNOTE_ and its name in capitals.

    A variable that is empty counts as unset.
    """

    model_config = SettingsConfigDict(
        env_prefix="FOOTNOTE_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    library: Annotated[Path, AfterValidator(_named)] = Field(
        default_factory=lambda: user_data_path("footnote", appauthor=False)
    )
    embedder: str = PACKAGED_EMBEDDER
    model: str = ""
    model_url: str = ""
    scorer: Literal["on", "small", "off"] = "on"
    model_timeout_s: float = Field(default=120, gt=0)
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    as_of: Annotated[date | None, BeforeValidator(_day)] = None
    chroma_url: Annotated[str, AfterValidator(_server_address)] = ""
    chroma_token: Annotated[SecretStr, AfterValidator(_header_value)] = SecretStr("")
    max_file_mb: float = Field(default=20, gt=0, le=100_000)
    fetch_private: Literal["on", "off"] = "off"
    fetch_timeout_s: float = Field(default=30, gt=0, le=3600)


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: a FOOTNOTE_* variable has a value that can't be used.
    """
    try:
        return Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = "FOOTNOTE_" + "_".join(str(part) for part in first["loc"]).upper()
        secret = "TOKEN" in name or "@" in str(first["input"])
        value = "..." if secret else repr(first["input"])
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(
            f"{name}={value} can't be used ({reason}); change or unset it."
        ) from exc


def absolute_path(path: str | Path) -> Path:
    """Return a path as an absolute one, with "~" and links resolved.

    Raises:
        SettingsError: it is empty, or can't be a path on this machine.
    """
    if not str(path).strip():
        raise SettingsError("An empty name is no path; name a file or folder.")
    try:
        absolute = Path(path).expanduser().resolve()
        str(absolute).encode()
        absolute.exists()
    except (OSError, RuntimeError, ValueError) as exc:
        reason = (getattr(exc, "strerror", None) or str(exc))[:80]
        shown = repr(str(path))[:80]
        raise SettingsError(f"{shown} can't be used as a path ({reason}); name another.") from exc
    return absolute


def library_path(folder: str | Path | None) -> Path:
    """Return a library's folder as an absolute path; None names that of FOOTNOTE_LIBRARY.

    Raises:
        SettingsError: it is empty, or can't be a path on this machine.
    """
    return absolute_path(read_settings().library if folder is None else folder)


def silence_tracing() -> None:
    """Keep LangChain from sending questions and answers to LangSmith, in this process."""
    os.environ["LANGSMITH_TRACING"] = "false"
    os.environ["LANGCHAIN_TRACING_V2"] = "false"


def silence_onnxruntime() -> None:
    """Keep onnxruntime from reporting its use to Microsoft, before it is imported.

    Its builds from PyPI do so on Linux too; onnxruntime.disable_telemetry_events() comes too late.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def silence_libraries(*, offline: bool = True) -> None:
    """Keep the libraries underneath from calling out, before they are imported.

    Args:
        offline: also forbid the Hugging Face hub; False when the user named a model there.
    """
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"
    silence_onnxruntime()
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Chroma starts so many threads for each shard; shards are searched side by side anyway.
    os.environ.setdefault("TOKIO_WORKER_THREADS", "1")
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"


def environment_has(name: str) -> bool:
    """Say whether a variable that another library reads, such as a key, is set."""
    return bool(os.environ.get(name))
