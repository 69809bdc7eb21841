"""A clinic with the words that the files here use, and a storage of its own."""

from pathlib import Path
from typing import Any

import pytest

from patients.models import Equipment
from programs.models import Exercise, Region
from tests import make


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def kept(storage: Path) -> Any:
    """The files in the storage, whenever asked."""
    return lambda: sorted(path.name for path in storage.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def bridge(db: None) -> Exercise:
    """A starter exercise with a figure."""
    for code, name in (("low_back", "Low back and core"), ("hip", "Hip"), ("knee", "Knee")):
        Region.objects.create(code=code, name=name)
    Equipment.objects.create(code="mat", name="Mat")
    return make.exercise("Bridge", code="LB25", figure_code="LB25")
