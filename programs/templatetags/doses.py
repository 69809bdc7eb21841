"""Doses in templates: the words of programs/dosing.py, the same on screen and on paper."""

from collections.abc import Iterable

from django import template

from programs.dosing import dose_shorthand, dose_words, minutes_per_day
from programs.models import ProtocolItem

register = template.Library()
register.filter("dose_words", dose_words)
register.filter("dose_shorthand", dose_shorthand)


@register.filter
def minutes_a_day(items: Iterable[ProtocolItem]) -> int:
    """How long a day takes on which everything in a phase is done. Units: minutes, rounded up."""
    return minutes_per_day((item.dose, item.exercise.side) for item in items)
