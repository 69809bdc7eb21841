"""The forms of the clinic's own pages."""

from typing import Any
from zoneinfo import available_timezones

from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.core.files.base import ContentFile

from clinic import branding
from clinic.forms import ClinicForm
from clinic.models import AuditEvent, Clinic, Member

CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)

HOW_PRINTED = "Each press of Print follows this. For one print, a sheet has “Print another way”."


def time_zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones that are named after places, by continent."""
    grouped: dict[str, list[tuple[str, str]]] = {name: [] for name in CONTINENTS}
    for zone in sorted(available_timezones()):
        continent, _, place = zone.partition("/")
        if place and continent in grouped:
            grouped[continent].append((zone, place.replace("_", " ").replace("/", ", ")))
    return [*grouped.items(), ("Other", [("UTC", "UTC")])]


class ClinicSettingsForm(ClinicForm):
    """A logo that is sent arrives as a clean copy in ``cleaned_data["logo"]``."""

    logo = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG or WebP, up to 2 MB. It stands on every sheet.",
    )
    drop_logo = forms.BooleanField(required=False, label="Use no logo")
    time_zone = forms.ChoiceField(choices=time_zone_choices)

    class Meta:
        model = Clinic
        fields = (
            "name",
            "colour",
            "phone",
            "address",
            "emergency_text",
            "emergency_text_es",
            "time_zone",
            "paper",
            "sheet_layout",
            "sheet_ink",
            "sheet_weeks",
            "sheet_has_leaflets",
            "pain_fine_up_to",
            "pain_less_up_to",
        )
        widgets = {
            "colour": forms.TextInput(attrs={"type": "color", "class": "form-control-color"}),
            "address": forms.Textarea(attrs={"rows": 3}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "pain_fine_up_to": forms.NumberInput(attrs={"min": 0, "max": 8}),
            "pain_less_up_to": forms.NumberInput(attrs={"min": 1, "max": 9}),
        }
        help_texts = {
            "sheet_layout": "Standard has 14 point letters, large print 18.",
            "sheet_ink": "Line drawings suit a plain printer.",
            "sheet_weeks": "To tick by hand. The diary on the phone is there in any case.",
            "sheet_has_leaflets": "After the exercises. They are on the phone in any case.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        logo: list[Any] = ["logo"]
        if self.instance.logo:
            logo = [HTML('{% include "clinic/_logo_now.html" %}'), "logo", "drop_logo"]
        else:
            del self.fields["drop_logo"]
        self.helper.layout = Layout(
            Fieldset("Name and look", "name", *logo, "colour"),
            Fieldset("On every sheet", "phone", "address", "emergency_text", "emergency_text_es"),
            Fieldset("The pain rule", Div("pain_fine_up_to", "pain_less_up_to", css_class="pair")),
            Fieldset(
                "How sheets are printed",
                HTML(f'<p class="soft">{HOW_PRINTED}</p>'),
                Div("paper", "sheet_layout", css_class="pair"),
                Div("sheet_ink", "sheet_weeks", css_class="pair"),
                "sheet_has_leaflets",
            ),
            Fieldset("Time", "time_zone"),
        )

    def clean_logo(self) -> "ContentFile[bytes] | None":
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        try:
            return branding.logo_file(upload)
        except branding.LogoError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """The database's rules again, so that each is said at a field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        fine, less = cleaned.get("pain_fine_up_to"), cleaned.get("pain_less_up_to")
        if fine is not None and less is not None and not fine < less < 10:
            self.add_error("pain_less_up_to", "This must be above the first limit, and below 10.")
        is_diary = cleaned.get("sheet_layout") == Clinic.SheetLayout.DIARY
        if is_diary and cleaned.get("sheet_weeks") == Clinic.DiaryWeeks.NONE:
            self.add_error("sheet_weeks", "A sheet that is only a diary has 1, 2 or 4 weeks.")
        return cleaned


class MemberForm(ClinicForm):
    class Meta:
        model = Member
        fields = ("name", "email", "role", "profession", "registration")
        labels = {"email": "E-mail"}
        help_texts = {
            "email": "They sign in with it.",
            "role": "Front desk sees no clinical notes. Owners also change the clinic and its "
            "members.",
            "profession": "For instance Physiotherapist. Printed on the sheet.",
        }

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ProfileForm(ClinicForm):
    class Meta:
        model = Member
        fields = ("name", "profession", "registration")
        help_texts = {"profession": "For instance Physiotherapist. Printed on the sheet."}


class AuditFilterForm(forms.Form):
    member = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label="Who")
    action = forms.ChoiceField(
        choices=[("", "Anything"), *AuditEvent.Action.choices], required=False, label="Did what"
    )
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = clinic.members.order_by("name").values_list("pk", "name")
        self.fields["member"].choices = [("", "Anybody"), *members]  # type: ignore[attr-defined]  # a choice field
