"""What the access slip says, in the patient's language: how to get in, and nothing clinical."""

from dataclasses import dataclass
from datetime import date

from clinic.models import Clinic
from programs.handouts.qr import code_address
from programs.handouts.words import date_words
from programs.languages import ENGLISH, Language


@dataclass(frozen=True)
class SlipWords:
    """``address`` and ``phone`` stand between the words before and after them."""

    heading: str
    steps: tuple[str, ...]
    no_camera: str
    address: str
    and_type: str
    foot: tuple[str, ...]
    call: str
    emergency: str
    emergency_text: str
    emergency_language: str
    picture: str


def slip_words(to: Language, *, name: str, clinic: Clinic, made_on: date) -> SlipWords:
    say = to.say
    in_their_language = getattr(clinic, f"emergency_text_{to.code}", "")
    return SlipWords(
        heading=say("For {name}: your page on your phone", name=name),
        steps=(
            say("Point your phone’s camera at the square, and tap the link."),
            say("Type your birth date."),
            say("Your page opens. You need no password."),
        ),
        no_camera=say("No camera? Go to"),
        address=code_address(),
        and_type=say("and type this code:"),
        foot=(
            say("This code is of {date}.", date=date_words(made_on, to)),
            say("Keep this slip to yourself."),
            say("The code works until {clinic} gives you a new one.", clinic=clinic.name),
        ),
        call=say("Lost it? Call us, and we will make a new one:"),
        emergency=say("In an emergency:"),
        emergency_text=in_their_language or clinic.emergency_text,
        emergency_language=to.code if in_their_language else ENGLISH.code,
        picture=say("QR code that opens your page on a phone"),
    )
