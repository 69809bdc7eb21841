"""Things that are used: each is drawn, stays on the sheet, and follows the hand that holds it."""

import re
from pathlib import Path

import pytest

from programs.figures import Figure, FigureError, load_figure
from programs.figures.figure import read_figure
from programs.figures.paper import WIDTH
from programs.figures.props import on_the_way

STANDING = """
view: side
props:
  - {prop}
pose:
  spine: {{pelvis: 90, lumbar: 87, thoracic: 93, neck: 80, head: 90}}
  place: {{pin: right_heel, x: 0, rest: [right_leg]}}
  right_leg: {{thigh: -88, shin: -91, foot: 0}}
  left_leg: {{thigh: -88, shin: -91, foot: 0}}
  left_arm: {{upper: -86, fore: -74}}
frames:
  start:
    right_arm: {{upper: -94, fore: -82}}
  end:
    right_arm: {{upper: -60, fore: 0}}
    work: [{work}]
"""
THINGS = {
    "wall": "{kind: wall, x: 60, faces: left}",
    "wide wall": "{kind: wall, x: -80, faces: left, size: [160, 0]}",
    "post": "{kind: post, x: 20}",
    "door": "{kind: door, x: -50, faces: right}",
    "doorway": "{kind: doorway, x: -40}",
    "table": "{kind: table, x: 30}",
    "door with a top": "{kind: door, x: 60, faces: left, size: [5, 190]}",
    "stool": "{kind: stool, x: -18}",
    "band": "{kind: band, points: [[-43, 100], right_hand]}",
    "towel": "{kind: towel, points: [right_hand, [right_hand, 0, -30]]}",
    "roller": "{kind: roller, points: [[30, 7.5]]}",
    "weight": "{kind: weight, points: [right_wrist, right_hand]}",
    "step": "{kind: step, x: 30}",
    "rail": "{kind: rail, points: [[30, 95], [60, 110]]}",
    "roll": "{kind: roll, points: [[30, 6]]}",
    "thigh": "{kind: thigh, points: [[30, 40], [31, 10]]}",
}


def _with(folder: Path, thing: str, work: str = "shoulder") -> Figure:
    path = folder / "T02.yaml"
    path.write_text(STANDING.format(prop=thing, work=work), encoding="utf-8")
    return read_figure(path)


def _bare(folder: Path) -> str:
    return _with(folder, "{kind: mat, size: [0, 0]}").svg("start")


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
@pytest.mark.parametrize("ink", ["colour", "line"])
def test_thing_is_drawn_on_the_sheet(tmp_path: Path, thing: str, ink: str) -> None:
    text = _with(tmp_path, thing).svg("end", ink=ink)

    boxes = re.findall(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)"', text)
    assert len(text) > len(_bare(tmp_path))
    assert all(0 <= float(x) <= WIDTH - float(w) for x, _, w in boxes)
    assert all(float(y) >= 4 for _, y, _ in boxes)


@pytest.mark.parametrize("kind", ["band", "towel", "weight"])
def test_thing_follows_the_hand(tmp_path: Path, kind: str) -> None:
    figure = _with(tmp_path, THINGS[kind])
    colour = {"band": "#B8327F", "towel": "#A9C8EA", "weight": "#4A5570"}[kind]

    paths = [re.findall(rf'd="([^"]+)"[^>]*{colour}', figure.svg(name)) for name in figure.frames]

    assert paths[0]
    assert paths[0] != paths[1]


def test_wall_faces_the_room(tmp_path: Path) -> None:
    ahead = _with(tmp_path, THINGS["wall"])
    behind = _with(tmp_path, "{kind: wall, x: -40, faces: right}")

    left = float(re.search(r'<rect x="([\d.]+)" y="12.0"', ahead.svg("start"))[1])  # type: ignore[index]  # found, or the test fails
    right = float(re.search(r'<rect x="([\d.]+)" y="12.0"', behind.svg("start"))[1])  # type: ignore[index]  # as above
    assert left == pytest.approx(ahead.camera.point((60, 0))[0], abs=0.1)
    assert right == pytest.approx(behind.camera.point((-48, 0))[0], abs=0.1)


@pytest.mark.parametrize("work", ["shoulder", "upper_arm_back", "forearm_front", "left_shoulder"])
def test_arm_is_lit(tmp_path: Path, work: str) -> None:
    figure = _with(tmp_path, THINGS["post"], work)

    assert "#FFB454" in figure.svg("end")
    assert "#FFB454" not in figure.svg("start")


def test_unknown_part_in_a_thing_is_named(tmp_path: Path) -> None:
    figure = _with(tmp_path, "{kind: band, points: [tail, right_hand]}")

    with pytest.raises(FigureError, match="tail"):
        figure.svg("start")


def test_thing_of_both_frames_moves_evenly_between_them() -> None:
    knee, lift = load_figure("KN01").parts, load_figure("PF02").parts

    towel = on_the_way(knee["start"].props, knee["end"].props, 0.5)[-1]
    muscle = on_the_way(lift["start"].props, lift["end"].props, 0.25)[-1]

    ends = [parts.props[-1].size[1] for parts in knee.values()]
    assert towel.size[1] == pytest.approx(sum(ends) / 2)
    assert muscle.points[1] == [0, pytest.approx(-3)]


def test_things_of_different_kinds_change_half_way() -> None:
    first, last = load_figure("KN01").parts["start"].props, load_figure("PF02").parts["end"].props

    assert on_the_way(first, last, 0.4) == first
    assert on_the_way(first, last, 0.6) == last
