"""Names of static files: what a module imports is found under the name that it has now."""

import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from newsroom.web.static_files import HashedFiles


@pytest.fixture
def served(tmp_path):
    """The modules of the desk as they are served, by the names they have then."""
    shutil.copytree(Path(find("js")), tmp_path / "js")
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    modules = ["js/desk.js", *(f"js/desk/{path.name}" for path in (tmp_path / "js/desk").iterdir())]
    processed = [hashed for _, hashed, _ in storage.post_process({name: (storage, name) for name in modules})]
    return {name: (tmp_path / name).read_text(encoding="utf-8") for name in processed}


def test_a_module_imports_others_by_the_names_they_are_served_under(served):
    imported = {
        (name, path)
        for name, text in served.items()
        for path in re.findall(r'^(?:import|.* from) "\./(.+)";$', text, re.MULTILINE)
    }

    assert len(imported) > len(served)
    assert not [(name, path) for name, path in imported if f"{name.rsplit('/', 1)[0]}/{path}" not in served]
