"""The codes on patients' sheets: made to be read from paper and typed on a phone."""

import secrets

# No 0 or O, 1 or I or L, U beside V; and of 2 Z, 5 S, 8 B only the figure. 27 signs, 8 places: a
# guess meets one of a hundred thousand codes once in 2.8 million, and a code alone opens nothing.
ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
LENGTH = 8
# What people type for what they see, or copy from a sheet. No code has both signs of a pair.
_SEEN_AS = str.maketrans("OILUSZB", "011V528", " -–·.\t\u00a0\u202f")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy_code(typed: str) -> str:
    """A code as it is kept, from one as it was typed: "k7m2 9qrs" gives "K7M29QR5"."""
    return typed.upper().translate(_SEEN_AS)[: LENGTH * 2]


def spaced_code(code: str) -> str:
    """As printed and read aloud: "K7M2 9QR5"."""
    return f"{code[:4]} {code[4:]}"
