"""Notes about readers, where accounts were lately, and sanctions that administrators may look through in the admin."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.accounts.granting import grants
from newsroom.accounts.models import Role
from newsroom.migrating import together


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0011_reasons_are_given"),
        ("accounts", "0002_the_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(verbose_name="note")),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes_about", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "note about a reader",
                "verbose_name_plural": "notes about readers",
                "indexes": [models.Index(fields=["account", "-at"], name="notes_about_a_reader")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="a_note_says_something")
                ],
            },
        ),
        migrations.CreateModel(
            name="Whereabouts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.BinaryField(max_length=16)),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="whereabouts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["place"], name="who_was_at_a_place"),
                    models.Index(fields=["seen_at"], name="oldest_whereabouts"),
                ],
                "constraints": [models.UniqueConstraint(fields=("account", "place"), name="a_place_once_an_account")],
            },
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "muted"), _negated=True), ("ends_at__isnull", False), _connector="OR"),
                name="a_mute_ends",
            ),
        ),
        grants("comments", {Role.ADMINISTRATOR: ["view_sanction"]}),
    ]
    operations = together(operations)
