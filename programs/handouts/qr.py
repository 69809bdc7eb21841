"""The QR code that leads from paper to the diary."""

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


def qr_svg(address: str) -> str:
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        svg, kind="svg", xmldecl=False, border=QUIET_ZONE, title="QR code", light="#FFFFFF"
    )
    return svg.getvalue().decode()


def draft_svg() -> str:
    """An empty square, as large as the code that comes when it is issued."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 37"><title>No code yet</title>'
        '<rect width="37" height="37" fill="#FFFFFF"/><rect x="4.5" y="4.5" width="28" height="28"'
        ' fill="none" stroke="#44525F" stroke-width="0.6" stroke-dasharray="2 1.5"/></svg>'
    )
