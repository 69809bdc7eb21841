"""The library's drawings: people posed by angles, drawn as SVG. Knows nothing of Django."""

from programs.figures.figure import Figure, figure_codes, load_figure
from programs.figures.pose import FigureError

__all__ = ["Figure", "FigureError", "figure_codes", "load_figure"]
