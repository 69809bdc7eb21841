import base64
import re

from django.test import override_settings

from programs.handouts.qr import QUIET_ZONE, code_address, diary_address, qr_picture


@override_settings(PUBLIC_URL="https://diary.riverbank.example")
def test_address_names_the_code_and_the_sheet() -> None:
    assert diary_address("K7M29QRT", 3) == "https://diary.riverbank.example/p/K7M29QRT/3/"
    assert code_address() == "diary.riverbank.example/p/"


def test_picture_has_a_title_and_its_quiet_zone() -> None:
    svg = base64.b64decode(qr_picture(diary_address("K7M29QRT", 3)).split(",")[1]).decode()

    assert "<title>QR code</title>" in svg
    first = re.search(r'class="qrline"[^>]* d="M(\d+) (\d+)\.5h7', svg)
    assert first is not None
    assert first.groups() == (str(QUIET_ZONE), str(QUIET_ZONE))
