"""The groups behind the roles, and what administrators may do with accounts.

What a role may do with stories and comments is granted by the migrations of those rooms (`accounts.granting`).
"""

from django.db import migrations

from newsroom.accounts.granting import grants


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_the_account"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        grants(
            "accounts",
            {
                "Reporter": [],
                "Editor": [],
                "Moderator": ["view_user"],
                "Administrator": ["view_user", "add_user", "change_user"],
            },
        ),
    ]
