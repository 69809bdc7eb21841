"""Which clinic a command is for."""

from django.core.management.base import CommandError

from clinic.models import Clinic


def clinic_named(name: str) -> Clinic:
    """The clinic of that name; without a name, the only one.

    Errors: CommandError when it is not clear which.
    """
    found = list(Clinic.objects.filter(name=name) if name else Clinic.objects.all()[:2])
    if len(found) != 1:
        names = ", ".join(f"“{one}”" for one in Clinic.objects.values_list("name", flat=True)[:20])
        raise CommandError(f"Say which clinic, with --clinic and its name. There are: {names}.")
    return found[0]
