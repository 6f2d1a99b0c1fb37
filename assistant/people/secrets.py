"""What proves who somebody is, and what is kept of it: never the thing itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

KEY_PREFIX: Final = "danraku-"
_COST, _BLOCK, _LANES = 2**14, 8, 1


def new_key() -> str:
    """A key of 256 random bits; it starts so that it is known for what it is where it leaks."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def new_token() -> str:
    """The same for a session."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a key or token: random ones cannot be guessed from their hash, so that a quick one is enough."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def hashed(password: str) -> str:
    """What is kept of a password: scrypt with a salt of its own."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_scrypt(password, salt).hex()}"


def holds(password: str, kept: str) -> bool:
    """Whether a password is the one kept; as slow where none is kept, so that names cannot be tried."""
    salt, _, made = kept.partition(":")
    found = _scrypt(password, bytes.fromhex(salt) if salt else bytes(16))
    return hmac.compare_digest(found.hex(), made)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(errors="replace"), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
