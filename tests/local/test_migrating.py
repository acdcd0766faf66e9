"""Steps of migrations taken together: the same tables as one by one, and the models built once."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState

from newsroom.migrating import Together, together

LABEL = "articles"


def table(name, *fields):
    return migrations.CreateModel(name=name, fields=[("id", models.BigAutoField(primary_key=True)), *fields])


def to(name):
    return models.ForeignKey(f"{LABEL}.{name}", on_delete=models.CASCADE)


def column(model, name):
    return migrations.AddField(model_name=model, name=name, field=models.IntegerField(null=True))


STEPS = [
    table("Shelf"),
    table("Box", ("shelf", to("shelf"))),
    migrations.RunSQL("SELECT 1", "SELECT 1"),
    table("Lid", ("box", to("box"))),
    column("Lid", "width"),
    column("Lid", "depth"),
]


def columns():
    found = {}
    for name in connection.introspection.table_names():
        if name in {f"{LABEL}_shelf", f"{LABEL}_box", f"{LABEL}_lid"}:
            with connection.cursor() as cursor:
                found[name] = [row.name for row in connection.introspection.get_table_description(cursor, name)]
    return found


def test_only_neighbours_of_a_kind_are_joined():
    steps = together(STEPS)

    assert [type(step).__name__ for step in steps] == ["Together", "RunSQL", "Together", "Together"]
    assert [len(step.operations) for step in steps if isinstance(step, Together)] == [2, 1, 2]


@pytest.mark.django_db
def test_they_make_the_same_tables_and_take_them_back():
    migration = migrations.Migration("shelves", LABEL)
    migration.operations = together(STEPS)
    before = ProjectState()

    with connection.schema_editor() as editor:
        migration.apply(before.clone(), editor)
    assert columns() == {
        f"{LABEL}_shelf": ["id"],
        f"{LABEL}_box": ["id", "shelf_id"],
        f"{LABEL}_lid": ["id", "box_id", "width", "depth"],
    }

    with connection.schema_editor() as editor:
        migration.unapply(before.clone(), editor)
    assert columns() == {}


def test_the_models_are_built_once_and_are_the_same(monkeypatch):
    built = []
    render = ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda self, apps: built.append(self.name) or render(self, apps))
    one_by_one, at_once = ProjectState(), ProjectState()
    for step in STEPS:
        step.state_forwards(LABEL, one_by_one)
    assert not at_once.apps.all_models[LABEL]

    Together(STEPS).state_forwards(LABEL, at_once)

    assert set(at_once.apps.all_models[LABEL]) == {"shelf", "box", "lid"}
    assert sorted(built) == ["Box", "Lid", "Shelf"]
    assert at_once == one_by_one
