"""Members: adding, inviting, changing, switching off."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic import actions
from clinic.models import AuditEvent, Clinic, Member
from tests import make
from tests.clinic.test_sign_in import is_signed_in, sign_in
from tests.conftest import signed_in

NEW = {
    "name": "Tess Ridge",
    "email": "Tess@Riverbank.example",
    "role": "therapist",
    "profession": "Physiotherapist",
    "registration": "PH 00007",
}
PHRASE = "a quite new pass phrase"


def words_of(member: Member, **changed: Any) -> dict[str, Any]:
    return {field: getattr(member, field) for field in NEW} | changed


@pytest.fixture
def tess(as_owner: Client, clinic: Clinic) -> Member:
    """Just added and invited."""
    as_owner.post("/clinic/members/new/", NEW)
    return Member.objects.for_clinic(clinic).get(name="Tess Ridge")


def invitation() -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


@pytest.mark.parametrize("count", [1, 3])
def test_member_list_takes_the_same_statements_for_1_and_3(
    as_owner: Client, clinic: Clinic, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count - 1):
        make.member(clinic)
    as_owner.get("/clinic/members/")

    with django_assert_num_queries(4):  # session, member, clinic, members
        response = as_owner.get("/clinic/members/")

    assert len(response.context["members"]) == count


def test_member_list_shows_ones_own_clinic(as_owner: Client, olga: Member, ana: Member) -> None:
    page = as_owner.get("/clinic/members/").content.decode()

    assert "Ana Brook" in page
    assert "Olga Other" not in page


@pytest.mark.parametrize("page", ["", "new/"])
def test_members_are_the_owners_business(as_ana: Client, as_fran: Client, page: str) -> None:
    assert as_ana.get(f"/clinic/members/{page}").status_code == 403
    assert as_fran.get(f"/clinic/members/{page}").status_code == 403


@pytest.mark.parametrize(
    "verb", ["edit", "invite", "deactivate", "reactivate", "second-step/remove"]
)
def test_members_of_another_clinic_do_not_exist(as_olga: Client, ana: Member, verb: str) -> None:
    assert as_olga.post(f"/clinic/members/{ana.pk}/{verb}/").status_code == 404


def test_member_new_invites_by_mail_with_nothing_clinical(tess: Member, owner: Member) -> None:
    assert tess.email == "tess@riverbank.example"
    assert not tess.has_usable_password()
    (message,) = mail.outbox
    assert message.to == ["tess@riverbank.example"]
    assert "Omar Quill has added you to Riverbank Physiotherapy" in message.body
    assert AuditEvent.objects.filter(action="create", subject=f"member {tess.pk}").exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "This field is required."),
        ("email", "ana@RIVERBANK.example", "Somebody already signs in with this e-mail."),
        ("email", "tess", "Enter a valid email address."),
        ("role", "king", "Select a valid choice."),
    ],
)
def test_member_new_says_what_is_wrong_at_the_field(
    as_owner: Client, ana: Member, field: str, value: str, said: str
) -> None:
    response = as_owner.post("/clinic/members/new/", NEW | {field: value})

    assert said in " ".join(response.context["form"].errors[field])
    assert b"PH 00007" in response.content
    assert not mail.outbox


def test_member_new_keeps_the_member_when_no_mail_goes_out(
    as_owner: Client, clinic: Clinic
) -> None:
    with (
        patch("smtplib.SMTP", side_effect=ConnectionRefusedError),
        patch("django.conf.settings.EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
    ):
        response = as_owner.post("/clinic/members/new/", NEW, follow=True)

    page = response.content.decode()
    assert "the mail server does not answer" in page
    assert "http://127.0.0.1:8000/invitation/" in page
    assert Member.objects.for_clinic(clinic).filter(name="Tess Ridge").exists()


def test_invitation_sets_a_password_once(client: Client, tess: Member) -> None:
    link = invitation()

    client.post(link, {"new_password1": PHRASE, "new_password2": PHRASE})

    sign_in(client, tess.email, PHRASE)
    assert is_signed_in(client)
    assert Client().get(link).status_code == 410


def test_invitation_refuses_a_weak_password(client: Client, tess: Member) -> None:
    response = client.post(invitation(), {"new_password1": "short", "new_password2": "short"})

    assert b"too short" in response.content
    tess.refresh_from_db()
    assert not tess.has_usable_password()


def test_invitation_ends_after_three_days(client: Client, tess: Member) -> None:
    link = invitation()

    with time_machine.travel(timezone.now() + timedelta(hours=72, minutes=1)):
        assert client.get(link).status_code == 410


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"email": "tess@elsewhere.example"}], ids=str
)
def test_invitation_ends_when_the_member_changes(
    client: Client, tess: Member, change: dict[str, Any]
) -> None:
    Member.objects.filter(pk=tess.pk).update(**change)

    assert client.get(invitation()).status_code == 410


def test_invitation_is_not_to_be_made_up(client: Client, db: None) -> None:
    assert client.get("/invitation/WzEsImEiXQ:1abcde:forged/").status_code == 410


def test_member_invite_sends_another(as_owner: Client, tess: Member) -> None:
    as_owner.post(f"/clinic/members/{tess.pk}/invite/")

    assert len(mail.outbox) == 2


def test_member_invite_sends_none_to_those_with_a_password(as_owner: Client, ana: Member) -> None:
    as_owner.post(f"/clinic/members/{ana.pk}/invite/")

    assert not mail.outbox


def test_member_edit_saves(as_owner: Client, ana: Member) -> None:
    as_owner.post(f"/clinic/members/{ana.pk}/edit/", words_of(ana, name="Ana Brook-Hill"))

    ana.refresh_from_db()
    assert ana.name == "Ana Brook-Hill"
    assert AuditEvent.objects.filter(action="change", subject=f"member {ana.pk}").exists()


def test_member_edit_of_a_role_signs_them_out(
    as_owner: Client, ana: Member, as_ana: Client
) -> None:
    as_owner.post(f"/clinic/members/{ana.pk}/edit/", words_of(ana, role="front_desk"))

    ana.refresh_from_db()
    assert ana.role == Member.Role.FRONT_DESK
    assert not is_signed_in(as_ana)


def test_member_edit_of_the_e_mail_forgets_the_old_one(
    client: Client, as_owner: Client, ana: Member
) -> None:
    client.post("/account/password/reset/", {"email": ana.email})
    mail.outbox.clear()

    as_owner.post(f"/clinic/members/{ana.pk}/edit/", words_of(ana, email="ana@new.example"))

    client.post("/account/password/reset/", {"email": "ana@riverbank.example"})
    assert not mail.outbox


def test_owner_cannot_take_the_role_from_themself(
    as_owner: Client, owner: Member, clinic: Clinic
) -> None:
    make.member(clinic, Member.Role.OWNER)

    response = as_owner.post(f"/clinic/members/{owner.pk}/edit/", words_of(owner, role="therapist"))

    assert "You cannot take this from yourself." in response.content.decode()
    owner.refresh_from_db()
    assert owner.is_owner


def test_owner_cannot_switch_themself_off(as_owner: Client, owner: Member) -> None:
    response = as_owner.post(f"/clinic/members/{owner.pk}/deactivate/", follow=True)

    assert b"You cannot take this from yourself." in response.content
    assert is_signed_in(as_owner)


def test_member_deactivate_signs_out_at_once_and_for_good(
    as_owner: Client, as_ana: Client, ana: Member
) -> None:
    assert is_signed_in(as_ana)

    as_owner.post(f"/clinic/members/{ana.pk}/deactivate/")

    assert not is_signed_in(as_ana)
    as_owner.post(f"/clinic/members/{ana.pk}/reactivate/")
    assert not is_signed_in(as_ana)


def test_member_deactivate_leaves_others_signed_in(
    as_owner: Client, as_fran: Client, ana: Member
) -> None:
    as_owner.post(f"/clinic/members/{ana.pk}/deactivate/")

    assert is_signed_in(as_fran)
    assert is_signed_in(as_owner)


def test_member_reactivate_lets_them_sign_in_again(as_owner: Client, ana: Member) -> None:
    as_owner.post(f"/clinic/members/{ana.pk}/deactivate/")
    as_owner.post(f"/clinic/members/{ana.pk}/reactivate/")
    client = Client()

    sign_in(client, ana.email)

    assert is_signed_in(client)


def test_one_owner_may_switch_off_another(as_owner: Client, clinic: Clinic) -> None:
    second = make.member(clinic, Member.Role.OWNER)

    as_owner.post(f"/clinic/members/{second.pk}/deactivate/")

    second.refresh_from_db()
    assert not second.is_active


def test_two_owners_cannot_remove_each_other(owner: Member, clinic: Clinic) -> None:
    second = make.member(clinic, Member.Role.OWNER)
    actions.deactivate_member(owner, by=second)

    with pytest.raises(actions.MemberError, match="A clinic needs an owner"):
        actions.deactivate_member(second, by=owner)


def test_the_last_owner_cannot_be_made_something_else(owner: Member, ana: Member) -> None:
    owner.role = Member.Role.THERAPIST

    with pytest.raises(actions.MemberError, match="A clinic needs an owner"):
        actions.change_member(owner, by=ana)


def test_profile_edit_is_everybodys_own(as_fran: Client, fran: Member) -> None:
    sent = {"name": "Fran Deskin", "profession": "", "registration": "", "role": "owner"}

    as_fran.post("/profile/", sent)

    fran.refresh_from_db()
    assert (fran.name, fran.role) == ("Fran Deskin", "front_desk")


def test_profile_edit_says_what_is_wrong_at_the_field(as_fran: Client, fran: Member) -> None:
    response = as_fran.post("/profile/", {"name": "", "profession": "Receptionist"})

    assert response.context["form"].errors["name"] == ["This field is required."]
    assert b'value="Receptionist"' in response.content
    assert signed_in(fran)
