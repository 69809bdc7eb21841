"""The dose as columns, the same wherever a dose is kept."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programs.dosing import EVERY_DAY, MOST_KG, RANGES, Dose


def _number(label: str, low: int, high: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(low), MaxValueValidator(high)],
    )


class DoseFields(models.Model):
    """Columns for one dose. Either weekdays or days_per_week says when, never both."""

    class Band(models.TextChoices):
        YELLOW = "yellow", "Yellow"
        RED = "red", "Red"
        GREEN = "green", "Green"
        BLUE = "blue", "Blue"
        BLACK = "black", "Black"
        SILVER = "silver", "Silver"
        GOLD = "gold", "Gold"

    sets = _number("sets", *RANGES["sets"])
    reps = _number("times", *RANGES["reps"])
    hold_seconds = _number("hold (seconds)", *RANGES["hold_seconds"])
    rest_seconds = _number("rest (seconds)", *RANGES["rest_seconds"])
    minutes = _number("minutes", *RANGES["minutes"])
    tempo = models.CharField("speed", max_length=40, blank=True)
    load_kg = models.DecimalField(
        "load (kg)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_KG)],
    )
    band = models.CharField(max_length=6, choices=Band, blank=True)
    effort_0_to_10 = _number("effort (0 to 10)", *RANGES["effort_0_to_10"])
    times_per_day = models.PositiveSmallIntegerField(
        "times a day", default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    weekdays = models.PositiveSmallIntegerField("days", default=EVERY_DAY)
    days_per_week = _number("any days a week", *RANGES["days_per_week"])

    class Meta:
        abstract = True

    @staticmethod
    def constraints(model: str) -> list[models.CheckConstraint]:
        """The ranges and the one-way-to-say-when rule, named for the model that has them."""
        rules = [
            models.CheckConstraint(
                condition=Q(**{f"{field}__range": limits}),
                name=f"{model}_{field}_range",
                violation_error_message=(
                    f"{field.replace('_', ' ').capitalize()} is a number"
                    f" from {limits[0]} to {limits[1]}."
                ),
            )
            for field, limits in RANGES.items()
        ]
        when = models.CheckConstraint(
            condition=Q(weekdays__range=(1, EVERY_DAY), days_per_week=None)
            | Q(weekdays=0, days_per_week__isnull=False),
            name=f"{model}_says_when_once",
            violation_error_message="Choose weekdays, or a number of days a week.",
        )
        return [*rules, when]

    @property
    def dose(self) -> Dose:
        return Dose(**{field: getattr(self, field) for field in DOSE_FIELDS})

    def set_dose(self, dose: Dose) -> None:
        for field in DOSE_FIELDS:
            setattr(self, field, getattr(dose, field))


DOSE_FIELDS: tuple[str, ...] = tuple(Dose.__dataclass_fields__)
