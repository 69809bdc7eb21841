"""Make the web copies of the typeface: the same letters, a quarter of the bytes."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

STYLES = ("Regular", "Bold")


class Command(BaseCommand):
    help = "Write the typeface as WOFF2 to var/fonts, for phones. Run it before collectstatic."

    def handle(self, *args: Any, **options: Any) -> None:
        settings.WEB_FONTS_DIR.mkdir(parents=True, exist_ok=True)
        for style in STYLES:
            source = settings.FONTS_DIR / f"AtkinsonHyperlegible-{style}.ttf"
            target = settings.WEB_FONTS_DIR / f"{source.stem}.woff2"
            write_web_font(source, target)
            if options["verbosity"]:
                self.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes")


def write_web_font(source: Path, target: Path) -> None:
    """Every letter of the font, without the hints that only old screens read."""
    from fontTools import subset  # takes a while to import: only this command pays

    options = subset.Options(flavor="woff2", hinting=False, layout_features=["*"])
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
