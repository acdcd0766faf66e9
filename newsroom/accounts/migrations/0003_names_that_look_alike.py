"""Names that look alike are one name, and former names are remembered."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import newsroom.accounts.models
from newsroom.accounts import lookalikes

AT_ONCE = 2000


def give_keys(apps, schema_editor):
    """Give each account its key. Of two that look alike the newsroom's, then the older, keeps it; the other gets none."""
    accounts = apps.get_model("accounts", "User").objects
    given: set[str] = set()
    waiting = []
    for account in accounts.order_by("-is_staff", "pk").only("pk", "display_name").iterator(AT_ONCE):
        key = lookalikes.key(account.display_name)
        if key in given:
            continue
        given.add(key)
        account.name_key = key
        waiting.append(account)
        if len(waiting) == AT_ONCE:
            accounts.bulk_update(waiting, ["name_key"])
            waiting = []
    accounts.bulk_update(waiting, ["name_key"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_the_roles")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="name_key",
            field=newsroom.accounts.models.NameKeyField(
                editable=False,
                error_messages={"unique": "Somebody already uses this name."},
                help_text="The name as the eye takes it in (`lookalikes.key`).",
                max_length=200,
                null=True,
                unique=True,
            ),
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="name")),
                ("key", models.CharField(db_index=True, editable=False, max_length=200)),
                ("until", models.DateTimeField(default=django.utils.timezone.now, verbose_name="until")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={"verbose_name": "former name", "verbose_name_plural": "former names", "ordering": ["-until", "-pk"]},
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=False),
    ]
