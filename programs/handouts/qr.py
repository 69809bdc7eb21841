"""The QR code that leads from paper to the diary."""

import base64
import io

import segno
from django.conf import settings

# White round the code, in modules: readers need four. Source: ISO/IEC 18004
QUIET_ZONE = 4
# On a draft, in the place of the code.
DRAFT_CODE = "•••• ••••"


def diary_address(code: str, number: int) -> str:
    """Where the code on sheet ``number`` leads. It opens nothing without the birth date."""
    return f"{settings.PUBLIC_URL}/p/{code}/{number}/"


def code_address() -> str:
    """What is typed when there is nothing to scan with, without the part that browsers add."""
    return f"{settings.PUBLIC_URL}/p/".removeprefix("https://").removeprefix("http://")


def qr_picture(address: str) -> str:
    """A data: address of the code as SVG."""
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        svg, kind="svg", xmldecl=False, border=QUIET_ZONE, title="QR code", light="#FFFFFF"
    )
    return svg_address(svg.getvalue().decode())


def draft_picture() -> str:
    """A data: address of an empty square, as large as the code that comes when it is issued."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 37"><title>No code yet</title>'
        '<rect width="37" height="37" fill="#FFFFFF"/><rect x="4.5" y="4.5" width="28" height="28"'
        ' fill="none" stroke="#44525F" stroke-width="0.6" stroke-dasharray="2 1.5"/></svg>'
    )
    return svg_address(svg)


def svg_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
