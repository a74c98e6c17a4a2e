"""Signing in for real, at a sign-in on this machine: who may bring a file afterwards, and what the log says of it."""

import json
from http.cookiejar import CookieJar
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from streamlit import auth_util

from tests.server.conftest import PATIENCE, free_port, replica
from tests.server.provider import provider

EDITOR = {"email": "wang@office.example", "name": "王", "email_verified": True}
SECRETS = {
    "cookie_secret": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c",
    "client_secret": "given-by-the-sign-in",
    "password": "of-the-database",
    "key": "key-of-tianditu",
}
FILE = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nname\r\n--x--\r\n'


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with a sign-in, whom that signs in, and its secrets in a folder of its own."""
    folder, port, person = tmp_path_factory.mktemp("office"), free_port(), {}
    with provider(person) as url:
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit/secrets.toml").write_text(
            "\n".join(
                [
                    "[auth]",
                    f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"',
                    f'cookie_secret = "{SECRETS["cookie_secret"]}"',
                    'client_id = "map"',
                    f'client_secret = "{SECRETS["client_secret"]}"',
                    f'server_metadata_url = "{url}/.well-known/openid-configuration"',
                ]
            ),
            encoding="utf-8",
        )
        settings = {
            "HOME": str(folder),
            "USERPROFILE": str(folder),
            "FENGTAI_PROXIES": "127.0.0.1",
            "FENGTAI_HOSTS": "127.0.0.1",
            "FENGTAI_EDITORS": "wang@office.example",
            "FENGTAI_TIANDITU_KEY": SECRETS["key"],
            "FENGTAI_STORE": f"postgresql://map:{SECRETS['password']}@127.0.0.1:1/none",
        }
        with replica(folder, port=port, **settings) as server:
            yield SimpleNamespace(server=server, person=person, url=server.url)


@pytest.fixture
def browser(office, monkeypatch):
    """Signs somebody in, and says how the door answers a file of theirs."""
    monkeypatch.setattr(auth_util, "get_signing_secret", lambda: SECRETS["cookie_secret"])
    jar = CookieJar()
    opened = build_opener(HTTPCookieProcessor(jar))

    def signed_in(**person):
        office.person.clear()
        office.person.update(person)
        token = auth_util.encode_provider_token("default")  # as the button of a page has it
        with opened.open(f"{office.url}/auth/login?provider={token}", timeout=PATIENCE) as page:
            assert page.url == f"{office.url}/"
        return {cookie.name for cookie in jar}

    def brings(origin=office.url):
        headers = {"Origin": origin, "Content-Type": "multipart/form-data; boundary=x"}
        asked = Request(f"{office.url}/_stcore/upload_file/session/file", FILE, headers, method="PUT")  # noqa: S310  # our own server
        try:
            with opened.open(asked, timeout=PATIENCE) as answer:
                return answer.status, ""
        except HTTPError as answer:
            said = answer.read()
            return answer.code, json.loads(said)["code"] if said.startswith(b"{") else said.decode()

    return SimpleNamespace(signed_in=signed_in, brings=brings)


def test_who_is_on_the_list_signs_in_and_may_bring_a_file(browser):
    assert browser.brings() == (403, "sign-in")
    assert "_streamlit_user" in browser.signed_in(**EDITOR)
    status, said = browser.brings()
    assert "XSRF" in said, status  # through the door: what is still asked for, only a page has
    assert browser.brings("https://evil.example") == (403, "origin-foreign")


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (EDITOR | {"email": "li@office.example"}, "not-listed"),
        (EDITOR | {"email_verified": False}, "unverified"),
        ({"name": "王"}, "not-listed"),
    ],
    ids=["another", "unverified", "without an address"],
)
def test_who_signs_in_otherwise_may_not(browser, person, why):
    assert "_streamlit_user" in browser.signed_in(**person)
    assert browser.brings() == (403, why)


def test_the_log_holds_no_secret_and_nobody_who_signed_in(browser, office):
    browser.signed_in(**EDITOR)
    browser.brings()
    text = office.server.log.read_text(encoding="utf-8")
    for secret in (*SECRETS.values(), "wang@office", "given-for-access", "王", "code=", "state="):
        assert secret not in text
    assert [line for line in office.server.lines if line.get("path") == "/oauth2callback"]
