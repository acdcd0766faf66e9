"""Moderators and administrators choose how a reader stands."""

from django.db import migrations

from newsroom.accounts.granting import grants
from newsroom.accounts.models import Role

STANDINGS = ["add_standing", "change_standing", "view_standing"]


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_who_edits_standards_and_words"), ("accounts", "0002_the_roles")]
    operations = [grants("comments", {Role.MODERATOR: STANDINGS, Role.ADMINISTRATOR: STANDINGS})]
