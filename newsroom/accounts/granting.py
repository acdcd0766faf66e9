"""What a role may do, as a step of a migration. Each room grants its own permissions, in the migration that brings them.

    # articles/migrations/0002_who_may_do_what.py
    dependencies = [("articles", "0001_…"), ("accounts", "0002_the_roles")]
    operations = [grants("articles", {Role.EDITOR: ["add_article", "publish_article"], Role.ADMINISTRATOR: ALL})]

A migration and not a list applied at every start: an operator who later gives reporters one permission more, or one
less, must find it so after the next upgrade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

# Every permission that the room's models have at this point of their history.
ALL = ["*"]


def _permissions(apps: Any, *, app_label: str, codenames: Sequence[str]) -> list[Any]:
    """The permission rows of one room with these codenames. Raises `LookupError` naming those that do not exist."""
    held = list(apps.get_model("auth", "Permission").objects.filter(content_type__app_label=app_label))
    if list(codenames) == ALL:
        return held
    missing = set(codenames) - {permission.codename for permission in held}
    if missing:
        raise LookupError(f"{app_label} has no permission called {', '.join(sorted(missing))}.")
    return [permission for permission in held if permission.codename in codenames]


class Granting(migrations.RunPython):
    """A step that needs the models of roles and permissions alone.

    Django's own builds the classes of all models anew first, so that each knows all that points to it: no permission asks that.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Grant, with the classes that are there."""
        self.code(from_state.apps, schema_editor)


def grants(app_label: str, granted: Mapping[str, Sequence[str]]) -> Granting:
    """A migration step that gives each role (by name) these codenames of one room; undone, it takes them away."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        # Django makes permission rows only after the last migration. Made here, they are found and left alone then.
        config = apps.get_app_config(app_label)
        # The historical app has models but no module of them, which Django takes for "has no models".
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        del config.models_module
        for role, codenames in granted.items():
            group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=str(role))
            group.permissions.add(*_permissions(apps, app_label=app_label, codenames=codenames))

    def backwards(apps: Any, schema_editor: Any) -> None:
        for role, codenames in granted.items():
            for group in apps.get_model("auth", "Group").objects.filter(name=str(role)):
                group.permissions.remove(*_permissions(apps, app_label=app_label, codenames=codenames))

    return Granting(forwards, backwards)
