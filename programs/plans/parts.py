"""Which parts of the builder's page no longer show what is stored.

The page says with each request what it shows, as a token for each part; an answer brings only the
parts whose token differs, whoever changed them.
"""

import re
import zlib
from dataclasses import dataclass

from django.http import HttpRequest

HEADER = "X-Shown"  # such as "plan-body=3f2a9c01 item-42=00b1c2d3"
PART = re.compile(r"plan-(?:body|form)|item-[0-9]{1,18}|phase-[0-9]{1,18}-leaflets")


def token_of(*values: object) -> str:
    """Eight signs that stand for these values; others almost surely get other ones."""
    return f"{zlib.crc32(repr(values).encode()):08x}"


def shown_on(request: HttpRequest) -> dict[str, str]:
    """What the page says that it shows: part and token. Empty when it says nothing."""
    pairs = (sent.partition("=") for sent in request.headers.get(HEADER, "").split())
    return {part: token for part, _, token in pairs if PART.fullmatch(part)}


@dataclass(frozen=True)
class Difference:
    """What the page has to be told of its parts, by their ids."""

    changed: frozenset[str]
    new: frozenset[str]
    gone: tuple[str, ...]

    @classmethod
    def between(cls, shown: dict[str, str], stored: dict[str, str]) -> "Difference":
        return cls(
            changed=frozenset(
                part for part, token in stored.items() if shown.get(part, token) != token
            ),
            new=frozenset(stored.keys() - shown.keys()),
            gone=tuple(sorted(shown.keys() - stored.keys())),
        )
