"""The clinic's own pages."""

import copy

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic import actions, audit, invitations
from clinic.access import ClinicRequest, front_desk_may, owner_only
from clinic.members import members_of
from clinic.models import Member
from clinic.numbers import number_in
from clinic.settings_forms import AuditFilterForm, ClinicSettingsForm, MemberForm, ProfileForm

AUDIT_LINES_PER_PAGE = 50


@require_safe
def home(request: ClinicRequest) -> HttpResponse:
    return redirect("patients:patient_list")


@require_POST
@front_desk_may
def stay(request: ClinicRequest) -> HttpResponse:
    """Somebody is still there: the middleware has noted it."""
    return HttpResponse(status=204)


@require_safe
def logo(request: ClinicRequest) -> FileResponse:
    if not request.clinic.logo:
        raise Http404
    try:
        file = request.clinic.logo.open("rb")
    except OSError as error:  # the pages do without it
        raise Http404 from error
    response = FileResponse(file, content_type="image/png")
    response["Cache-Control"] = "private, max-age=86400"  # its address changes with the file
    return response


@require_http_methods(["GET", "POST"])
@owner_only
def clinic_edit(request: ClinicRequest) -> HttpResponse:
    form = ClinicSettingsForm(
        request.POST or None,
        request.FILES or None,
        # a copy, because a form that is refused has already written into its row
        instance=copy.copy(request.clinic),
        clinic=request.clinic,
    )
    if form.is_valid():
        actions.change_clinic(
            form.instance,
            by=request.member,
            logo=form.cleaned_data["logo"],
            drop_logo=form.cleaned_data.get("drop_logo", False),
        )
        messages.success(request, "Saved. New sheets will say so; issued ones stay as they were.")
        return redirect("clinic:clinic_edit")
    return render(request, "clinic/clinic_edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
@front_desk_may
def profile_edit(request: ClinicRequest) -> HttpResponse:
    member = get_object_or_404(Member.objects.for_clinic(request.clinic), pk=request.member.pk)
    form = ProfileForm(request.POST or None, instance=member, clinic=request.clinic)
    if form.is_valid():
        actions.change_member(form.instance, by=request.member)
        messages.success(request, "Saved.")
        return redirect("clinic:profile_edit")
    return render(request, "clinic/profile_edit.html", {"form": form})


@require_safe
@owner_only
def member_list(request: ClinicRequest) -> HttpResponse:
    return render(request, "clinic/member_list.html", {"members": members_of(request.clinic)})


@require_http_methods(["GET", "POST"])
@owner_only
def member_new(request: ClinicRequest) -> HttpResponse:
    form = MemberForm(
        request.POST or None, instance=Member(clinic=request.clinic), clinic=request.clinic
    )
    if form.is_valid():
        member = form.instance
        actions.add_member(member, by=request.member)
        _invite(request, member)
        return redirect("clinic:member_edit", member.pk)
    return render(request, "clinic/member_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@owner_only
def member_edit(request: ClinicRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(members_of(request.clinic), pk=member_id)
    form = MemberForm(request.POST or None, instance=copy.copy(member), clinic=request.clinic)
    if form.is_valid():
        try:
            actions.change_member(form.instance, by=request.member)
        except actions.MemberError as error:
            form.add_error("role", str(error))
        else:
            messages.success(request, "Saved.")
            return redirect("clinic:member_list")
    is_waiting = member.is_active and not member.has_usable_password()
    invitation_url = invitations.invitation_url(member) if is_waiting else ""
    context = {"form": form, "edited": member, "invitation_url": invitation_url}
    return render(request, "clinic/member_edit.html", context)


@require_POST
@owner_only
def member_invite(request: ClinicRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.for_clinic(request.clinic), pk=member_id)
    if member.is_active and not member.has_usable_password():
        _invite(request, member)
    return redirect("clinic:member_edit", member.pk)


@require_POST
@owner_only
def member_deactivate(request: ClinicRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.for_clinic(request.clinic), pk=member_id)
    try:
        actions.deactivate_member(member, by=request.member)
    except actions.MemberError as error:
        messages.error(request, str(error))
        return redirect("clinic:member_edit", member.pk)
    messages.success(request, f"{member.name} can no longer sign in.")
    return redirect("clinic:member_list")


@require_POST
@owner_only
def member_reactivate(request: ClinicRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.for_clinic(request.clinic), pk=member_id)
    actions.reactivate_member(member, by=request.member)
    messages.success(request, f"{member.name} can sign in again.")
    return redirect("clinic:member_list")


@require_POST
@owner_only
def member_second_step_remove(request: ClinicRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.for_clinic(request.clinic), pk=member_id)
    actions.remove_second_step(member, by=request.member)
    messages.success(request, f"{member.name} signs in with the password alone.")
    return redirect("clinic:member_edit", member.pk)


@require_safe
@owner_only
def audit_list(request: ClinicRequest) -> HttpResponse:
    form = AuditFilterForm(request.GET, clinic=request.clinic)
    wanted = form.cleaned_data if form.is_valid() else {}
    events = audit.events_of(
        request.clinic,
        member_id=wanted.get("member"),
        action=wanted.get("action", ""),
        day=wanted.get("day"),
    )
    page = _page_number(request)
    start = (page - 1) * AUDIT_LINES_PER_PAGE
    found = list(events[start : start + AUDIT_LINES_PER_PAGE + 1])
    context = {
        "form": form,
        "lines": audit.lines(request.clinic, found[:AUDIT_LINES_PER_PAGE]),
        "newer_page": page - 1,
        "older_page": page + 1 if len(found) > AUDIT_LINES_PER_PAGE else None,
    }
    return render(request, "clinic/audit_list.html", context)


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters()
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        member = invitations.member_from_token(token)
    except invitations.InvitationError as error:
        return render(request, "clinic/invitation_refused.html", {"error": error}, status=410)
    form = SetPasswordForm(member, request.POST or None)
    if form.is_valid():
        actions.choose_password(member, form.cleaned_data["new_password1"])
        messages.success(request, "Your password is set. Sign in with it now.")
        return redirect(settings.LOGIN_URL)
    return render(request, "clinic/invitation_accept.html", {"form": form, "invited": member})


def _invite(request: ClinicRequest, member: Member) -> None:
    try:
        invitations.send_invitation(member, by=request.member)
    except invitations.InvitationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"An invitation is on its way to {member.email}.")


def _page_number(request: HttpRequest) -> int:
    """Which page of a list was asked for; the first when that makes no sense."""
    asked = number_in(request.GET.get("page", ""))
    return asked if 0 < asked < 100_000 else 1
