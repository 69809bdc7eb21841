from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0011_handout_options")]

    operations = [
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                ("english_sha256", models.CharField(max_length=64)),
                ("words", models.TextField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.UniqueConstraint(
                fields=("language", "english_sha256"), name="translation_once_in_a_language"
            ),
        ),
    ]
