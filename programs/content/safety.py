"""The safety texts as pages and sheets use them: static, the same for everyone."""

from collections.abc import Collection
from functools import cache

from programs.content.reader import read_safety
from programs.content.starters import Safety, SafetyBlock


@cache
def safety_texts() -> Safety:
    """Read once per process: the texts change only with a new release."""
    return read_safety()


def blocks_for(regions: Collection[str]) -> tuple[SafetyBlock, ...]:
    """The blocks that a plan with these regions (codes) must carry, in the order of the file."""
    return tuple(block for block in safety_texts().blocks if set(block.regions) & set(regions))
