"""What stands against a form that was saved as a whole, field by field."""

from typing import Any


def conflict_rows(form: Any, stored: Any) -> list[dict[str, Any]]:
    """Field by field, what is stored now and what was typed, where they differ."""
    theirs = type(form)(instance=stored, clinic=form.clinic)
    rows = [
        {
            "label": form[name].label,
            "theirs": _shown(field, theirs.get_initial_for_field(field, name)),
            "yours": _shown(field, form[name].data),
        }
        for name, field in form.fields.items()
        if name != "version"
        and field.has_changed(theirs.get_initial_for_field(field, name), form[name].data)
    ]
    return [row for row in rows if row["theirs"] != row["yours"]]


def _shown(field: Any, value: Any) -> str:
    """A field's value as a person reads it: the words of its choices, or the value itself."""
    if value in (None, "", []):
        return "nothing"
    words = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    values = value if isinstance(value, list | tuple) else [value]
    shown = ", ".join(words.get(str(one), str(one)) for one in values)
    return shown.replace("\r\n", "\n").strip()  # as browsers end their lines, and as we keep them
