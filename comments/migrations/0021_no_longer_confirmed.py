"""That a decision stands can be taken back: one kind more in the log, and nothing in the tables changes."""

from django.db import migrations, models

KINDS = [
    ("publish", "published"),
    ("hold", "held: a person looks first"),
    ("refuse", "refused"),
    ("approve", "approved"),
    ("remove", "removed"),
    ("take_back", "taken back by its author"),
    ("undo", "undone"),
    ("feature", "made an editors' pick"),
    ("unfeature", "no longer an editors' pick"),
    ("escalate", "passed on to a colleague"),
    ("unescalate", "no longer passed on"),
    ("recheck", "checked again: what was decided stands"),
    ("confirm", "confirmed after an objection"),
    ("unconfirm", "no longer confirmed: the objection is open again"),
    ("warn", "warned"),
    ("look_first", "looked at first from now on"),
    ("mute", "muted"),
    ("bar", "barred"),
    ("lift", "sanction lifted"),
]


class Migration(migrations.Migration):
    dependencies = [("comments", "0020_who_has_left")]

    operations = [
        migrations.AlterField(model_name="decision", name="kind", field=models.CharField(choices=KINDS, max_length=10)),
        migrations.AlterField(
            model_name="statement",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10, verbose_name="what was done"),
        ),
    ]
