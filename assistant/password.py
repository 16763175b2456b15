"""The password of the page: kept as a salted hash, or as it is, in ``zhengwen.toml``."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import secrets

from assistant.errors import ConfigError

LEAST = 8
"""Characters of a password."""
_MARK = "scrypt"
_COST = (2**14, 8, 1)
"""n, r and p of RFC 7914: about 16 MB and 50 ms a try."""


def hashed(password: str) -> str:
    """A password as the settings may hold it: ``scrypt:salt:hash``.

    Raises
    ------
    ValueError
        It is too short.
    """
    if len(password) < LEAST:
        raise ValueError(f"口令至少 {LEAST} 个字符，现为 {len(password)} 个")
    salt = secrets.token_bytes(16)
    return ":".join((_MARK, _coded(salt), _coded(_derived(password, salt))))


def is_right(given: str, kept: str) -> bool:
    """Whether a password that someone typed is the one that is kept, hashed or as it is."""
    mark, *parts = kept.split(":")
    if mark != _MARK or len(parts) != 2:
        return hmac.compare_digest(given.encode(), kept.encode())
    salt, wanted = (base64.urlsafe_b64decode(part) for part in parts)
    return hmac.compare_digest(_derived(given, salt), wanted)


def needs_password(host: str) -> bool:
    """Whether others than this machine can open the page at this address."""
    if host.strip("[]").lower() == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return True  # a name of this machine in the network


def check(host: str, password: str) -> None:
    """Refuse to listen to other machines without a password, and a password that was written down wrongly.

    Raises
    ------
    ConfigError
        There is none, or it is a hash that was cut or changed.
    """
    try:
        is_right("", password)
    except ValueError:
        raise ConfigError("password 这一行残缺或被改动过，请重新运行 zhengwen password，整行复制") from None
    if needs_password(host) and not password:
        raise ConfigError(
            f"host = {host} 会让其他机器也能打开网页，要先设口令：运行 zhengwen password，"
            "把印出的一行写进 zhengwen.toml"
        )


def _derived(password: str, salt: bytes) -> bytes:
    n, r, p = _COST
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=64 * 2**20)


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")
