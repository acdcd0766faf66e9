"""When an account was erased stands in a column; until now its address told, which anybody could take."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

import newsroom.accounts.mailboxes


def tell_who_has_left(apps, schema_editor):
    """Those who were erased before. When is not known; whoever merely took such an address is active, or has a password."""
    named = Concat(Value("erased-"), Cast(F("pk"), models.CharField()), Value("@erased.invalid"))
    accounts = apps.get_model("accounts", "User").objects
    erased = accounts.filter(email=named, is_active=False, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    erased.update(erased_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_what_readers_show")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When its owner left for good. The row stays, and nobody stands behind it.",
                null=True,
                verbose_name="erased",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                error_messages={"unique": "There is already an account with this address."},
                help_text="Where we write to, and what you sign in with. Nobody else sees it.",
                max_length=254,
                unique=True,
                validators=[newsroom.accounts.mailboxes.validate_exists],
                verbose_name="e-mail address",
            ),
        ),
        migrations.RunPython(tell_who_has_left, migrations.RunPython.noop, elidable=False),
    ]
