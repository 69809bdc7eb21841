"""Counts what a load did."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    added: int = 0
    changed: int = 0
    retired: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.added + other.added,
            self.changed + other.changed,
            self.retired + other.retired,
        )

    def __str__(self) -> str:
        retired = f", {self.retired} retired" if self.retired else ""
        return f"{self.added} added, {self.changed} changed{retired}"
