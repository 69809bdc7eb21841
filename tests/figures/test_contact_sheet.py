import pytest

from programs.figures import contact_sheet, figure_codes, load_figure
from programs.figures.contact_sheet import contact_sheet_html


def test_contact_sheet_shows_every_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    some = figure_codes()[::20]
    monkeypatch.setattr(contact_sheet, "figure_codes", lambda: some)

    html = contact_sheet_html()

    frames = [f"{code} {name}" for code in some for name in load_figure(code).frames]
    assert [name for name in frames if f">{name}</figcaption>" not in html] == []
    assert html.count("<svg") == len(frames)


def test_contact_sheet_of_one_shows_it_moving() -> None:
    html = contact_sheet_html(["LB25"], ink="line")

    assert html.count("<svg") == 3
    assert "LB25 moving" in html
