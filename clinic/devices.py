"""Browsers that a member has signed in with before.

Wrong passwords are counted for each e-mail, so that guessing is slow. A known browser is counted
apart: a stranger who keeps guessing cannot shut the member out of it.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "clinic.device"
# Units: seconds. Source: house rule: half a year without signing in there, and it is a stranger.
KNOWN_SECONDS = 180 * 24 * 60 * 60


def remember(response: HttpResponse, email: str) -> None:
    """Mark the browser that this answer goes to as one that this e-mail signs in with."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([_mark(email), secrets.token_hex(8)], salt=SALT),
        max_age=KNOWN_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, email: str) -> str:
    """The name of the browser, when this e-mail has signed in with it; else ""."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        mark, device = signing.loads(cookie, salt=SALT, max_age=KNOWN_SECONDS)
    except signing.BadSignature:
        return ""
    return str(device) if mark == _mark(email) else ""


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.lower()).hexdigest()[:32]
