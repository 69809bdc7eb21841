"""manage.py bench: the figures that we promise, measured here and now (`make bench`)."""

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypedDict

from django.conf import settings
from django.core.management.base import BaseCommand

# Each has ``measure()``, which gives figures.
ROOMS = (
    "clinic.bench",
    "programs.handouts.bench",
    "programs.diary.bench",
    "programs.library.bench",
    "programs.plans.bench",
)


class Figure(TypedDict):
    """One thing measured. ``ratio`` is how much better than what it is compared to."""

    name: str
    value: float
    unit: str
    target: str
    met: bool
    compared_to: str
    ratio: float | None


class Command(BaseCommand):
    help = "Measure, print a table, and write var/bench.json. Fills the database: use a spare one."

    def handle(self, *args: Any, **options: Any) -> None:
        figures: list[Figure] = []
        for room in ROOMS:
            if find_spec(room) is None:
                self.stdout.write(f"{room} is not there yet.")
                continue
            self.stdout.write(f"{room} …")
            figures += import_module(room).measure()
        path = settings.VAR_DIR / "bench.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(figures, indent=2, default=str) + "\n")
        self.stdout.write(table(figures))
        self.stdout.write(f"\nWritten to {path.relative_to(settings.BASE_DIR)}.")


def table(figures: list[Figure]) -> str:
    """The figures in columns, each as wide as its widest cell."""
    rows = [("figure", "measured", "target", "met", "beside"), *map(_cells, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(["", lines[0], "-" * len(lines[0]), *lines[1:]])


def _cells(figure: Figure) -> tuple[str, ...]:
    times = f"{figure['ratio']:.1f} × " if figure["ratio"] is not None else ""
    return (
        figure["name"],
        f"{figure['value']:,.4g} {figure['unit']}",
        str(figure["target"]),
        "yes" if figure["met"] else "NO",
        f"{times}{figure['compared_to']}",
    )
