import functools

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test


@pytest.fixture(autouse=True, scope="session")
def _packages_searched_once():
    """Every AppTest searches all installed packages for components, which takes ten times as long as its page."""
    with pytest.MonkeyPatch.context() as patch:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True)
def _pages_as_on_a_server(monkeypatch):
    """AppTest takes a folder named pages/ for the old kind of pages, and would run a page without app.py."""
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    monkeypatch.setattr(app_test, "PagesManager", type("PagesManager", (PagesManager,), {}))


@pytest.fixture(autouse=True)
def _a_store_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "own.gpkg"))


@pytest.fixture
def visit(data):
    """Opens a page with these URL parameters, as a new session."""

    def opened(page="overview", **query):
        app = AppTest.from_file(data.parent / "app.py", default_timeout=30)
        app.query_params.update(query)
        app.run()
        return app if page == "overview" else app.switch_page(f"pages/{page}.py").run()

    return opened
