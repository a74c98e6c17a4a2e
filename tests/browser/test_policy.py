"""The pages as they are hosted: under a Content-Security-Policy that nothing of theirs breaks."""

import os
import subprocess
import sys

import pytest

from tests.browser.conftest import _answers, _free_port
from tests.browser.reader import Reader
from tests.raw import ROOT

SETTINGS = {"FENGTAI_PROXIES": "127.0.0.1", "FENGTAI_WRITING": "off"}
LISTEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
    broken.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    """The address of the dashboard as serve.py serves it."""
    port = _free_port()
    log = tmp_path_factory.mktemp("hosted") / "log.txt"
    settings = SETTINGS | {"STREAMLIT_SERVER_PORT": str(port)}
    command = [sys.executable, "serve.py"]
    with (
        log.open("w", encoding="utf-8") as err,
        subprocess.Popen(command, cwd=ROOT, stderr=err, env=os.environ | settings) as server,
    ):
        try:
            assert _answers(f"http://127.0.0.1:{port}", server), log.read_text(encoding="utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.mark.parametrize("name", ["overview", "figures", "present"])
def test_a_page_breaks_no_rule_of_its_policy(page, hosted, name):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(LISTEN)
    Reader(page, hosted).open(name)
    for frame in page.frames:
        assert frame.evaluate("window.broken") == []
    assert [text for text in said if "Content Security Policy" in text] == []


def test_the_policy_is_in_force(page, hosted, outside):
    page.add_init_script(LISTEN)
    reader = Reader(page, hosted).open()
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/a.png' }))")
    page.wait_for_function("broken.length")
    assert page.evaluate("broken") == ["img-src https://elsewhere.example/a.png"]
    assert reader.state()["ready"]
    outside.clear()  # the browser reports the request that it then did not make
