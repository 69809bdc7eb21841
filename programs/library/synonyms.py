"""Reads programs/content/synonyms.yaml: the other words for what ticks are called."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from programs import content
from programs.library.labels import Synonyms

FILE = Path(content.__file__).parent / "synonyms.yaml"


@cache
def _content() -> dict[str, Any]:
    """The file is ours: tests check it, not this."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


@cache
def synonyms() -> Synonyms:
    """By group and value, as in an address."""
    return {
        (group, value): tuple(others)
        for group, values in _content()["synonyms"].items()
        for value, others in values.items()
    }


@cache
def left_alone() -> frozenset[str]:
    """Names of conditions: a search for one is not bent into a search for exercises."""
    return frozenset(_content()["left_alone"])
