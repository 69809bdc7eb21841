"""Every address of the product, read from the resolver: nothing can be left out by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OURS = ("clinic", "patients", "programs", "portal")


@dataclass(frozen=True)
class Page:
    """One address: its name, what it needs in the path, and the function that answers."""

    name: str
    route: str
    needs: tuple[str, ...]
    view: Any


def all_patterns() -> list[Page]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def our_patterns() -> list[Page]:
    return [page for page in all_patterns() if page.name.split(":")[0] in OURS]


def _walk(patterns: Any, namespace: str, route: str) -> Iterator[Page]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, below, here)
        elif isinstance(pattern, URLPattern):
            needs = tuple(pattern.pattern.converters) or tuple(
                getattr(pattern.pattern, "regex").groupindex  # noqa: B009  # regex routes have one
            )
            yield Page(f"{namespace}{pattern.name}", here, needs, pattern.callback)
