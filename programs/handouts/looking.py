"""PDFs that are made only to be looked at: each once, and kept for a while; nothing is stored."""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock
from typing import Any

from django.core.cache import caches

# A process draws one at a time: two at once would both take twice as long. One more waits, and
# finds it drawn if it is the same; further ones would hold up threads that have other work.
_drawing = Lock()
_places = BoundedSemaphore(2)


class BusyError(Exception):
    """Others are being drawn at this moment."""


def kept(key: str) -> Any:
    """What was made under this key, or None."""
    return caches["previews"].get(key)


def kept_or_made(key: str, make: Callable[[], Any]) -> Any:
    """What is kept under this key, or else made now and kept.

    Errors: BusyError when others are drawing; those of ``make``.
    """
    found = kept(key)
    if found is not None:
        return found
    if not _places.acquire(blocking=False):
        raise BusyError
    try:
        with _drawing:
            found = kept(key)
            if found is None:
                found = make()
                caches["previews"].set(key, found)
            return found
    finally:
        _places.release()
