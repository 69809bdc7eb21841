"""What was issued does not change."""

from django.db import migrations

from clinic import triggers

TABLE = "programs_revision"
COLUMNS = ("plan_id", "number", "issued_at", "reason", "sheet_json", "sha256")


def refuse(apps, schema_editor):
    triggers.refuse(schema_editor, TABLE, "UPDATE", columns=COLUMNS)


def allow(apps, schema_editor):
    triggers.allow(schema_editor, TABLE, "UPDATE")


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
