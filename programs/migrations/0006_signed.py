import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

SIGNED_BY = {
    "editable": False,
    "null": True,
    "on_delete": django.db.models.deletion.SET_NULL,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


def name_the_signers(apps, schema_editor):
    """Until now, who changed a signed leaflet or protocol last was who signed it."""
    for name in ("Advice", "Protocol"):
        signed = apps.get_model("programs", name).objects.filter(sign_off="signed")
        signed.exclude(clinic=None).update(
            signed_by=F("changed_by"), signed_on=TruncDate("changed_at")
        )


def rule(model):
    return migrations.AddConstraint(
        model_name=model,
        constraint=models.CheckConstraint(
            condition=Q(("sign_off", "signed"), Q(signed_by=None, signed_on=None), _connector="OR"),
            name=f"{model}_signer_of_what_is_signed",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0005_exercise_signed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("advice", "signed_by", models.ForeignKey(**SIGNED_BY)),
        migrations.AddField("advice", "signed_on", models.DateField(editable=False, null=True)),
        migrations.AddField("protocol", "signed_by", models.ForeignKey(**SIGNED_BY)),
        migrations.AddField("protocol", "signed_on", models.DateField(editable=False, null=True)),
        rule("advice"),
        rule("exercise"),
        rule("protocol"),
        migrations.RunPython(name_the_signers, migrations.RunPython.noop),
    ]
