"""Whose account sent a notice, where somebody was signed in: they decide nothing about it, and the database refuses it too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0021_no_longer_confirmed")]

    operations = [
        migrations.AddField(model_name="notice", name="sent_by_id", field=models.BigIntegerField(editable=False, null=True)),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("sent_by_id__isnull", False)), fields=["sent_by_id"], name="notices_of_an_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by_id__isnull", True),
                    ("sent_by_id__isnull", True),
                    models.Q(("answered_by_id", models.F("sent_by_id")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_decides_their_own_notice",
            ),
        ),
    ]
