import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from programs.content.drawings import SOURCES, drawn_svg
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
