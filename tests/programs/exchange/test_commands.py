from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clinic.models import Clinic
from programs.models import Exercise
from tests import make
from tests.programs.exchange.zips import packed, row

pytestmark = pytest.mark.django_db


def told(*args: str) -> str:
    call_command(*args, stdout=(said := StringIO()))
    return said.getvalue()


def test_library_goes_out_and_comes_in(
    clinic: Clinic, other_clinic: Clinic, tmp_path: Path
) -> None:
    make.exercise("Ours", clinic=clinic, code="OURS")
    file = str(tmp_path / "library.zip")

    told("export_library", file, "--clinic", clinic.name)
    said = told("import_library", file, "--clinic", other_clinic.name, "--load")

    assert said.splitlines()[-1].startswith("Loaded: 1 new, 0 changed")
    assert Exercise.objects.owned_by(other_clinic).get().name == "Ours"


def test_import_without_load_is_a_dry_run(clinic: Clinic, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed(row()))

    assert told("import_library", str(tmp_path / "x.zip")).startswith("Checked: 1 new")
    assert not Exercise.objects.owned_by(clinic).exists()


def test_import_prints_every_problem(clinic: Clinic, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed(row(reps="0"), row("OWN2", side="up")))

    with pytest.raises(CommandError) as stopped:
        told("import_library", str(tmp_path / "x.zip"), "--load")

    lines = str(stopped.value).splitlines()
    assert lines[0] == "Nothing was loaded."
    assert lines[1].startswith("Line 2 (OWN1), reps") and lines[2].startswith("Line 3 (OWN2), side")


def test_several_clinics_have_to_be_told_apart(
    clinic: Clinic, other_clinic: Clinic, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="Say which clinic"):
        told("export_library", str(tmp_path / "x.zip"))


def test_file_that_is_not_there_is_named(clinic: Clinic) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.zip"):
        told("import_library", "nowhere.zip")
