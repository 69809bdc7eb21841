"""Pictures that are only there in colour, for a printer that has none."""

import re

# Where a drawing names a colour; what it refers to by "#name" is none.
COLOUR = re.compile(
    r"""((?:fill|stroke|stop-color|flood-color|color)\s*[=:]\s*["']?)#([0-9a-f]{6}|[0-9a-f]{3})\b""",
    re.IGNORECASE,
)
# How much red, green and blue count for how light a colour looks (ITU-R BT.709).
WEIGHTS = (0.2126, 0.7152, 0.0722)


def in_grey(svg: str) -> str:
    """A drawing with each of its colours as the grey that is as light."""
    return COLOUR.sub(lambda found: found[1] + grey_of(found[2]), svg)


def grey_of(digits: str) -> str:
    """The grey of the same lightness: "1F8A8A" or "abc" give "#rrggbb"."""
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4))
    light = sum(w * _light(one) for w, one in zip(WEIGHTS, channels, strict=True))
    return "#" + f"{round(255 * _channel(light)):02X}" * 3


def _light(channel: float) -> float:
    """Of one channel of sRGB, 0 to 1: how much light it is, 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channel(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
