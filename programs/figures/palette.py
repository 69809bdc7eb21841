"""The colours of a drawing: one set in colour, one in black and white for cheap printers."""

from dataclasses import dataclass

GROUND = "#F3F8F8"
ARROW = "#D9542B"
SHIRT = "#1F8A8A"


@dataclass(frozen=True)
class Palette:
    """Fills by name, and the line that separates one part from the next."""

    fills: dict[str, str]
    line: str
    line_width: float
    arrow: str
    face_line: str
    is_colour: bool

    def fill(self, name: str) -> str:
        return self.fills[name]


def mix(colour: str, other: str, share: float) -> str:
    """The colour with this share of another in it, both as #rrggbb."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def palette(shirt: str, ink: str) -> Palette:
    if ink == "line":
        return _line_palette()
    near = {
        "shirt": shirt,
        "skin": "#EDBE9C",
        "pants": "#33436B",
        "shoe": "#C9D4DC",
        "sole": "#7E8FA0",
        "hair": "#4B362C",
    }
    night = dict.fromkeys(near, "#14203A") | {"skin": "#A0623E", "shoe": "#5E7082"}
    far = {f"{name}_far": mix(colour, night[name], 0.34) for name, colour in near.items()}
    far["skin_shade"] = mix(near["skin"], night["skin"], 0.16)
    return Palette(near | far | _THINGS, GROUND, 1.7, ARROW, "#9A5F3F", is_colour=True)


def _line_palette() -> Palette:
    near = {"shirt": "#FFFFFF", "skin": "#FFFFFF", "pants": "#DADADA", "shoe": "#FFFFFF"}
    near |= {"sole": "#777777", "hair": "#555555"}
    far = {f"{name}_far": mix(colour, "#888888", 0.3) for name, colour in near.items()}
    things = dict.fromkeys(_THINGS, "#F1F1F1") | {
        "dark": "#333333",
        "floor": "#999999",
        "strap": "#111111",
        "band": "#FFFFFF",
        "weight": "#777777",
        "towel": "#FFFFFF",
        "roller_core": "#FFFFFF",
        "hatch": "#000000",
        "card": "#FFFFFF",
        "nail": "#FFFFFF",
        "crease": "#777777",
        "cushion": "#FFFFFF",
        "bone": "#FFFFFF",
        "muscle": "#666666",
    }
    far["skin_shade"] = "#EEEEEE"
    return Palette(near | far | things, "#000000", 1.5, "#000000", "#000000", is_colour=False)


_THINGS = {
    "mat": "#A9CFCB",
    "rug": "#D3E6E3",
    "rug_edge": "#9CC4BF",
    "floor": "#C3D9D8",
    "wood": "#CBA67F",
    "wood_far": "#A98660",
    "cushion": "#E3E9F5",
    "cushion_edge": "#AEBBD3",
    "strap": "#7A5BA6",
    "wall": "#D7E3EA",
    "wall_edge": "#9DB3C1",
    "band": "#B8327F",
    "towel": "#A9C8EA",
    "towel_edge": "#6C97C6",
    "roller": "#6FA39E",
    "roller_core": "#CFE3E0",
    "weight": "#4A5570",
    "dark": "#2B3550",
    "highlight": "#FFB454",
    "hatch": "#000000",
    "ball": "#6C8FC7",
    "bottle": "#9CC7E6",
    "card": "#FFFFFF",
    "nail": "#F7DCC8",
    "crease": "#C98F6B",
    "bone": "#F4EAD6",
    "bone_edge": "#B9A27C",
    "muscle": "#F0A040",
}
