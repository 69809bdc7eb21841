import pytest

from clinic.models import AuditEvent, Clinic, Member
from programs.authoring.advice_actions import (
    change_advice,
    copy_advice,
    restore_advice,
    retire_advice,
    write_advice,
)
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.models import Advice, Region
from tests import make

WORDS = {"name": "Our nights", "main_message": "Rest.", "body": "Rest well."}


@pytest.fixture
def ours(clinic: Clinic) -> Advice:
    return make.advice("Our nights", clinic=clinic, sign_off="signed")


@pytest.fixture
def hip(db: None) -> Region:
    return Region.objects.create(code="hip", name="Hip")


def done() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_write_advice_makes_a_code_of_the_name(clinic: Clinic, ana: Member, hip: Region) -> None:
    made = write_advice(clinic, WORDS, regions=[hip], by=ana)

    made.refresh_from_db()
    assert (made.code, made.version, made.sign_off) == ("our-nights", 1, "awaiting")
    assert (made.clinic, made.changed_by) == (clinic, ana)
    assert list(made.regions.all()) == [hip]
    assert done() == ["create"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Our nights", ["our-nights", "our-nights-2", "our-nights-3"]),
        ("眠り", ["leaflet", "leaflet-2", "leaflet-3"]),
        ("x" * 80, ["x" * 54, "x" * 54 + "-2", "x" * 54 + "-3"]),
    ],
)
def test_codes_are_free_among_the_clinics_own(
    name: str, codes: list[str], clinic: Clinic, ana: Member
) -> None:
    make.advice(code=codes[0])  # the starter library's is no hindrance

    made = [write_advice(clinic, WORDS | {"name": name}, regions=[], by=ana) for _ in codes]

    assert [one.code for one in made] == codes


def test_copy_advice_is_ours_and_awaits_its_own_sign_off(
    clinic: Clinic, ana: Member, hip: Region
) -> None:
    starter = make.advice("Sleep", code="sleep", sign_off="signed", version=4)
    starter.regions.add(hip)

    copy = copy_advice(starter, clinic=clinic, by=ana)

    copy.refresh_from_db()
    assert (copy.name, copy.code, copy.body) == ("Sleep", "sleep", starter.body)
    assert (copy.clinic, copy.version, copy.sign_off) == (clinic, 1, "awaiting")
    assert list(copy.regions.all()) == [hip]


def test_copy_advice_twice_gives_two_names(clinic: Clinic, ana: Member) -> None:
    starter = make.advice("Sleep", code="sleep")

    copies = [copy_advice(starter, clinic=clinic, by=ana) for _ in range(3)]

    assert [one.name for one in copies] == ["Sleep", "Sleep (2)", "Sleep (3)"]
    assert [one.code for one in copies] == ["sleep", "sleep-2", "sleep-3"]


def test_change_advice_is_the_next_version(ours: Advice, ana: Member, hip: Region) -> None:
    change_advice(ours, {"body": "Rest less."}, regions=[hip], version=1, by=ana)

    ours.refresh_from_db()
    assert (ours.body, ours.version, ours.changed_by) == ("Rest less.", 2, ana)
    assert ours.sign_off == "awaiting"
    assert list(ours.regions.all()) == [hip]
    assert done() == ["change"]


def test_change_advice_that_changes_nothing_is_no_version(ours: Advice, ana: Member) -> None:
    change_advice(ours, {"body": ours.body}, regions=[], version=1, by=ana)

    ours.refresh_from_db()
    assert (ours.version, ours.sign_off, done()) == (1, "signed", [])


def test_change_advice_notices_another_editor(ours: Advice, ana: Member, hip: Region) -> None:
    change_advice(ours, {"body": "Hers."}, regions=[], version=1, by=ana)

    with pytest.raises(AuthoringConflictError):
        change_advice(ours, {"body": "His."}, regions=[hip], version=1, by=ana)

    ours.refresh_from_db()
    assert (ours.body, ours.version, ours.regions.count()) == ("Hers.", 2, 0)


def test_change_advice_refuses_what_is_retired(ours: Advice, ana: Member) -> None:
    retire_advice(ours, by=ana)

    with pytest.raises(AuthoringError, match="Bring it back"):
        change_advice(ours, {"body": "x"}, regions=[], version=1, by=ana)


def test_retire_and_restore_are_written_down_once(ours: Advice, ana: Member) -> None:
    for action in (retire_advice, retire_advice):
        action(ours, by=ana)
    ours.refresh_from_db()
    assert ours.status == Advice.Status.RETIRED

    for action in (restore_advice, restore_advice):
        action(ours, by=ana)
    ours.refresh_from_db()
    assert ours.status == Advice.Status.CURRENT
    assert done() == ["archive", "restore"]


def test_retired_leaflet_stays_in_the_protocol_that_has_it(
    ours: Advice, clinic: Clinic, ana: Member
) -> None:
    protocol = make.protocol(clinic=clinic)
    protocol.phases.get().advice.add(ours)

    retire_advice(ours, by=ana)

    assert list(protocol.phases.get().advice.all()) == [ours]
