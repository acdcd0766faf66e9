from django.db import migrations, models

import articles.addresses


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_record_of_publishing"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("section", "section"), ("topic", "storyline"), ("author", "author"), ("tag", "tag")],
                        max_length=7,
                    ),
                ),
                ("slug", models.SlugField(allow_unicode=True, max_length=120)),
                ("number", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "slug"), name="a_former_slug_leads_to_one_place")],
            },
        ),
        migrations.AlterField(
            model_name="section",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                help_text="The section lives at /address/. If you change it, the old address leads to the new one.",
                max_length=60,
                unique=True,
                validators=[articles.addresses.refuse_reserved_segment],
                verbose_name="address",
            ),
        ),
    ]
