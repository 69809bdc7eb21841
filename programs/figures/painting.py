"""One frame painted: every part from back to front, and the sheet round it."""

from dataclasses import dataclass

from programs.figures import arrows, head, limbs, props, trunk
from programs.figures.arrows import Arrow
from programs.figures.palette import GROUND, Palette
from programs.figures.paper import HEIGHT, WIDTH, Camera
from programs.figures.pose import Pose
from programs.figures.props import Prop
from programs.figures.skeleton import Body

SIDES = ("right", "left")
DEPTHS = {
    "left_arm": -3.0,
    "left_leg": -2.0,
    "neck": -0.5,
    "trunk": 0.0,
    "right_leg": 1.0,
    "work": 1.5,
    "head": 2.0,
    "right_arm": 3.0,
    "arrows": 9.0,
}
FRONT_DEPTHS = DEPTHS | {"left_arm": 2.6, "neck": 0.5}


@dataclass(frozen=True)
class Frame:
    pose: Pose
    solved: Body
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...] = ()
    work: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What all frames of a figure share; ``first`` is where its arrows start."""

    camera: Camera
    floor: float | None
    first: Body


def painted(sheet: Sheet, frame: Frame, colours: Palette) -> str:
    camera, solved = sheet.camera, frame.solved
    depth = (DEPTHS if solved.view == "side" else FRONT_DEPTHS) | frame.pose.depth
    layers = _limb_layers(camera, frame, depth, colours)
    for prop in frame.props:
        layers.append((prop.depth, props.paint(prop, solved, camera, colours)))
    layers += [
        (depth["neck"], trunk.neck(solved, camera, colours)),
        (depth["trunk"], trunk.shirt(solved, camera, colours)),
        (depth["head"], head.head(solved, camera, colours, frame.pose.eyes)),
        (depth["work"], trunk.highlight(solved, frame.work, camera, colours)),
    ]
    for arrow in frame.arrows:
        layers.append((depth["arrows"], arrows.paint(arrow, sheet.first, solved, camera, colours)))
    layers.sort(key=lambda layer: layer[0])
    ground = "" if sheet.floor is None else props.floor(sheet.floor, camera, colours)
    return "".join(text for _, text in layers) + ground


def _limb_layers(
    camera: Camera, frame: Frame, depth: dict[str, float], colours: Palette
) -> list[tuple[float, str]]:
    solved = frame.solved
    torso = trunk.trunk_field(solved, camera)
    front_leg = max(SIDES, key=lambda side: depth[f"{side}_leg"])
    layers = []
    for side in SIDES:
        far = "_far" if side == "left" and solved.view == "side" else ""
        leg = limbs.foot(solved, side, camera, colours, far)
        if not trunk.legs_apart(solved):
            leg += trunk.leg(solved, side, camera, colours, far, seat=side == front_leg)
        elif side == front_leg:
            layers.append((depth[f"{side}_leg"], trunk.trousers(solved, camera, colours)))
        layers.append((depth[f"{side}_leg"] - 0.1, leg))
        given = frame.pose.limbs[f"{side}_arm"]
        arm = limbs.Arm(side, given.hand, given.is_turned, far, torso)
        lit = trunk.arm_highlight(solved, side, frame.work, camera, colours)
        layers.append((depth[f"{side}_arm"], limbs.arm(solved, arm, camera, colours) + lit))
    return layers


def document(inside: str, colours: Palette, *, mirrored: bool, style: str = "") -> str:
    """The whole SVG. The separating line is set once; mirroring is one transform."""
    ground = GROUND if colours.is_colour else "#FFFFFF"
    mirror = f' transform="matrix(-1 0 0 1 {WIDTH} 0)"' if mirrored else ""
    lines = (
        f'stroke="{colours.line}" stroke-width="{colours.line_width:g}"'
        ' stroke-linecap="round" stroke-linejoin="round"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{style}'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="16" fill="{ground}"/>'
        f"<g {lines}{mirror}>{inside}</g></svg>"
    )
