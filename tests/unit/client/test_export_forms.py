"""What the page offers to export is what the server can make."""

import json
import re

from fengtai_map.client.bundle import FOLDER
from fengtai_map.export.formats import FORMS


def offered(script):
    """The list FORMS of a script."""
    return json.loads(re.search(r"^const FORMS = (\[.*\]);$", (FOLDER / script).read_text("utf-8"), re.MULTILINE)[1])


def test_the_menu_offers_every_form_and_a_story_only_what_holds_a_whole_one():
    assert offered("header/export_menu.js") == list(FORMS)
    assert [name for name in offered("talk/talk_start.js") if not FORMS[name].whole] == []
