"""What the library's templates ask of an exercise."""

from django import template

from programs.models import Exercise, Picture

register = template.Library()


@register.filter
def facts(exercise: Exercise) -> str:
    """ "Hip, Low back · Strength · Mat". Prefetch regions and equipment."""
    regions = ", ".join(region.name for region in exercise.regions.all())
    things = ", ".join(thing.name for thing in exercise.equipment.all()) or "Nothing needed"
    return f"{regions} · {exercise.get_type_display()} · {things}"


@register.filter
def frames(exercise: Exercise, is_left: bool = False) -> list[Picture]:
    """Start and end, or the one picture of an exercise that does not move. Prefetch pictures."""
    found = [exercise.picture(frame, is_left=is_left) for frame in Picture.Frame.values]
    return list({picture.url: picture for picture in found if picture}.values())
