import pytest

from clinic.models import AuditEvent, Clinic, Member
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.protocol_actions import (
    change_protocol,
    copy_protocol,
    protocol_mark,
    restore_protocol,
    retire_protocol,
    write_protocol,
)
from programs.models import Protocol, Region
from tests import make

WORDS = {"name": "Our weeks", "summary": "Calm.", "screen": "Ask.", "therapist_note": ""}


@pytest.fixture
def ours(clinic: Clinic) -> Protocol:
    return make.protocol(clinic=clinic, sign_off="signed")


@pytest.fixture
def hip(db: None) -> Region:
    return Region.objects.create(code="hip", name="Hip")


def fresh(protocol: Protocol) -> Protocol:
    found: Protocol = Protocol.objects.get(pk=protocol.pk)
    return found


def done() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_write_protocol_begins_with_one_phase(clinic: Clinic, ana: Member, hip: Region) -> None:
    made = fresh(write_protocol(clinic, WORDS, regions=[hip], by=ana))

    assert (made.code, made.screen, made.version) == ("our-weeks", "Ask.", 1)
    assert [phase.name for phase in made.phases.all()] == ["Phase 1"]
    assert (list(made.regions.all()), done()) == ([hip], ["create"])


def test_copy_protocol_takes_all_that_is_in_it(clinic: Clinic, ana: Member, hip: Region) -> None:
    starter = make.protocol("Weeks", code="weeks", screen="Ask.", sign_off="signed", version=7)
    starter.regions.add(hip)
    phase = starter.phases.get()
    phase.advice.add(make.advice())
    make.protocol_item(starter, cue="Slowly")
    make.protocol_item(starter, is_option=True, note="When it eases", hold_seconds=5)

    copy = fresh(copy_protocol(starter, clinic=clinic, by=ana))

    assert (copy.clinic, copy.code, copy.screen) == (clinic, "weeks", "Ask.")
    assert (copy.version, copy.sign_off, list(copy.regions.all())) == (1, "awaiting", [hip])
    copied = copy.phases.get()
    assert (copied.name, copied.advice.count()) == (phase.name, 1)
    says = [(item.cue, item.is_option, item.note, item.dose) for item in copied.items.all()]
    assert says == [(i.cue, i.is_option, i.note, i.dose) for i in phase.items.all()]
    assert len(says) == 2


def test_copy_protocol_leaves_the_one_it_came_from(clinic: Clinic, ana: Member) -> None:
    starter = make.protocol()
    item = make.protocol_item(starter)

    copy_protocol(starter, clinic=clinic, by=ana)

    assert starter.phases.get().items.get() == item


def test_change_protocol_is_the_next_version(ours: Protocol, ana: Member, hip: Region) -> None:
    mark = protocol_mark(ours)

    change_protocol(ours, WORDS, regions=[hip], mark=mark, by=ana)

    stored = fresh(ours)
    assert (stored.name, stored.version, stored.sign_off) == ("Our weeks", 2, "awaiting")
    assert (stored.changed_by, list(stored.regions.all()), done()) == (ana, [hip], ["change"])


def test_change_protocol_that_changes_nothing_is_no_version(ours: Protocol, ana: Member) -> None:
    change_protocol(ours, {"name": ours.name}, regions=[], mark=0, by=ana)

    assert (fresh(ours).version, fresh(ours).sign_off, done()) == (1, "signed", [])


@pytest.mark.parametrize("theirs", [{"name": "Hers"}, {"screen": "Hers"}, {}], ids=str)
def test_change_protocol_notices_another_editor(
    ours: Protocol, ana: Member, hip: Region, theirs: dict[str, str]
) -> None:
    mark = protocol_mark(ours)
    change_protocol(ours, theirs, regions=[hip], mark=mark, by=ana)

    with pytest.raises(AuthoringConflictError):
        change_protocol(ours, WORDS, regions=[], mark=mark, by=ana)

    assert fresh(ours).name != "Our weeks"


def test_change_protocol_does_not_mind_a_change_below(ours: Protocol, ana: Member) -> None:
    mark = protocol_mark(ours)
    make.protocol_item(ours)
    Protocol.objects.update(version=5)

    change_protocol(ours, WORDS, regions=[], mark=mark, by=ana)

    assert (fresh(ours).name, fresh(ours).version) == ("Our weeks", 6)


def test_retired_protocol_is_not_changed(ours: Protocol, ana: Member) -> None:
    retire_protocol(ours, by=ana)

    with pytest.raises(AuthoringError, match="Bring it back"):
        change_protocol(ours, WORDS, regions=[], mark=protocol_mark(ours), by=ana)


def test_retire_and_restore_are_written_down_once(ours: Protocol, ana: Member) -> None:
    for action in (retire_protocol, retire_protocol):
        action(ours, by=ana)
    assert fresh(ours).status == Protocol.Status.RETIRED

    for action in (restore_protocol, restore_protocol):
        action(ours, by=ana)
    assert fresh(ours).status == Protocol.Status.CURRENT
    assert done() == ["archive", "restore"]
