"""How often one person may ask for something that costs the server work."""

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.http import HttpResponse, HttpResponseBase

# The people whose asking is remembered, those who asked last.
MOST_REMEMBERED = 10_000

_asked: OrderedDict[tuple[str, int], tuple[float, int]] = OrderedDict()
_lock = Lock()


def at_most(
    asks: int, *, seconds: int, of: str = "member"
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view that one member may call so often in that time; then 429, in plain words.

    ``of`` is who is counted: the request's "member", or its "patient".
    Counted in this process: it guards the work of one worker, and costs no statement. Several
    workers together answer several times as often, which is what they are there for.
    """

    def limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asker = getattr(request, of)
            wait = _seconds_to_wait((view.__qualname__, asker.pk), asks, seconds)
            if wait:
                return _too_often(wait)
            return view(request, *args, **kwargs)

        return answer

    return limited


def forget() -> None:
    with _lock:
        _asked.clear()


def _seconds_to_wait(key: tuple[str, int], asks: int, seconds: int) -> int:
    """Notes the asking. Units: whole seconds until the next may come; 0 when this one may."""
    now = time.monotonic()
    with _lock:
        began, count = _asked.pop(key, (now, 0))
        if now - began >= seconds:
            began, count = now, 0
        _asked[key] = (began, count + 1)
        while len(_asked) > MOST_REMEMBERED:
            _asked.popitem(last=False)
    return 0 if count < asks else max(1, round(seconds - (now - began)))


def _too_often(wait: int) -> HttpResponse:
    words = f"That was asked too often. Wait {wait} seconds, then try again.\n"
    headers = {"Retry-After": str(wait)}
    return HttpResponse(words, status=429, content_type="text/plain", headers=headers)
