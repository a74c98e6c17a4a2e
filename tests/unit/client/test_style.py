"""The style sheets of the client: what a class looks like stands in one of them."""

import re

from fengtai_map.client.bundle import FOLDER

SHEETS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.css")}
SHARED = "client.css"  # the sheet of what every part uses; others may say more of it


def test_a_class_of_one_sheet_is_not_restyled_by_another():
    own = {
        (name, one) for name, text in SHEETS.items() for one in re.findall(r"^\s*(\.ft-[\w-]+) \{", text, re.MULTILINE)
    }
    twice = [
        (one, name, other)
        for name, one in sorted(own)
        for other, text in SHEETS.items()
        if name not in (SHARED, other) and re.search(rf"{re.escape(one)}(?![\w-])", text)
    ]
    assert len(SHEETS) > 2
    assert own
    assert twice == []
