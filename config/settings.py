"""What may differ from one installation to the next? Each setting, its meaning, and where its value comes from."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """The settings of one installation.

    `var`: the folder of what the installation keeps beside the database: the SQLite file, the key.
    `secret_key` signs cookies. `secure_cookies`: send cookies over HTTPS only (off on the loopback address).
    `largest_upload`: bytes. `sign_in_limit`: how often one asker may try a form that anybody can send, in Flask-Limiter's notation;
    `named_limit`: how often anybody may for one address or name; `search_limit`: how often one asker may search; `limits_storage`:
    where it counts, for each worker by itself unless a server is named.
    `proxies`: through how many proxies of one's own a request comes, whose word is taken for where it came from; none if 0.
    `proof_bits`: how much work a browser does before a public form is sent (18: a quarter of a million tries, about a second; each bit
    doubles it; 0: none is asked for); `proof_wait`: how many seconds such a form waits where no script does the work.
    `scanner`: clamd, who looks for viruses in what is uploaded: "unix:/run/clamav/clamd.ctl" or "tcp:host:3310"; none if empty.
    `address`: under which people reach the house, for the links in letters; https wherever it is not this machine alone.
    `zone`: the clocks by which letters tell instants; `daily_at`: when they show this hour, daily digests go out.
    `mail_from`: who the letters are from. They are written as files into `notices_folder` (`notices` in `var`, if
    not set), unless `smtp_host` names a server (with its port, and user and password if it wants them). `smtp_starttls`: the conversation with it is encrypted
    before anything else is said, or nothing is sent; off only for a server on this machine.
    """

    database_url: str
    secret_key: str = field(repr=False)
    var: Path = ROOT / "var"
    secure_cookies: bool = False
    largest_upload: int = 5 * 1024 * 1024
    sign_in_limit: str = "10 per minute"
    named_limit: str = "30 per hour"
    search_limit: str = "120 per minute"
    limits_storage: str = "memory://"
    proxies: int = 0
    proof_bits: int = 18
    proof_wait: int = 20
    scanner: str = ""
    testing: bool = False
    address: str = "http://127.0.0.1:5000"
    zone: str = "America/New_York"
    daily_at: str = "07:00"
    mail_from: str = "oewg@localhost"
    notices_folder: Path | None = None
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_starttls: bool = True


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
        named_limit=given.get("OEWG_NAMED_LIMIT", Settings.named_limit),
        search_limit=given.get("OEWG_SEARCH_LIMIT", Settings.search_limit),
        limits_storage=given.get("OEWG_LIMITS_STORAGE", "memory://"),
        proxies=int(given.get("OEWG_PROXIES", Settings.proxies)),
        proof_bits=int(given.get("OEWG_PROOF_BITS", Settings.proof_bits)),
        proof_wait=int(given.get("OEWG_PROOF_WAIT", Settings.proof_wait)),
        scanner=given.get("OEWG_SCANNER", ""),
        address=given.get("OEWG_ADDRESS", f"http://127.0.0.1:{given.get('PORT') or 5000}").rstrip("/"),
        zone=_known_zone(given.get("OEWG_ZONE", Settings.zone)),
        daily_at=time.fromisoformat(given.get("OEWG_DAILY_AT", Settings.daily_at)).isoformat("minutes"),
        mail_from=given.get("OEWG_MAIL_FROM", Settings.mail_from),
        notices_folder=Path(given["OEWG_NOTICES_FOLDER"]) if given.get("OEWG_NOTICES_FOLDER") else None,
        smtp_host=given.get("OEWG_SMTP_HOST", ""),
        smtp_port=int(given.get("OEWG_SMTP_PORT", Settings.smtp_port)),
        smtp_user=given.get("OEWG_SMTP_USER", ""),
        smtp_password=given.get("OEWG_SMTP_PASSWORD", ""),
        smtp_starttls=given.get("OEWG_SMTP_STARTTLS", "1") != "0",
    )


def _known_zone(zone: str) -> str:
    """A zone that there is: a wrong one is told at the start, not when the first letter is written."""
    ZoneInfo(zone)
    return zone


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
