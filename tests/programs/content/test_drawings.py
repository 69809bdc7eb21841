import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from programs.content import drawings
from programs.content.drawings import COLOUR, LINE, SOURCES, Drawn, draw_ahead, drawn_svg
from programs.figures import load_figure


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path / "var"
    return tmp_path / "var" / "drawings"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of what figures are drawn from."""
    copy = tmp_path / "figures"
    shutil.copytree(SOURCES, copy)
    return copy


def test_drawn_svg_is_the_figures_own(var: Path) -> None:
    assert drawn_svg("LB10", "end", "right") == load_figure("LB10").svg("end")


def test_drawn_svg_is_kept(var: Path) -> None:
    drawn_svg("LB10", "end", "right")

    [kept] = var.iterdir()
    kept.write_text("<svg/>", encoding="utf-8")
    assert drawn_svg("LB10", "end", "right") == "<svg/>"


@pytest.mark.parametrize("inks", [(COLOUR, LINE), (LINE, COLOUR)])
def test_drawn_svg_keeps_inks_apart(var: Path, inks: tuple[str, str]) -> None:
    for _ in range(2):  # drawn, then read
        for ink in inks:
            drawn = drawn_svg("LB10", "end", "left", ink)
            assert drawn == load_figure("LB10").svg("end", side="left", ink=ink)

    assert len(list(var.iterdir())) == 2


def test_drawings_that_were_kept_before_there_were_lines_are_still_read(var: Path) -> None:
    drawn_svg("LB10", "end", "right")

    [kept] = var.iterdir()
    assert kept.name.startswith("LB10-end-right-")
    assert kept.name.count("-") == 3


@pytest.mark.parametrize("changed", ["poses/LB10.yaml", "palette.py"])
def test_drawn_svg_is_drawn_anew_when_its_sources_change(
    var: Path, sources: Path, changed: str
) -> None:
    drawn_svg("LB10", "end", "right")
    with (sources / changed).open("a", encoding="utf-8") as file:
        file.write("# a change\n")

    drawn_svg("LB10", "end", "right", sources=sources)

    assert len(list(var.iterdir())) == 2


def test_drawn_svg_needs_no_place_to_write(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "a file"
    settings.VAR_DIR.write_text("in the way")

    assert drawn_svg("LB10", "start", "right").startswith("<svg")


def test_drawn_svg_of_the_movement_moves(var: Path) -> None:
    assert drawn_svg("LB10", "moving", "right") == load_figure("LB10").moving_svg()


def test_draw_ahead_keeps_what_drawn_svg_then_reads(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "MANY", 2)

    draw_ahead([("LB10", Drawn("start", "right")), ("SH13", Drawn("end", "right"))])

    assert {path.name.rpartition("-")[0] for path in var.iterdir()} == {
        "LB10-start-right", "SH13-end-right",
    }  # fmt: skip
    assert drawn_svg("SH13", "end", "right") == load_figure("SH13").svg("end")


def test_draw_ahead_draws_in_lines_too(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MANY", 1)

    draw_ahead([("LB10", Drawn("end", "right", ink)) for ink in (COLOUR, LINE)])

    names = {path.name.rpartition("-")[0]: path for path in var.iterdir()}
    assert names.keys() == {"LB10-end-right", "LB10-end-right-line"}
    assert names["LB10-end-right-line"].read_text() == load_figure("LB10").svg("end", ink="line")


def test_draw_ahead_leaves_little_to_be_drawn_when_asked_for(var: Path) -> None:
    draw_ahead([("LB10", Drawn("start", "right"))])

    assert not var.exists()
