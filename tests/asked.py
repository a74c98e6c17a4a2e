"""The pure modules of the client, asked under Node.js about a real book."""

import json
import random
import subprocess

from fengtai_map.content.book import book, book_bytes
from fengtai_map.view.url import STATUSES, View
from tests.data_rows import CLUSTERS, PLACES, ROOT, ids
from tools import node

SCRIPT = ROOT / "tests" / "client" / "answer.js"
KINDS = sorted({row["properties"]["kind"] for row in PLACES} | {"metro-station"})
SEED = 110106  # any number, kept: every run asks the same


class Client:
    """The client with the book of an Atlas in a language."""

    def __init__(self, atlas, folder, lang="en"):
        self.path = folder / f"{lang}.json"
        self.path.write_bytes(book_bytes(book(atlas, lang)))

    def answers(self, what, questions):
        """What it answers to questions: Views, or pairs of a View and what else there is to say."""
        pairs = [one if isinstance(one, tuple) else (one, {}) for one in questions]
        asked = [{"what": what, "query": view.address(), **more} for view, more in pairs]
        run = subprocess.run(
            [node.find(), SCRIPT],
            input=json.dumps({"path": str(self.path), "asked": asked}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


def some_views(n, selected=("",)):
    """Views that differ in all that decides what is shown, the same ones every time."""
    chance = random.Random(SEED)  # noqa: S311  # so that every run does the same

    def some(values, most):
        return tuple(one for one in chance.sample(values, chance.randint(0, most)))

    return [
        View(
            clusters=some(ids(CLUSTERS), 3),
            hidden=some(KINDS, 4),
            without=some(STATUSES, 3),
            selected=chance.choice(selected),
        )
        for _ in range(n)
    ]
