"""A copy of the content files that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from programs.content.reader import FOLDER

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("vocabulary.yaml", "safety.yaml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    for name in ("advice", "exercises", "protocols"):
        shutil.copytree(FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first words found in a file of the copy; they must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
