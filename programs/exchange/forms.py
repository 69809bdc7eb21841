"""The form by which a library is sent."""

import zipfile

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


class ImportForm(forms.Form):
    file = forms.FileField(
        label="ZIP file",
        help_text="The table exercises.csv, and a folder pictures.",
        error_messages={
            "required": "Choose the ZIP file first.",
            "empty": "This file is empty. Choose the ZIP file again.",
        },
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    helper = FormHelper()
    helper.form_tag = False
    helper.include_media = False

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.LIBRARY_ZIP_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"This file is over {settings.LIBRARY_ZIP_MB} MB. Send the library in parts, or"
                " have manage.py import_library run at the server."
            )
        if not zipfile.is_zipfile(file):
            raise forms.ValidationError(
                "This is not a ZIP file. Put exercises.csv and the folder pictures into one ZIP."
            )
        return file
