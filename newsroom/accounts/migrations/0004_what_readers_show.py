"""Pictures, a page of one's own, experts; and who looks after them."""

from django.db import migrations, models

from newsroom.accounts.granting import grants


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_names_that_look_alike")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [
                    ("keep_user", "Can rename readers and take their pictures down"),
                    ("vouch_for_user", "Can say what somebody is expert in"),
                ],
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
            },
        ),
        migrations.AddField(
            model_name="user",
            name="avatar",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="The name of its files; empty: drawn.",
                max_length=32,
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="bio",
            field=models.TextField(
                blank=True,
                default="",
                help_text="A few words for your page. Plain text; web addresses become links.",
                max_length=300,
                verbose_name="about you",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="expertise",
            field=models.CharField(
                blank=True,
                default="",
                help_text="What the newsroom has made sure of, shown beside every comment. For example: marine biology.",
                max_length=60,
                verbose_name="expert in",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="shown_to",
            field=models.CharField(
                choices=[("nobody", "nobody but me"), ("readers", "readers who are signed in"), ("everyone", "everyone")],
                default="nobody",
                max_length=8,
                verbose_name="who sees your page",
            ),
        ),
        grants(
            "accounts",
            {
                "Editor": ["view_user", "vouch_for_user"],
                "Moderator": ["keep_user", "vouch_for_user"],
                "Administrator": ["keep_user", "vouch_for_user"],
            },
        ),
    ]
