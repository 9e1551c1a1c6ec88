"""Passwords, kept as scrypt hashes."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 12
LONGEST: Final = 256
"""Characters; a longer one would only keep the processor busy."""

_SALT: Final = 16
_BYTES: Final = 32
_MEMORY: Final = 256 * 1024 * 1024


class WeakPasswordError(ValueError):
    """The password is too short or too long."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: memory is ``128 * n * r`` bytes, time grows with all three.

    The default is one of the sets that OWASP's password storage cheat sheet
    holds equal (32 MB, about a quarter of a second).
    """

    n: int = 2**15
    r: int = 8
    p: int = 3


def hash_password(password: str, cost: Cost | None = None) -> str:
    """Return a salted hash that says how it was made.

    Raises:
        WeakPasswordError: If the password has fewer than ``SHORTEST`` or more
            than ``LONGEST`` characters.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPasswordError(f"a password takes {SHORTEST} to {LONGEST} characters")
    cost = cost or Cost()
    salt = secrets.token_bytes(_SALT)
    made = _scrypt(password, salt, cost)
    return f"scrypt${cost.n}${cost.r}${cost.p}${_text(salt)}${_text(made)}"


def is_password(password: str, hashed: str) -> bool:
    """Tell whether the hash is the password's; takes the same time for any other."""
    _, n, r, p, salt, made = hashed.split("$")
    cost = Cost(int(n), int(r), int(p))
    found = _scrypt(password[:LONGEST], base64.b64decode(salt), cost)
    return hmac.compare_digest(found, base64.b64decode(made))


def _scrypt(password: str, salt: bytes, cost: Cost) -> bytes:
    return hashlib.scrypt(
        password.encode(),
        salt=salt,
        n=cost.n,
        r=cost.r,
        p=cost.p,
        maxmem=_MEMORY,
        dklen=_BYTES,
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
