from programs.figures import figure_codes, load_figure
from programs.figures.contact_sheet import contact_sheet_html


def test_contact_sheet_shows_every_frame() -> None:
    html = contact_sheet_html()

    frames = [f"{code} {name}" for code in figure_codes() for name in load_figure(code).frames]
    assert [name for name in frames if f">{name}</figcaption>" not in html] == []
    assert html.count("<svg") == len(frames)


def test_contact_sheet_of_one() -> None:
    assert contact_sheet_html(["LB25"], ink="line").count("<svg") == 2
