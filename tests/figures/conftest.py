"""Every frame of every drawing, by name, so that a failing test says which one to mend."""

from pathlib import Path
from typing import Any

import pytest

from programs.figures import figure_codes, load_figure
from programs.figures.figure import Figure
from programs.figures.moving import way_through
from programs.figures.painting import Frame, Still
from programs.figures.skeleton import Body

FRAMES = [(code, name) for code in figure_codes() for name in load_figure(code).frames]
BODIES = [code for code in figure_codes() if isinstance(load_figure(code).sheet.first, Body)]
POSED = [pair for pair in FRAMES if pair[0] in BODIES]
# Angles on the sheet are true angles only from the side.
FROM_THE_SIDE = [(code, name) for code, name in POSED if load_figure(code).view == "side"]
# Seen from above, the floor is everywhere.
ON_A_FLOOR = [(code, name) for code, name in POSED if load_figure(code).floor is not None]


def pair_name(pair: tuple[str, str]) -> str:
    return f"{pair[0]}-{pair[1]}"


def frame_of(pair: tuple[str, str]) -> Frame:
    frame: Frame = load_figure(pair[0]).parts[pair[1]]
    return frame


def way_of(figure: Figure) -> list[Any]:
    """The drawings that its moving picture goes through, first and last included."""
    frames = tuple(figure.parts.values())
    return [cel.frame for cel in way_through(frames, figure.far, figure.camera.scale)]


HEAD_LAID = [pair for pair in POSED if frame_of(pair).pose.spine.head_on is not None]


@pytest.fixture(params=FRAMES, ids=pair_name)
def drawn(request: pytest.FixtureRequest) -> tuple[Figure, str, Still]:
    code, name = request.param
    figure = load_figure(code)
    return figure, name, figure.parts[name]


@pytest.fixture(params=POSED, ids=pair_name)
def posed(request: pytest.FixtureRequest) -> tuple[Figure, str, Frame]:
    """Whole bodies only."""
    code, name = request.param
    figure = load_figure(code)
    return figure, name, figure.parts[name]


@pytest.fixture
def pose_file(tmp_path: Path) -> Path:
    """A copy of a good drawing that a test may spoil."""
    good = Path(load_figure.__wrapped__.__code__.co_filename).parent / "poses" / "LB25.yaml"
    copy = tmp_path / "LB25.yaml"
    copy.write_text(good.read_text(encoding="utf-8"), encoding="utf-8")
    return copy
