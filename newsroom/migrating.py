"""Steps of migrations that a first start waits less for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The steps of a migration, with tables made one after the other joined into one step, and columns added likewise."""
    steps: list[Operation] = []
    for kind, neighbours in groupby(operations, key=type):
        alike = list(neighbours)
        steps += [Together(alike)] if kind in (CreateModel, AddField) else alike
    return steps


class Together(Operation):
    """Steps that need nothing of each other's tables, taken as one.

    Between two steps Django builds the classes of every model anew that is related to what was changed, however far away:
    here nearly all of them. Taken together, steps cost one such building. A step finds before it what there was before all of
    them, so none may change what another one makes; a table may point to one that is made before it.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add up the changes. Without classes to keep up to date, they are built when somebody asks for them."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        """Take each step, in their order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        """Take each step back, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return "; ".join(operation.describe() for operation in self.operations)
