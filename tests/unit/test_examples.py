"""The examples in the docstrings are true, and every public entry of the pure parts has one.

In an example `atlas` is all that is known, `folder` an empty one, `data` that of the checkout.
"""

import doctest
import importlib

from tests.every import every
from tests.raw import ROOT

SOURCE = ROOT / "src"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>>" in path.read_text(encoding="utf-8")]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def module_of(path):
    return importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"))


@every("path", MODULES, lambda path: str(path.relative_to(SOURCE)))
def test_every_example_is_true(path, atlas, data, tmp_path):
    module, said = module_of(path), []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for example in doctest.DocTestFinder().find(module, extraglobs={"atlas": atlas, "data": data, "folder": tmp_path}):
        runner.run(example, out=said.append)
    assert not runner.summarize(verbose=False).failed, "".join(said)
