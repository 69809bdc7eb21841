"""What the library's templates ask of an exercise."""

from django import template

from programs.models import Exercise, Picture

register = template.Library()


@register.filter
def frames(exercise: Exercise, is_left: bool = False) -> list[Picture]:
    """Start and end, or the one picture of an exercise that does not move. Prefetch pictures."""
    found = [exercise.picture(frame, is_left=is_left) for frame in Picture.Frame.values]
    return list({picture.drawing_id: picture for picture in found if picture}.values())
