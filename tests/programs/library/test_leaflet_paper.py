"""The starter leaflets on paper: one page each, in large letters."""

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from clinic.models import Clinic
from programs.content.reader import read_advice
from programs.content.starters import StarterAdvice
from programs.leaflet import blocks_of

SHEETS = ("clinic/tokens.css", "clinic/base.css", "programs/advice.css")
LEAFLETS = [pytest.param(one, id=one.code) for one in read_advice()]


def pages_of(leaflet: StarterAdvice, paper: str) -> int:
    import weasyprint  # takes a second to import: only this test pays

    context = {
        "advice": leaflet,
        "blocks": blocks_of(leaflet.body),
        "clinic": Clinic(name="Riverbank Physiotherapy", phone="01632 960 122"),
    }
    html = f"<body>{render_to_string('library/_leaflet.html', context)}</body>"
    styles = [weasyprint.CSS(filename=finders.find(name)) for name in SHEETS]
    size = weasyprint.CSS(string=f"@page {{ size: {paper} }}")
    return len(weasyprint.HTML(string=html).render(stylesheets=[*styles, size]).pages)


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_leaflet_fits_one_page(leaflet: StarterAdvice, paper: str) -> None:
    assert pages_of(leaflet, paper) == 1
