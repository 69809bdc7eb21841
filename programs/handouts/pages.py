"""The pages as printing would give them now, for the eye: nothing is stored, no code is made."""

import hashlib
from functools import partial

from patients.access import current_access
from patients.models import Access
from programs.handouts.actions import drawings_of, stored_handout, stored_pdf
from programs.handouts.errors import HandoutError
from programs.handouts.looking import kept_or_made
from programs.handouts.options import Options
from programs.handouts.render import render_handout
from programs.models import Revision

# For a patient whose code has ended: printing makes a new one. No code holds a 0.
NO_CODE = "00000000"
# A usual sheet has half a megabyte; one of hundreds of photographs would fill what keeps them.
MOST_BYTES = 16 * 1024 * 1024


class TooLargeError(HandoutError):
    """It can be printed, but not looked at before. The message is fit to show to the user."""


def pages_to_look_at(revision: Revision, options: Options) -> bytes:
    """The PDF that printing would give: the stored one, one that is kept, or else made now.

    Errors: HandoutError when it cannot be printed; TooLargeError when it can, but is not shown;
    BusyError when others are being drawn.
    """
    access = current_access(revision.plan.patient)
    if access and (pdf := _stored(revision, access, options)):
        return pdf
    code = access.code if access else NO_CODE
    key = _key(revision, options, code)
    found: bytes = kept_or_made(key, partial(_made, revision, options, code))
    if not found:
        raise TooLargeError("The pages are too large to be shown here. You can print them.")
    return found


def _stored(revision: Revision, access: Access, options: Options) -> bytes:
    handout = stored_handout(revision, access=access, options=options)
    if handout is None:
        return b""
    try:
        return stored_pdf(handout)
    except HandoutError:  # printing makes it again, and says so
        return b""


def _key(revision: Revision, options: Options, code: str) -> str:
    way = hashlib.sha256(f"{revision.sha256} {options} {code}".encode()).hexdigest()
    return f"sheet-{revision.pk}-{way[:32]}"


def _made(revision: Revision, options: Options, code: str) -> bytes:
    """Nothing of a sheet that is too large, so that this is found out once."""
    sheet, clinic = revision.sheet, revision.plan.patient.clinic
    drawings = drawings_of(sheet, clinic, options.ink)
    pdf = render_handout(sheet, options, code=code, drawings=drawings).pdf
    return pdf if len(pdf) <= MOST_BYTES else b""
