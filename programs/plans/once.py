"""A change that is sent twice is made once: a browser sends again what got no answer."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

from programs.models import Plan, PlanStep

KEY = re.compile(r"[0-9a-f]{32}")
# The change that this request carries; "" when it says none, or has made it.
_key: ContextVar[str] = ContextVar("change_key", default="")


class MadeAlreadyError(Exception):
    """This very change was made before: its answer got lost, and nothing else has to be done."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("This change was made already.")
        self.plan = plan


def key_of_new_step(plan: Plan) -> str:
    """The key to write with a step, once a request. Errors: MadeAlreadyError.

    Give it the plan's row, locked: the same change may be under way twice.
    """
    refuse_repeated(plan)
    key = _key.get()
    _key.set("")
    return key


def refuse_repeated(plan: Plan) -> None:
    """Before anything is decided of a change. Errors: MadeAlreadyError.

    Give it the plan's row, locked, as above.
    """
    key = _key.get()
    if key and PlanStep.objects.filter(plan=plan.pk, key=key).exists():
        raise MadeAlreadyError(plan)


def forget_key() -> None:
    """What this request writes is not all that it asked for: it is answered again if repeated."""
    _key.set("")


def key_of_turn(plan: Plan) -> str:
    """The same for taking a step back, or doing it again."""
    key = _key.get()
    _key.set("")
    if key and PlanStep.objects.filter(plan=plan.pk, turned_by_key=key).exists():
        raise MadeAlreadyError(plan)
    return key


class OnceMiddleware:
    """Reads the key of a change, and answers a repeated one with the plan as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Change", "")
        token = _key.set(sent if KEY.fullmatch(sent) else "")
        try:
            return self.get_response(request)
        finally:
            _key.reset(token)

    def process_exception(self, request: Any, error: Exception) -> HttpResponse | None:
        if not isinstance(error, MadeAlreadyError):
            return None
        from programs.plans.page import answer  # which imports what writes steps

        return answer(request, error.plan)
