"""A secret is looked up by its hash, so that the table gives nobody a way in."""

import hashlib


def hashed(token: str) -> str:
    """The hash under which the link is kept.

    The token is 256 random bits, so a plain hash cannot be turned back, and looking it up in an
    index tells a guesser nothing about how near the guess was.
    """
    return hashlib.sha256(token.encode()).hexdigest()
