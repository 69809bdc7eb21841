"""The audit only grows."""

from django.db import migrations

from clinic import triggers

TABLE = "clinic_auditevent"


def refuse(apps, schema_editor):
    triggers.refuse(schema_editor, TABLE, "UPDATE")
    triggers.refuse(schema_editor, TABLE, "DELETE")


def allow(apps, schema_editor):
    triggers.allow(schema_editor, TABLE, "UPDATE")
    triggers.allow(schema_editor, TABLE, "DELETE")


class Migration(migrations.Migration):
    dependencies = [("clinic", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
