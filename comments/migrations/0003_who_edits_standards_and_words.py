"""Moderators keep the word list; they and editors keep the standards; administrators both."""

from django.db import migrations

from newsroom.accounts.granting import grants
from newsroom.accounts.models import Role

RULES = ["add_rule", "change_rule", "view_rule"]
WORDS = ["add_listedword", "change_listedword", "delete_listedword", "view_listedword"]


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_append_only_log"), ("accounts", "0002_the_roles")]
    operations = [
        grants(
            "comments",
            {
                Role.EDITOR: RULES,
                Role.MODERATOR: ["moderate", *RULES, *WORDS],
                Role.ADMINISTRATOR: ["moderate", *RULES, *WORDS],
            },
        )
    ]
