"""Working regions on the side of the body, and the shadow under one that is lifted."""

from pathlib import Path

import pytest

from programs.figures import Figure
from programs.figures.figure import read_figure
from programs.figures.trunk import SIDE_REGIONS, region_discs

STANDING = """
view: {view}
sided: true
props:
  - {{kind: shade, points: [[0, 0]], size: [60, 8]}}
pose:
  spine: {{pelvis: 90, lumbar: 90, thoracic: 90, neck: 90, head: 90}}
  place: {{pin: left_ankle, x: 8, y: 9.1}}
  right_arm: {{upper: -90, fore: -90}}
  left_arm: {{upper: -90, fore: -90}}
  right_leg: {{thigh: -90, shin: -90, foot: [-110, 0.2]}}
  left_leg: {{thigh: -90, shin: -90, foot: [-70, 0.2]}}
frames:
  start: {{}}
  end:
    work: [{work}]
"""


def _standing(folder: Path, view: str, work: str = "flank") -> Figure:
    path = folder / "T03.yaml"
    path.write_text(STANDING.format(view=view, work=work), encoding="utf-8")
    return read_figure(path)


@pytest.mark.parametrize("view", ["front", "back"])
@pytest.mark.parametrize(("name", "beyond"), [("flank", "hip"), ("outer_hip", "right_hip")])
def test_outer_region_lies_away_from_the_middle(
    tmp_path: Path, view: str, name: str, beyond: str
) -> None:
    solved = _standing(tmp_path, view).parts["end"].solved
    out = 1 if solved.points["right_hip"][0] > solved.points["left_hip"][0] else -1

    middle = region_discs(solved, name)[3]

    assert out * (middle[0] - solved.points[beyond][0]) > 4


@pytest.mark.parametrize("side", ["right", "left"])
def test_inner_thigh_lies_towards_the_other_leg(tmp_path: Path, side: str) -> None:
    solved = _standing(tmp_path, "front").parts["end"].solved
    name = "inner_thigh" if side == "right" else "left_inner_thigh"

    x = region_discs(solved, name)[3][0]

    assert abs(x - solved.points["hip"][0]) < abs(
        solved.points[f"{side}_knee"][0] - solved.points["hip"][0]
    )


@pytest.mark.parametrize("name", SIDE_REGIONS)
@pytest.mark.parametrize("ink", ["colour", "line"])
def test_side_region_is_lit(tmp_path: Path, name: str, ink: str) -> None:
    figure = _standing(tmp_path, "front", name)

    assert len(figure.svg("end", ink=ink)) > len(figure.svg("start", ink=ink))


@pytest.mark.parametrize("ink", ["colour", "line"])
def test_shade_is_one_soft_spot(tmp_path: Path, ink: str) -> None:
    text = _standing(tmp_path, "front").svg("start", ink=ink)

    assert text.count('fill-opacity=".6" stroke="none"/>') == 1
