"""Who may reach what, decided once. The table for people is docs/authorization.md."""

import time
import zoneinfo
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from clinic import audit
from clinic.models import Clinic, Member

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# How often a busy session's "last seen" is written: often enough for 15 minutes, rare enough to be
# free. Units: seconds.
SEEN_EVERY_SECONDS = 60

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]


class ClinicRequest(HttpRequest):
    """A request by a signed-in member. The middleware has put both on it."""

    clinic: Clinic
    member: Member
    htmx: HtmxDetails


def clinical(view: View[R, P]) -> View[R, P]:
    """Owners and therapists only, reading too: clinical notes, plans being built, diaries."""
    view.clinical = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def owner_only(view: View[R, P]) -> View[R, P]:
    view.owner_only = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def front_desk_may(view: View[R, P]) -> View[R, P]:
    """Front desk may write here too. Without this, their unsafe methods get 403."""
    view.front_desk_may = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def asks_by_itself(view: View[R, P]) -> View[R, P]:
    """A page that a script asks again and again: it is no sign that somebody is there."""
    view.asks_by_itself = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def may(member: Member, view: Any, method: str) -> bool:
    """Whether this member may call this view with this method."""
    if getattr(view, "owner_only", False):
        return member.is_owner
    if member.is_clinical:
        return True
    if getattr(view, "clinical", False):
        return False
    return method in SAFE_METHODS or getattr(view, "front_desk_may", False)


def who_may(view: Any) -> str:
    """The same rule in words, for the page that says no."""
    if getattr(view, "owner_only", False):
        return "This is for the owner of the clinic."
    if getattr(view, "clinical", False):
        return "This is for therapists and the owner of the clinic."
    return "Front desk can look at this; therapists and the owner can change it."


def is_account_page(view: Any) -> bool:
    """allauth's pages about one's own account: they belong to the member, not to the clinic."""
    return str(getattr(view, "__module__", "")).startswith("allauth.")


class ClinicMiddleware(LoginRequiredMiddleware):
    """Closed by default: every page needs a member of a clinic, unless @login_not_required."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None:
            return refused
        if _has_lapsed(request, is_use=not getattr(view_func, "asks_by_itself", False)):
            logout(request)
            messages.info(request, "You were signed out after a while without use.")
            return self.handle_no_permission(request, view_func)
        self._identify(request, is_account_page(view_func))
        if not is_account_page(view_func):
            self._admit(request, view_func)  # type: ignore[arg-type]  # _identify made it one
        return None

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """To the sign-in page, and from there back to a page that can be looked at."""
        if request.htmx:  # type: ignore[attr-defined]  # a fragment's place is not for a whole page
            page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]  # see above
            return HttpResponseClientRedirect(redirect_to_login(page).url)
        if request.method not in SAFE_METHODS:
            return redirect(settings.LOGIN_URL)
        return redirect_to_login(request.get_full_path())

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        timezone.deactivate()
        if hasattr(request, "member"):  # the page is about people: keep no copy of it
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _identify(self, request: HttpRequest, is_account_page: bool) -> None:
        member = request.user
        if isinstance(member, Member) and member.clinic is not None:
            request.member = member  # type: ignore[attr-defined]  # see ClinicRequest
            request.clinic = member.clinic  # type: ignore[attr-defined]  # see ClinicRequest
            timezone.activate(zoneinfo.ZoneInfo(member.clinic.time_zone))
        elif not is_account_page:
            raise PermissionDenied("This sign-in works at no clinic.")

    def _admit(self, request: ClinicRequest, view_func: Any) -> None:
        if may(request.member, view_func, request.method or "GET"):
            return
        audit.record(
            audit.Action.DENIED,
            f"page {_page_name(request)}"[:40],
            clinic=request.clinic,
            by=request.member,
        )
        raise PermissionDenied(who_may(view_func))


def _page_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "unknown"


def _has_lapsed(request: HttpRequest, *, is_use: bool) -> bool:
    """Whether this session lay unused for too long, or is older than a working day.

    Notes the present use, if it is one, once a minute.
    """
    now = int(time.time())
    began = request.session.setdefault("began_at", now)
    seen = request.session.get("seen_at", now)
    if now - seen > settings.STAFF_IDLE_MINUTES * 60 or now - began > settings.SESSION_COOKIE_AGE:
        return True
    if is_use and (now - seen >= SEEN_EVERY_SECONDS or "seen_at" not in request.session):
        request.session["seen_at"] = now
    return False
