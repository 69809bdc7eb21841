"""The mail with the link: plain, in both languages, and nothing in it but the way in."""

import pytest

from programs.content.readability import HIGHEST_GRADE, LONGEST_SENTENCE, jargon_in, reading
from programs.handouts.link_words import MailWords, link_address, link_mail_words
from programs.languages import language


def mail(code: str = "en", clinic: str = "The Clinic") -> MailWords:
    return link_mail_words("K7M29QR5", clinic=clinic, phone="01632 960 122", to=language(code))


def test_mail_says_where_to_go_and_whom_to_call() -> None:
    words = mail().text

    assert f"\n\n{link_address('K7M29QR5')}\n\n" in words
    assert "127.0.0.1:8000/p/ and type this code: K7M2 9QR5" in words
    assert "Call The Clinic on 01632 960 122." in words


def test_mail_is_easy_to_read() -> None:
    lines = [line for line in mail().text.splitlines() if "/p/" not in line]
    found = reading(lines)

    assert found.grade <= HIGHEST_GRADE
    assert found.longest_sentence <= LONGEST_SENTENCE
    assert jargon_in(mail().text) == []


def test_mail_speaks_spanish() -> None:
    words = mail("es")

    assert words.subject == "Su enlace de The Clinic"
    assert "Escriba su fecha de nacimiento." in words.text
    assert link_address("K7M29QR5") in words.text


@pytest.mark.parametrize("code", ["en", "es"])
def test_mail_tells_nothing_of_the_treatment(code: str) -> None:
    told = f"{mail(code).subject} {mail(code).text}".lower()
    clinical = "exercis ejercici plan sheet hoja diary diario pain dolor therap terap treat trata"

    assert "the clinic" in told
    assert [word for word in clinical.split() if word in told] == []


def test_clinic_with_a_line_break_in_its_name_breaks_no_header() -> None:
    assert mail(clinic="The\r\nBcc: all@x.example\nClinic").subject.count("\n") == 0
