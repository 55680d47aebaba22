"""What may differ from one installation to the next? Each setting, its meaning, and where its value comes from."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """The settings of one installation.

    `var`: the folder of what the installation keeps beside the database: the SQLite file, the key.
    `secret_key` signs cookies. `secure_cookies`: send cookies over HTTPS only (off on the loopback address).
    `largest_upload`: bytes. `sign_in_limit`: Flask-Limiter's notation; `limits_storage`: where it counts.
    """

    database_url: str
    secret_key: str
    var: Path = ROOT / "var"
    secure_cookies: bool = False
    largest_upload: int = 5 * 1024 * 1024
    sign_in_limit: str = "10 per minute"
    limits_storage: str = "memory://"
    testing: bool = False


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from OEWG_* variables; what is absent has a default fit for one machine."""
    given = os.environ if environment is None else environment
    var = Path(given.get("OEWG_VAR", ROOT / "var"))
    return Settings(
        database_url=given.get("OEWG_DATABASE_URL") or f"sqlite:///{var / 'oewg.db'}",
        secret_key=given.get("OEWG_SECRET_KEY") or _kept_key(var),
        var=var,
        secure_cookies=given.get("OEWG_SECURE_COOKIES", "") == "1",
        largest_upload=int(given.get("OEWG_LARGEST_UPLOAD", 5 * 1024 * 1024)),
        sign_in_limit=given.get("OEWG_SIGN_IN_LIMIT", "10 per minute"),
        limits_storage=given.get("OEWG_LIMITS_STORAGE", "memory://"),
    )


def _kept_key(var: Path) -> str:
    """The key kept in `var`, made at the first start, so that several workers and later starts share it."""
    path = var / "secret-key"
    var.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written whole under another name first: another worker must never read half a key.
        own = path.with_name(f"secret-key.{os.getpid()}")
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text()
