"""The library's rows of ``make bench``, with a library small enough for a test."""

import pytest

from programs.library import bench
from programs.models import Exercise


@pytest.mark.django_db
def test_bench_measures_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "EXERCISES", 20)
    monkeypatch.setattr(bench, "ROUNDS", 4)

    figures = bench.measure()

    assert [figure["unit"] for figure in figures] == ["ms"] * 6
    assert all(figure["value"] > 0 for figure in figures)
    assert not Exercise.objects.exists()
