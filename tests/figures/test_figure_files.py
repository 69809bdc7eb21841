"""A wrong drawing file is refused with its name and field."""

from pathlib import Path

import pytest

from programs.figures import FigureError, figure_codes, load_figure
from programs.figures.figure import read_figure


def test_unknown_code_is_refused() -> None:
    with pytest.raises(FigureError, match="XX99"):
        load_figure("XX99")


def test_code_cannot_leave_the_folder() -> None:
    with pytest.raises(FigureError):
        load_figure("../poses/LB25")


def test_codes_are_sorted_and_load() -> None:
    codes = figure_codes()

    assert codes == sorted(codes)
    assert [load_figure(code).code for code in codes] == codes


@pytest.mark.parametrize(
    ("good", "bad", "named"),
    [
        ("pelvis: 178", "pelvis: far", r"LB25\.yaml\.frames\.start\.spine\.pelvis"),
        ("x: 34", "x: 340", r"LB25\.yaml\.frames\.start\.right_leg: out of reach"),
        ("view: side", "view: inside", r"LB25\.yaml\.view"),
        ("kind: mat", "kind: cloud", r"LB25\.yaml\.props\[0\]\.kind"),
        ("rest: [trunk]", "rest: [tail]", r"LB25\.yaml\.frames\.start\.place\.rest"),
        ("work: [buttock", "work: [soul", r"LB25\.yaml\.frames\.end\.work"),
        ("follow: hip", "follow: tail", r"LB25\.yaml\.frames\.end\.arrows\[0\]"),
        ("view: side", "look: side", r"LB25\.yaml\.look"),
        ("view: side", "view: [", r"LB25\.yaml"),
    ],
)
def test_broken_file_names_the_field(pose_file: Path, good: str, bad: str, named: str) -> None:
    text = pose_file.read_text(encoding="utf-8")
    assert good in text
    pose_file.write_text(text.replace(good, bad), encoding="utf-8")

    with pytest.raises(FigureError, match=named):
        read_figure(pose_file).svg("end")


def test_figure_without_frames_is_refused(pose_file: Path) -> None:
    pose_file.write_text("view: side\n", encoding="utf-8")

    with pytest.raises(FigureError, match=r"LB25\.yaml\.frames"):
        read_figure(pose_file)


@pytest.mark.parametrize("wrong", [{"side": "up"}, {"ink": "gold"}])
def test_unknown_side_or_ink_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(FigureError, match="LB25"):
        load_figure("LB25").svg("start", **wrong)


def test_unknown_frame_is_refused() -> None:
    with pytest.raises(FigureError, match="middle"):
        load_figure("LB25").svg("middle")
