import pytest

from programs.handouts.heights import portal_height


@pytest.mark.parametrize(
    ("address", "lines_more"),
    [
        ("http://10.0.0.5", 0),
        ("https://plans.riverbank.example", 1),
        ("https://home-exercises.riverbank-physiotherapy.example", 2),
    ],
)
def test_diarys_card_has_room_for_a_long_address(
    address: str, lines_more: int, settings: pytest.FixtureRequest
) -> None:
    settings.PUBLIC_URL = "http://a"  # type: ignore[attr-defined]  # pytest-django's own fixture
    shortest = portal_height(186)
    settings.PUBLIC_URL = address  # type: ignore[attr-defined]  # see above

    assert round((portal_height(186) - shortest) / 5.08) == lines_more
