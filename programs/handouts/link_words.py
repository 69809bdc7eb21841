"""The mail that takes a patient to the portal: nothing in it is clinical, and nothing personal.

Whoever else reads it learns that somebody has a page at this clinic, and not who.
"""

from dataclasses import dataclass

from django.conf import settings

from patients.codes import spaced_code
from programs.handouts.qr import code_address
from programs.languages import Language


@dataclass(frozen=True)
class MailWords:
    subject: str
    text: str


def link_mail_words(code: str, *, clinic: str, phone: str, to: Language) -> MailWords:
    """``clinic`` is its name. The code opens nothing without the birth date, which is not in it."""
    say, clinic = to.say, " ".join(clinic.split())
    paragraphs = (
        say("Hello."),
        say("Here is the link to your page at {clinic}:", clinic=clinic),
        link_address(code),
        "\n".join(
            f"{number}. {step}"
            for number, step in enumerate(
                (
                    say("Open the link on your phone or computer."),
                    say("Type your birth date."),
                    say("Your page opens. You need no password."),
                ),
                1,
            )
        ),
        say(
            "Does the link not work? Go to {address} and type this code: {code}",
            address=code_address(),
            code=spaced_code(code),
        ),
        say("Keep this mail to yourself. If it is not for you, please delete it."),
        "\n".join(
            (
                say(
                    "Do you have a question? Call {clinic} on {phone}.", clinic=clinic, phone=phone
                ),
                say("Please do not answer this mail. Nobody reads the answers."),
            )
        ),
    )
    return MailWords(
        subject=say("Your link from {clinic}", clinic=clinic), text="\n\n".join(paragraphs) + "\n"
    )


def link_address(code: str) -> str:
    """Where the link leads: the same as the QR code of the access slip."""
    return f"{settings.PUBLIC_URL}/p/{code}/"
