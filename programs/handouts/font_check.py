"""``manage.py check`` names what is wrong with the typefaces that a clinic adds."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from programs.handouts.fonts import broken_fonts


def name_broken_fonts(**_: Any) -> list[CheckMessage]:
    """Without them sheets are printed too, with a mark for each letter that they would bring."""
    if not settings.EXTRA_FONTS_DIRS:
        return []
    return [
        Warning(
            f"{path} is no typeface, or not a whole one. Sheets are printed without it.",
            hint="Put a good copy in its place, or take it out of the folders of EXTRA_FONTS_DIRS.",
            id="handouts.W001",
        )
        for path in broken_fonts(settings.EXTRA_FONTS_DIRS)
    ]
