"""Counters, boxes, bags, screens, cycles; doors and soles from above; breath, mouths, seams."""

import re
from pathlib import Path

import pytest

from programs.figures import Figure, load_figure
from programs.figures.figure import read_figure
from programs.figures.paper import HEIGHT, WIDTH

STANDING = """
view: {view}
props:
  - {prop}
pose:
  spine: {{pelvis: 90, lumbar: 90, thoracic: 90, neck: 84, head: 90}}
  place: {{pin: hip, x: 0, y: 89}}
  right_leg: {{thigh: -88, shin: -91, foot: 0}}
  left_leg: {{thigh: -88, shin: -91, foot: 0}}
  right_arm: {{upper: -94, fore: -82}}
  left_arm: {{upper: -86, fore: -74}}
frames:
  start: {{}}
  end:
    {change}
"""
THINGS = {
    "counter from its end": "{kind: counter, x: 30, size: [40, 90]}",
    "counter along the sheet": "{kind: counter, x: -200, size: [400, 90]}",
    "bag": "{kind: bag, points: [right_hand]}",
    "shoes from above": "{kind: shoes, points: [[50, 100], [50, 80]]}",
    "wall close up": "{kind: wall_part, x: 60, faces: left}",
    "door close up": "{kind: door_part, x: 60, faces: left, points: [[53, 100]]}",
    "door from above": "{kind: leaf, points: [[70, 60]], faces: left}",
    "box": "{kind: box, points: [[right_hand, 14, 4]], angle: 10}",
    "screen": "{kind: screen, points: [[60, 108]], faces: left}",
    "breath": "{kind: breath, points: [mouth], angle: -4}",
    "soles": "{kind: prints, points: [[70, 140], [0, 6], [0, -6]]}",
    "pelvic floor": "{kind: hammock, points: [[60, 120], [0, 3], hip]}",
    "hollow back": "{kind: hollow, points: [[60, 120], [0, 5], low_back]}",
    "yoke": "{kind: yoke, points: [[60, 120]]}",
    "buttocks": "{kind: seat, points: [[60, 120], [0, 1]]}",
    "can": "{kind: can, points: [[60, 4]]}",
    "cycle": "{kind: cycle, x: 0, points: [left_sole]}",
    "crank": "{kind: crank, points: [[0, 32], right_sole]}",
}


def _with(folder: Path, prop: str, change: str = "belly: 1", view: str = "side") -> Figure:
    path = folder / "T03.yaml"
    text = STANDING.format(prop=prop, change=change, view=view)
    path.write_text(text, encoding="utf-8")
    return read_figure(path)


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
@pytest.mark.parametrize("ink", ["colour", "line"])
def test_thing_is_drawn_on_the_sheet(tmp_path: Path, thing: str, ink: str) -> None:
    bare = _with(tmp_path, "{kind: mat, size: [0, 0]}").svg("start", ink=ink)

    text = _with(tmp_path, thing).svg("start", ink=ink)

    assert len(text) > len(bare)
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", text):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT


def test_long_counter_is_cut_at_the_edge_and_does_not_shrink_the_person(tmp_path: Path) -> None:
    bare = _with(tmp_path, "{kind: mat, size: [0, 0]}")

    figure = _with(tmp_path, THINGS["counter along the sheet"])

    assert figure.camera.scale == bare.camera.scale
    assert 'x="12.0"' in figure.svg("start")


def test_pedals_stay_under_the_soles() -> None:
    cycle = load_figure("AE04")

    for frame in cycle.parts.values():
        for side in ("right", "left"):
            x, y = frame.solved.points[f"{side}_sole"]
            assert (x**2 + (y - 32) ** 2) ** 0.5 == pytest.approx(17, abs=0.3)


def test_left_and_right_soles_are_mirror_images(tmp_path: Path) -> None:
    soles = _with(tmp_path, THINGS["soles"]).svg("start")

    assert len(set(re.findall(r'd="(M[^"]+)" fill="#7E8FA0" stroke', soles))) == 2


@pytest.mark.parametrize("mouth", ["open", "pursed"])
def test_mouth_changes(tmp_path: Path, mouth: str) -> None:
    figure = _with(tmp_path, "{kind: mat, size: [0, 0]}", f"mouth: {mouth}")

    assert figure.svg("start") != figure.svg("end")


def test_ribs_widen_to_both_sides(tmp_path: Path) -> None:
    figure = _with(tmp_path, "{kind: mat, size: [0, 0]}", "ribs: 3", view="front")

    shirts = [re.findall(r'd="([^"]+)" fill="#1F8A8A"', figure.svg(name)) for name in figure.frames]
    assert shirts[0] != shirts[1]


@pytest.mark.parametrize("work", ["pelvic_floor", "ribs"])
def test_region_across_the_trunk_is_lit(tmp_path: Path, work: str) -> None:
    figure = _with(tmp_path, "{kind: mat, size: [0, 0]}", f"work: [{work}]")

    assert "#FFB454" in figure.svg("end")


def test_legs_that_touch_share_one_pair_of_trousers_with_a_seam() -> None:
    apart, together = (load_figure("BA01").svg(name) for name in ("start", "end"))

    assert apart.count('fill="#33436B"') == together.count('fill="#33436B"') == 1
    assert together.count('fill="none"/>') == apart.count('fill="none"/>') + 1
