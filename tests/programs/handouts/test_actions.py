import hashlib
import io
from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone
from PIL import Image

from clinic.models import AuditEvent, Clinic, Member
from patients.models import Access
from programs import sheet as sheets
from programs.handouts.actions import (
    _made_again,
    drawings_of,
    handout_for,
    print_handout,
    store_handout,
    stored_handout,
    stored_pdf,
)
from programs.handouts.errors import HandoutError
from programs.handouts.options import Ink, Layout, Options, Paper
from programs.handouts.typesetting import RenderedHandout
from programs.handouts.wording import sheet_words
from programs.models import Handout, Photo, Plan, Revision
from programs.sheet import Sheet, SheetPicture
from tests import make
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.django_db
RENDERED = RenderedHandout(pdf=b"%PDF-1.7 a sheet", pages=4)
LETTER = Options(paper=Paper.LETTER.value)


def issued(plan: Plan, made: Sheet | None = None, at: datetime | None = None) -> Revision:
    text = sheets.to_json(made or sheet())
    return Revision.objects.create(
        plan=plan,
        number=1,
        issued_at=at or timezone.now(),
        sheet_json=text,
        sha256=sheets.sha256(text),
    )


@pytest.fixture
def revision(plan: Plan) -> Revision:
    return issued(plan)


@pytest.fixture
def access(plan: Plan) -> Access:
    return make.access(plan.patient)


def test_store_handout_keeps_the_bytes_and_their_hash(revision: Revision, access: Access) -> None:
    handout = store_handout(revision, access, RENDERED, Options())

    assert handout.sha256 == hashlib.sha256(RENDERED.pdf).hexdigest()
    assert handout.pages == 4
    assert stored_pdf(Handout.objects.get()) == RENDERED.pdf


def test_store_handout_names_the_file_after_nothing(revision: Revision, access: Access) -> None:
    handout = store_handout(revision, access, RENDERED, Options())

    name = Path(handout.file.path).stem
    assert len(name) == 32
    assert str(revision.pk) not in name


def test_store_handout_refuses_a_second_one_and_leaves_no_file(
    revision: Revision, access: Access
) -> None:
    handout = store_handout(revision, access, RENDERED, Options())
    folder = Path(handout.file.path).parent
    before = set(folder.iterdir())

    with pytest.raises(IntegrityError):
        store_handout(revision, access, RENDERED, Options())

    assert set(folder.iterdir()) == before


def test_stored_pdf_refuses_a_changed_file(revision: Revision, access: Access) -> None:
    handout = store_handout(revision, access, RENDERED, Options())
    Path(handout.file.path).write_bytes(b"%PDF-1.7 another sheet")

    with pytest.raises(HandoutError, match=f"Handout {handout.pk} is not the one"):
        stored_pdf(handout)


def test_stored_pdf_says_when_the_file_is_gone(revision: Revision, access: Access) -> None:
    handout = store_handout(revision, access, RENDERED, Options())
    Path(handout.file.path).unlink()

    with pytest.raises(HandoutError, match="is gone"):
        stored_pdf(handout)


def test_changed_file_is_not_left_behind(
    revision: Revision, access: Access, django_capture_on_commit_callbacks: Any
) -> None:
    first = handout_for(revision, access=access, options=Options())
    changed = Path(first.file.path)
    changed.write_bytes(b"%PDF-1.7 another sheet")

    with django_capture_on_commit_callbacks(execute=True):
        handout_for(revision, access=access, options=Options())

    assert not changed.exists()


def test_file_turned_into_a_link_is_made_again_and_leaves_its_end_alone(
    revision: Revision, access: Access, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    handout = handout_for(revision, access=access, options=Options())
    secret = tmp_path / "secret"
    secret.write_text("not for printing")
    Path(handout.file.path).unlink()
    Path(handout.file.path).symlink_to(secret)

    with django_capture_on_commit_callbacks(execute=True):
        again = handout_for(revision, access=access, options=Options())

    assert stored_pdf(again).startswith(b"%PDF")
    assert secret.read_text() == "not for printing"


def test_two_who_find_it_lost_make_one_file(revision: Revision, access: Access) -> None:
    lost = handout_for(revision, access=access, options=Options())
    Path(lost.file.path).unlink()
    first = _made_again(lost, RENDERED)

    assert _made_again(lost, RENDERED).file.name == first.file.name
    assert AuditEvent.objects.filter(action="change").count() == 1


def test_stored_pdf_says_when_the_file_cannot_be_read(revision: Revision, access: Access) -> None:
    handout = store_handout(revision, access, RENDERED, Options())
    Path(handout.file.path).unlink()
    Path(handout.file.path).mkdir()

    with pytest.raises(HandoutError, match="cannot be read"):
        stored_pdf(handout)


def test_sheet_for_which_the_disk_has_no_room_leaves_nothing_behind(
    revision: Revision, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(content: Any, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"%PDF"
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("programs.handouts.actions.ContentFile.chunks", full)
    before = list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))

    with pytest.raises(HandoutError, match=r"^The server could not keep the sheet"):
        store_handout(revision, access, RENDERED, Options())

    assert not Handout.objects.exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("*.pdf")) == before


def test_handout_for_makes_a_changed_one_again(revision: Revision, access: Access) -> None:
    first = handout_for(revision, access=access, options=Options())
    pdf = stored_pdf(first)
    Path(first.file.path).write_bytes(b"%PDF-1.7 another sheet")

    again = handout_for(revision, access=access, options=Options())

    assert (again.pk, stored_pdf(again)) == (first.pk, pdf)
    assert AuditEvent.objects.filter(action="change", subject=f"handout {first.pk}").count() == 1


def test_handout_for_gives_the_stored_one(revision: Revision, access: Access) -> None:
    handout = store_handout(revision, access, RENDERED, Options())

    assert handout_for(revision, access=access, options=Options()) == handout


WAYS = [
    {"layout": Layout.LARGE.value},
    {"paper": Paper.LETTER.value},
    {"ink": Ink.LINE.value},
    {"weeks": 4},
    {"has_leaflets": False},
    {"has_name": False},
    {"language": "es"},
    {"beside": "es"},
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: next(iter(way)))
def test_handout_printed_another_way_is_another_one(
    way: dict[str, Any], revision: Revision, access: Access
) -> None:
    usual, other = (store_handout(revision, access, RENDERED, Options(**it)) for it in ({}, way))

    kept = [stored_handout(revision, access=access, options=Options(**it)) for it in ({}, way)]

    assert kept == [usual, other]


@pytest.mark.pdf
def test_handout_for_renders_one_per_paper(revision: Revision, access: Access) -> None:
    on_a4 = store_handout(revision, access, RENDERED, Options())

    on_letter = handout_for(revision, access=access, options=LETTER)

    assert on_letter != on_a4
    assert stored_pdf(on_letter).startswith(b"%PDF")
    assert handout_for(revision, access=access, options=LETTER) == on_letter


@pytest.mark.pdf
def test_handout_for_gives_the_winner_of_a_race(
    revision: Revision, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(made: Sheet, clinic: Clinic, ink: str) -> dict[str, str]:
        """Another process prints the same while this one is about to render."""
        store_handout(revision, access, RENDERED, Options())
        return {}

    monkeypatch.setattr("programs.handouts.actions.drawings_of", meanwhile)

    handout = handout_for(revision, access=access, options=Options())

    assert stored_pdf(handout) == RENDERED.pdf
    assert Handout.objects.count() == 1


def test_print_handout_writes_an_audit_row(
    revision: Revision, access: Access, fran: Member
) -> None:
    store_handout(revision, access, RENDERED, Options())

    handout = print_handout(revision, options=Options(), by=fran)

    event = AuditEvent.objects.get(action="print")
    assert (event.subject, event.member_id) == (f"handout {handout.pk}", fran.pk)
    assert event.patient_id == revision.plan.patient_id


@pytest.mark.pdf
def test_print_handout_makes_a_code_when_the_last_one_ended(
    revision: Revision, access: Access, fran: Member
) -> None:
    store_handout(revision, access, RENDERED, Options())
    Access.objects.filter(pk=access.pk).update(ended_at=timezone.now())

    handout = print_handout(revision, options=Options(), by=fran)

    assert handout.access != access
    assert handout.access.ended_at is None


def test_drawings_of_reads_all_in_one_query(clinic: Clinic, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture has no public type
    one, other = make.drawing("one"), make.drawing("other")
    pictures = {
        "start": SheetPicture(drawing=one.pk, alt="One."),
        "end": SheetPicture(drawing=other.pk, alt="Other."),
    }
    made = sheet((sheet_item(**pictures), sheet_item(number=2, **pictures)))

    with django_assert_num_queries(1):
        found = drawings_of(made, clinic)

    assert found == {one.pk: one.svg, other.pk: other.svg}


def with_photo(photo: Photo) -> Sheet:
    picture = SheetPicture(photo=photo.sha256, alt="A person.")
    return sheet((sheet_item(start=picture, end=picture),))


def test_drawings_of_gives_photos_as_large_as_they_are_printed(clinic: Clinic) -> None:
    photo = make.photo(clinic, size=(1200, 1600))

    address = drawings_of(with_photo(photo), clinic)[photo.sha256]

    with Image.open(io.BytesIO(b64decode(address.partition(",")[2]))) as printed:
        assert (printed.width, printed.height) == (940, 658)


def test_drawings_of_gives_no_other_clinics_photo(clinic: Clinic, other_clinic: Clinic) -> None:
    photo = make.photo(other_clinic)

    assert drawings_of(with_photo(photo), clinic) == {}
    assert drawings_of(with_photo(photo), other_clinic)


def test_photo_whose_file_is_gone_leaves_a_box(clinic: Clinic) -> None:
    photo = make.photo(clinic)
    photo.file.storage.delete(str(photo.file.name))
    made = with_photo(photo)

    words = sheet_words(made, Options(), code="", pictures=drawings_of(made, clinic))

    assert [one["svg"] for one in words["exercises"][0]["pictures"]] == ["", ""]
