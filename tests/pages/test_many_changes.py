"""A change of very many points: the history lists the first of them, and says so."""

import pytest
from streamlit.testing.v1 import AppTest

from bench.points import points
from fengtai_map.ui.user_points.differences import LISTED
from fengtai_map.user_points.store import ChangeDraft, open_store
from tests.data_rows import ROOT


@pytest.mark.parametrize(("n", "listed"), [(3, 3), (LISTED, LISTED), (LISTED + 1, LISTED)])
def test_the_history_lists_no_more_than_can_be_read(atlas, tmp_path, monkeypatch, n, listed):
    url = str(tmp_path / "own.gpkg")
    store = open_store(url)
    store.apply(ChangeDraft(added=points(atlas, n), who="a", reason="b", when="2026-01-01T00:00:00Z"), 0)
    store.close()
    monkeypatch.setenv("FENGTAI_STORE", url)
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).switch_page("pages/history.py").run()
    page.session_state["w-change-1"] = True
    page.run()
    assert not page.exception
    said = "".join(one.value for one in page.get("html"))
    assert said.count("<tr><td>") == listed
    more = atlas.words["zh"]("applying.first", n=f"{listed:,}", total=f"{n:,}")
    assert (more in said) == (listed < n)
