from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0012_translations")]

    operations = [
        migrations.AddField(
            model_name="drawing",
            name="line_svg",
            field=models.TextField(blank=True),
        ),
    ]
