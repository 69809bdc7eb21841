"""The papers a sheet is printed on. All lengths are millimetres."""

from dataclasses import dataclass

SIDE_MARGIN = 12.0


@dataclass(frozen=True)
class Paper:
    name: str
    width: float
    height: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        return self.width - 2 * SIDE_MARGIN

    @property
    def room(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def css(self) -> str:
        return (
            f"@page {{ size: {self.name}; margin: {self.top}mm {SIDE_MARGIN}mm {self.bottom}mm }}"
        )


PAPERS = {
    "A4": Paper(name="A4", width=210, height=297, top=11, bottom=16),
    "Letter": Paper(name="letter", width=216, height=279.4, top=10, bottom=15),
}
