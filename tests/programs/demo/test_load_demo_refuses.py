"""manage.py load_demo: where it makes nothing."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from clinic.models import Clinic
from tests import make


def test_load_demo_is_for_the_demo_only(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")


@pytest.mark.django_db
def test_load_demo_refuses_beside_a_real_clinic() -> None:
    make.clinic()

    with pytest.raises(CommandError, match="A real clinic is in this database"):
        call_command("load_demo")

    assert Clinic.objects.count() == 1


@pytest.mark.django_db
def test_load_demo_wants_the_library_first() -> None:
    with pytest.raises(CommandError, match="load_library"):
        call_command("load_demo")

    assert not Clinic.objects.exists()
