"""Reads programs/content/synonyms.yaml: the other words for what ticks are called."""

from functools import cache
from pathlib import Path

import yaml

from programs import content
from programs.library.labels import Synonyms

FILE = Path(content.__file__).parent / "synonyms.yaml"


@cache
def synonyms() -> Synonyms:
    """By group and value, as in an address. The file is ours: tests check it, not this."""
    groups: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        (group, value): tuple(others)
        for group, values in groups.items()
        for value, others in values.items()
    }
