"""News that went out by letter says so, and the followers of a conversation are found in order."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0006_who_switches_commenting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(model_name="notification", name="mailed_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="following", index=models.Index(fields=["discussion", "reader"], name="followers_in_order")
        ),
    ]
