"""What counts as being at home. No Django in sight."""

from collections.abc import Iterable

# In any home, so nobody ticks it for a patient, and that it is not ticked says nothing.
# Source: house rule, SOURCES.md#equipment-at-home
IN_ANY_HOME = frozenset({
    "bag", "bed", "bottle", "chair", "cloth", "corridor", "counter", "cushion", "desk", "door",
    "doorway", "flat_shoes", "pillow", "socks", "support", "table", "tissues", "towel", "wall",
})  # fmt: skip
# What does the work of something else as well.
# Source: house rule, SOURCES.md#equipment-at-home
DOES_FOR = {"stairs": "step", "band": "loop_band"}


def usable_at_home(noted: Iterable[str]) -> frozenset[str]:
    """The codes of all that can be counted on, where these were noted of a patient."""
    codes = frozenset(noted)
    return codes | IN_ANY_HOME | {DOES_FOR[code] for code in codes & DOES_FOR.keys()}
