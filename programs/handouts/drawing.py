"""Drawings that are painted once in a process, and copied from then on.

WeasyPrint paints an SVG anew each time that it stands on a sheet, which took a third of the whole
rendering. What it paints is a list of PDF operators; those of a library drawing never change. The
images go in by WeasyPrint's own ``cache`` option, by address: the page is whole without them.
"""

import re
from base64 import b64decode
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

# How many drawings a process keeps. Units: about 15 KB each.
MOST_KEPT = 400
SVG_ADDRESS = re.compile(r'src="(data:image/svg\+xml;base64,[^"]*)"')
SVG_NAMES = "{http://www.w3.org/2000/svg}"
PLAIN_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
    ]
)
NOT_PLAIN = {"opacity", "style", "class", "clip-path", "mask", "filter"}


class Drawing:
    """An image as WeasyPrint asks for it: how large it would like to be, and how to paint it."""

    def __init__(self, width: float, height: float, operators: list[Any], alphas: list[float]):
        self.width, self.height = width, height
        self.operators, self.alphas = operators, alphas

    def get_intrinsic_size(self, *_: Any) -> tuple[float, float, float]:
        return self.width, self.height, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, _: Any) -> None:
        with stream.stacked():
            for alpha in self.alphas:  # makes them known to the file, under the names used below
                stream.set_alpha(alpha)
                stream.set_alpha(alpha, stroke=True)
            stream.transform(a=width / self.width, d=height / self.height)
            stream.stream.extend(self.operators)


def kept_drawings(html: str) -> dict[str, Drawing]:
    """The page's drawings that can be copied, by address, to be WeasyPrint's ``cache``."""
    addresses = set(SVG_ADDRESS.findall(html))
    return {address: drawing for address in addresses if (drawing := _painted(address))}


@lru_cache(maxsize=MOST_KEPT)
def _painted(address: str) -> Drawing | None:
    """The drawing's operators; None if it needs more than lines, areas and how clear they are."""
    import pydyf  # type: ignore[import-untyped]  # it has none
    from weasyprint.pdf.stream import Stream
    from weasyprint.svg import SVG

    try:
        tree = ElementTree.fromstring(b64decode(address.partition(",")[2]))  # noqa: S314  # our own drawings
    except ElementTree.ParseError:
        return None
    image = SVG(tree, "", None, None)
    box = image.get_viewbox()
    if not box or not box[2] or not box[3] or not all(map(_is_plain, tree.iter())):
        return None
    kinds = ("ExtGState", "XObject", "Pattern", "Shading")
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
    stream = Stream({}, (0, 0, box[2], box[3]), resources, {}, None, {}, None)
    image.draw(stream, box[2], box[3], "", None)
    alphas = sorted({float(key[1:]) for key in resources["ExtGState"]})
    return Drawing(box[2], box[3], list(stream.stream), alphas)


def _is_plain(element: ElementTree.Element) -> bool:
    """Whether it is painted without a typeface, a group, a gradient or another picture."""
    return (
        element.tag.removeprefix(SVG_NAMES) in PLAIN_ELEMENTS
        and not NOT_PLAIN & set(element.attrib)
        and not any("url(" in value for value in element.attrib.values())
    )
