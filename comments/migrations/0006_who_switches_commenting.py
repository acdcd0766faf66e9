"""Moderators, editors and administrators may hold or pause all commenting."""

from django.db import migrations

from newsroom.accounts.granting import grants
from newsroom.accounts.models import Role

SWITCH = ["add_siteswitch", "change_siteswitch", "view_siteswitch"]


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_taking_part"), ("accounts", "0002_the_roles")]
    operations = [grants("comments", dict.fromkeys((Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR), SWITCH))]
