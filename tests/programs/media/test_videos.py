"""Taking videos: what is taken out of them, and which are refused."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage

from clinic.models import AuditEvent, Clinic, Member
from programs.media.errors import MediaError
from programs.media.film import read_film
from programs.media.mp4 import patched
from programs.media.videos import MOST_BYTES, keep_video, take_video
from programs.models import Video
from tests.programs.media.films import FILMED_AT, FTYP, Track, box, film, full, numbers
from tests.programs.media.pictures import picture

PLACE = b"+51.5007-000.1246/"
GPS = box(b"udta", box(b"\xa9xyz", PLACE))


def cleaned(content: bytes) -> bytes:
    file = io.BytesIO(content)
    return b"".join(patched(file, read_film(file, len(content)).patches))


def kept(content: bytes, clinic: Clinic) -> bytes:
    video, _ = keep_video(io.BytesIO(content), clinic=clinic)
    with video.file.open("rb") as file:
        stored: bytes = file.read()
    return stored


def test_pictures_and_sound_stay_where_they_were(clinic: Clinic) -> None:
    sent = film(Track([b"see this"]), Track([b"hear that"], kind=b"soun", codec=b"mp4a"))

    stored = kept(sent, clinic)

    assert len(stored) == len(sent)
    assert stored.find(b"see thishear that") == sent.find(b"see thishear that") > 0


@pytest.mark.parametrize(
    "sent",
    [
        film(beside=GPS),
        film(beside=full(b"meta", PLACE)),
        film(beside=box(b"uuid", bytes(16), PLACE)),
        film(Track([b"picture"], beside=GPS)),
        film(after=GPS),
        film(after=box(b"uuid", bytes(16), PLACE)),
        film(after=box(b"free", PLACE)),
        film(after=box(b"what", PLACE)),
        film(beside=box(b"skip", PLACE)),
    ],
)
def test_what_was_written_beside_the_film_is_taken_out(sent: bytes) -> None:
    clean = cleaned(sent)

    assert PLACE in sent and PLACE not in clean
    assert b"\xa9xyz" not in clean and len(clean) == len(sent)


def test_notes_for_each_second_are_taken_out() -> None:
    places = Track([PLACE, PLACE], kind=b"meta", codec=b"gpmd")

    clean = cleaned(film(Track([b"picture one", b"picture two"]), places))

    assert PLACE not in clean and b"gpmd" not in clean
    assert b"picture onepicture two" in clean


def test_when_it_was_filmed_is_taken_out() -> None:
    assert numbers(FILMED_AT) in film()
    assert numbers(FILMED_AT) not in cleaned(film())


def test_cleaning_a_film_again_changes_no_byte() -> None:
    once = cleaned(film(Track([b"a"]), Track([PLACE], kind=b"meta"), beside=GPS, after=GPS))

    assert cleaned(once) == once


def test_patches_hold_across_the_pieces_in_which_a_film_is_read() -> None:
    large = film(Track([b"p" * (1024 * 1024 - 60)]), beside=GPS)

    clean = cleaned(large)

    assert PLACE not in clean and len(clean) == len(large)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "empty"),
        (picture(), "not an MP4"),
        (b"RIFF\0\0\0\0AVI LIST", "not an MP4"),
        (b"<html>" + film(), "not an MP4"),
        (film(ftyp=box(b"ftyp", b"heic", bytes(4), b"mif1")), "not an MP4"),
        (FTYP, "damaged"),
        (FTYP + box(b"mdat", b"pixels"), "damaged"),
        (film()[:-9], "damaged"),
        (film() + b"<script>", "damaged"),
        (film(after=numbers(8) + b"free" + b"abc"), "damaged"),
        (film(after=numbers(4) + b"free"), "damaged"),
        (film(after=numbers(0) + b"free"), "damaged"),
        (film(after=numbers(1) + b"free" + numbers(0xFFFFFFFF, 8)), "damaged"),
        (film(after=box(b"free") * 2001), "damaged"),
        (film(seconds=0), "damaged"),
        (film(seconds=181), "3 minutes"),
        (film(Track([b"hm"], kind=b"soun", codec=b"mp4a")), "no pictures"),
        (film(Track([b"hm"], codec=b"hvc1")), "cannot play"),
        (film(Track([b"hm"], where=full(b"url ", b"http://there.example\0"))), "somewhere else"),
        (film(Track([b"hm"], where=full(b"alis", b"another file"))), "somewhere else"),
        (film(Track([b"hm"], where=numbers(3) + b"url ")), "damaged"),
        (film(after=box(b"moof")), "in pieces"),
        (film(beside=box(b"mvex")), "in pieces"),
    ],
)
def test_video_refuses(sent: bytes, said: str, clinic: Clinic) -> None:
    with pytest.raises(MediaError, match=said):
        keep_video(io.BytesIO(sent), clinic=clinic)

    assert not Video.objects.exists()


def test_notes_that_lie_about_their_place_are_refused() -> None:
    track = Track([PLACE], kind=b"meta")
    lying = film(Track([b"p"]), track).replace(
        full(b"stsz", numbers(0, 1, len(PLACE))), full(b"stsz", numbers(0, 1, 0xFFFFFF))
    )

    with pytest.raises(MediaError, match="damaged"):
        cleaned(lying)


def test_video_over_60_mb_is_refused_unread(clinic: Clinic) -> None:
    class Endless(io.BytesIO):
        def seek(self, *_: Any) -> int:
            return MOST_BYTES + 1

        def read(self, *_: Any) -> bytes:
            raise AssertionError("read")

    with pytest.raises(MediaError, match="60 MB"):
        keep_video(Endless(), clinic=clinic)


def test_same_video_twice_is_one_row_and_one_file(clinic: Clinic, ana: Member) -> None:
    first = take_video(io.BytesIO(film()), clinic=clinic, by=ana)
    before = set(default_storage.listdir("videos")[1])

    second = take_video(io.BytesIO(film()), clinic=clinic, by=ana)

    assert first == second and set(default_storage.listdir("videos")[1]) == before
    assert AuditEvent.objects.filter(subject=f"video {first.pk}").count() == 1


def test_scanner_may_stop_a_video(settings: Any, clinic: Clinic, ana: Member) -> None:
    settings.UPLOAD_SCANNER = lambda file: "Eicar"

    with pytest.raises(MediaError, match="virus scanner"):
        take_video(io.BytesIO(film()), clinic=clinic, by=ana)


def naming_one_piece_often(times: int) -> bytes:
    """A film with notes beside it, whose table names one and the same piece again and again."""
    track = Track([b"where the camera was"], kind=b"meta", codec=b"mett")
    once = track.table

    def table(offset: int) -> bytes:
        chunks = full(b"stco", numbers(times, *[offset] * times))
        sizes = full(b"stsz", numbers(20, times))
        stsc = full(b"stsc", numbers(1, 1, 1, 1))
        return box(b"stbl", once(offset)[8:100], chunks, sizes, stsc)

    track.table = table  # type: ignore[method-assign]  # a film of one's own
    return film(Track([b"picture"]), track)


@pytest.mark.parametrize("times", [2, 60_000])
def test_video_that_names_one_piece_again_and_again_is_refused(times: int) -> None:
    with pytest.raises(MediaError, match="damaged"):
        cleaned(naming_one_piece_often(times))


def test_note_of_several_megabytes_is_blanked_whole() -> None:
    note = b"where the camera was" * 200_000

    clean = cleaned(film(Track([b"picture"]), Track([note], kind=b"meta", codec=b"mett")))

    assert b"picture" in clean and len(clean) > len(note)
    assert b"where" not in clean and b"was" not in clean
