import re

import pytest
from django.test import override_settings

from programs.handouts.qr import (
    QUIET_ZONE,
    code_address,
    diary_address,
    draft_svg,
    qr_svg,
)


@override_settings(PUBLIC_URL="https://diary.riverbank.example")
def test_address_names_the_code_and_the_sheet() -> None:
    assert diary_address("K7M29QRT", 3) == "https://diary.riverbank.example/p/K7M29QRT/3/"
    assert code_address() == "diary.riverbank.example/p/"


def test_picture_has_a_title_and_its_quiet_zone() -> None:
    svg = qr_svg(diary_address("K7M29QRT", 3))

    assert "<title>QR code</title>" in svg
    first = re.search(r'class="qrline"[^>]* d="M(\d+) (\d+)\.5h7', svg)
    assert first is not None
    assert first.groups() == (str(QUIET_ZONE), str(QUIET_ZONE))


def test_another_code_is_another_picture_and_the_same_one_the_same() -> None:
    one, other = diary_address("K7M29QRT", 3), diary_address("K7M29QRV", 3)

    assert qr_svg(one) == qr_svg(one) != qr_svg(other)


@pytest.mark.parametrize("svg", [draft_svg(), qr_svg("https://diary.example/p/K7M29QRT/3/")])
def test_picture_asks_for_nothing_from_outside(svg: str) -> None:
    assert not re.search(r"href|url\(|@import|<script", svg)
