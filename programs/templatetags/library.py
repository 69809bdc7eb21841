"""What the library's templates ask of an exercise."""

from collections.abc import Container
from typing import Any

from django import template

from programs.models import Exercise, Picture

register = template.Library()

STILLS = (Picture.Frame.START, Picture.Frame.END)


@register.filter
def facts(exercise: Exercise) -> str:
    """ "Hip, Low back · Strength · Mat". Prefetch regions and equipment."""
    regions = ", ".join(region.name for region in exercise.regions.all())
    things = ", ".join(thing.name for thing in exercise.equipment.all()) or "Nothing needed"
    return f"{regions} · {exercise.get_type_display()} · {things}"


@register.filter
def frames(exercise: Exercise, is_left: bool = False) -> list[Picture]:
    """Start and end, or the one picture of an exercise that does not move. Prefetch pictures."""
    found = [exercise.picture(frame, is_left=is_left) for frame in STILLS]
    return list({picture.url: picture for picture in found if picture}.values())


@register.filter
def is_in(one: Any, several: Container[Any]) -> bool:
    """Whether it is among them, where a template needs that as a value."""
    return one in several
