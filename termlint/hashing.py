"""The hash by which texts and values are told apart: BLAKE2b (RFC 7693)."""

from __future__ import annotations

try:
    # What hashlib gives, without OpenSSL, which takes a tenth of the time of a small run to load.
    from _blake2 import blake2b
except ImportError:  # it is a detail of CPython
    from hashlib import blake2b

__all__ = ["blake2b"]
