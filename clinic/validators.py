"""Checks that more than one form or model needs."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError


def validate_time_zone(name: str) -> None:
    """Errors: ValidationError when the name is not in the machine's time-zone database."""
    if name not in available_timezones():
        raise ValidationError("This time zone is not known. An example is Europe/London.")
