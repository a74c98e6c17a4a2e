"""The door: from where a request comes, by which name it asks, from whose page, and who sends a file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse
from streamlit import net_util
from streamlit.web.server import server_util
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from fengtai_map.server.access import FORWARD, FORWARDED, AccessMiddleware
from fengtai_map.server.hosts import is_loopback, name_of, own_page
from fengtai_map.server.json_log import RequestLogMiddleware
from fengtai_map.server.permissions import why_not
from fengtai_map.server.settings import Settings
from fengtai_map.server.streamlit_options import keep_silent
from tests.asgi_client import ask, knock
from tests.every import every

NAME = "map.example"
STREAM, UPLOAD = "/_stcore/stream", "/_stcore/upload_file/session/file"
EDITOR = "wang@office.example"
LOCAL = Settings()
READ_ONLY = Settings(exposed=True, hosts=(NAME, "192.0.2.7"), writing="off")
SIGNED = Settings(exposed=True, hosts=(NAME,), sign_in=True, editors=(EDITOR,))
OTHERS = ("evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0:8501")
MALFORMED = (
    "",
    " ",
    "x@127.0.0.1",
    "127.0.0.1/x",
    "127.0.0.1:",
    "127.0.0.1:8501:1",
    "[::1",
    "::1",
    "a b",
    "localhost\t",
)
fine = PlainTextResponse("fine")
every_base = pytest.mark.parametrize("base", ["", "/map"])


async def accepting(_scope, _receive, send):
    await send({"type": "websocket.accept"})


def code(answer):
    return json.loads(answer.body)["code"] if answer.status != 200 else ""


def at(settings, base=""):
    return AccessMiddleware(fine, base=base, settings=settings)


def opens(settings, **headers):
    """Whether a session is opened."""
    sent = knock(AccessMiddleware(accepting, base="", settings=settings), STREAM, headers=headers)
    return sent == ["websocket.accept"]


# Whence


@every("header", sorted([*FORWARDED, *(f"{begin}x" for begin in FORWARD), "X-Forwarded-Port"]))
def test_a_proxy_that_no_setting_names_is_refused(header):
    answer = ask(at(LOCAL), "/", headers={header: "192.0.2.1"})
    assert (answer.status, code(answer)) == (503, "reach-untold")
    assert not opens(LOCAL, **{header: "192.0.2.1"})
    assert ask(at(READ_ONLY), "/", headers={"Host": NAME, header: "192.0.2.1"}).status == 200


@every("server", [("192.168.1.5", 8501), ("::", 8501), ("fe80::1", 8501)])
def test_another_network_that_no_setting_names_is_refused(server):
    assert ask(at(LOCAL), "/", server=server).status == 503
    assert knock(AccessMiddleware(accepting, base="", settings=LOCAL), STREAM, server=server) == ["websocket.close"]
    assert ask(at(READ_ONLY), "/", headers={"Host": NAME}, server=server).status == 200


@every("server", [("127.0.0.1", 8501), ("::1", 8501), None])
def test_this_machine_is_answered(server):
    assert ask(at(LOCAL), "/", server=server).status == 200


# By which name


@every("host", ["127.0.0.1", "127.0.0.1:9000", "localhost", "LocalHost:8501", "localhost.", "[::1]:8501"])
def test_a_machine_of_its_own_answers_to_its_own_names(host):
    assert ask(at(LOCAL), "/", headers={"Host": host}).status == 200
    assert opens(LOCAL, Host=host, Origin=f"http://{host.lower()}")


@every("host", [*OTHERS, *MALFORMED])
@pytest.mark.parametrize("settings", [LOCAL, READ_ONLY], ids=["local", "hosted"])
def test_a_name_that_somebody_else_turned_to_this_machine_neither_reads_nor_writes(settings, host):
    for path, method in (("/", "GET"), ("/_stcore/health", "GET"), (UPLOAD, "PUT")):
        assert code(ask(at(settings), path, method=method, headers={"Host": host})) == "host-untold"
    assert not opens(settings, Host=host, Origin=f"http://{host}")


def test_without_a_name_or_with_two_nobody_is_answered():
    for settings, name in ((LOCAL, "localhost"), (READ_ONLY, NAME)):
        assert code(ask(at(settings), "/", headers=[])) == "host-untold"
        assert code(ask(at(settings), "/", headers=[("Host", name), ("Host", "evil.example")])) == "host-untold"


@every("host", [NAME, "MAP.example:443", "map.example.", "192.0.2.7"])
def test_a_hosted_server_answers_to_the_names_it_was_given(host):
    assert ask(at(READ_ONLY), "/", headers={"Host": host}).status == 200


@every_base
def test_who_watches_a_hosted_server_may_know_it_by_its_number(base):
    for path in ("/healthz", "/readyz"):
        for host in ("127.0.0.1:8501", "10.1.2.3", "localhost", "[fd00::1]:8501"):
            assert ask(at(READ_ONLY, base), base + path, headers={"Host": host}).status == 200
        assert ask(at(READ_ONLY, base), base + path, headers=[]).status == 200
        assert code(ask(at(READ_ONLY, base), base + path, headers={"Host": "evil.example"})) == "host-untold"
    assert code(ask(at(READ_ONLY, base), base + "/", headers={"Host": "10.1.2.3"})) == "host-untold"


@given(st.text(max_size=40))
def test_whatever_stands_for_a_name_it_is_one_or_none(text):
    name = name_of(text)
    assert name == name.lower()
    assert not set(name) & set(" /@?#\\\r\n\t[]")
    assert is_loopback(name) <= (name in {"localhost", "::1"} or name.startswith("127.") or ":" in name)


# From whose page


@every(
    "origin",
    [
        "https://evil.example",
        "http://localhost:3000",
        "http://127.0.0.1",
        "null",
        "",
        "file://",
        "http://127.0.0.1:8501.evil",
        "http://evil@127.0.0.1:8501",
        "chrome-extension://127.0.0.1:8501",
        "http://[",
        "127.0.0.1:8501",
    ],
)
def test_a_page_of_somebody_else_opens_no_session_and_sends_nothing(origin):
    assert not opens(LOCAL, Origin=origin)
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert code(ask(at(LOCAL), UPLOAD, method=method, headers={"Origin": origin})) == "origin-foreign"
    assert ask(at(LOCAL), "/", headers={"Origin": origin}).status == 200  # without a header that lets its page read it


@every(
    "origin, host, own",
    [
        ("https://map.example", "map.example", True),
        ("https://map.example", "map.example:443", True),
        ("http://map.example:80", "map.example", True),
        ("HTTP://Map.Example", "map.example", True),
        ("http://map.example", "map.example:8080", False),
        ("https://map.example", "map.example:80", False),
        ("http://map.example", None, False),
        ("http://[::1]:8501", "[::1]:8501", True),
    ],
)
def test_a_page_is_ours_where_it_has_our_name_and_port(origin, host, own):
    assert own_page(origin, host) is own


@every_base
@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200), (None, 200)]
)
def test_a_page_of_somebody_else_signs_nobody_out(base, site, status):
    headers = {"Host": NAME} | ({"Sec-Fetch-Site": site} if site else {})
    assert ask(at(READ_ONLY, base), f"{base}/auth/logout", headers=headers).status == status
    assert ask(at(READ_ONLY, base), f"{base}/clusters", headers=headers).status == 200


def test_one_foreign_page_among_two_is_one_too_many():
    pairs = [("Host", "localhost"), ("Origin", "http://localhost"), ("Origin", "https://evil.example")]
    assert code(ask(at(LOCAL), UPLOAD, method="PUT", headers=pairs)) == "origin-foreign"


def test_who_is_no_browser_says_no_page():
    assert opens(LOCAL)
    assert ask(at(LOCAL), UPLOAD, method="PUT").status == 200


def test_a_foreign_page_asks_nobody_outside(monkeypatch):
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("it asks outside"))
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))  # what keep_silent changes ends with the test
    keep_silent()
    assert server_util.is_url_from_allowed_origins("http://localhost:3000")
    assert not server_util.is_url_from_allowed_origins("https://evil.example")


# Who sends a file


def cookie(name="_streamlit_user", **payload):
    value = create_signed_value(get_cookie_secret(), "_streamlit_user", json.dumps(payload)).decode()
    return {"Cookie": f"{name}={value}"}


@every_base
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "PATCH"])
def test_a_file_is_taken_only_from_a_listed_editor(base, method):
    host = {"Host": NAME}
    forged = {"Cookie": "_streamlit_user=IntcImlzX2xvZ2dlZF9pblwiOiB0cnVlfSI.aaa.bbb"}
    cases = [
        ({}, "sign-in"),
        (forged, "sign-in"),
        (cookie(is_logged_in=False, email=EDITOR), "sign-in"),
        (cookie(name="other", is_logged_in=True, email=EDITOR), "sign-in"),
        (cookie(is_logged_in=True), "not-listed"),
        (cookie(is_logged_in=True, email="li@office.example"), "not-listed"),
        (cookie(is_logged_in=True, email=EDITOR, email_verified=False), "unverified"),
        (cookie(is_logged_in=True, email=EDITOR), ""),
        (cookie(is_logged_in=True, email="Wang@Office.example", email_verified=True), ""),
    ]
    for headers, why in cases:
        assert code(ask(at(SIGNED, base), base + UPLOAD, method=method, headers=host | headers)) == why, (headers, why)
    for headers, _ in cases:
        assert code(ask(at(READ_ONLY, base), base + UPLOAD, method=method, headers=host | headers)) == "off"


def test_reading_and_one_machine_need_no_sign_in():
    assert ask(at(LOCAL), UPLOAD, method="PUT").status == 200
    assert ask(at(SIGNED), "/clusters", headers={"Host": NAME}).status == 200


@every(
    "settings, stranger, editor",
    [
        (Settings(), "", ""),
        (Settings(writing="signed-in"), "afar", "afar"),  # no sign-in: it does not start, and a page refuses too
        (Settings(writing="off", sign_in=True, editors=(EDITOR,)), "off", "off"),
        (Settings(exposed=True), "afar", "afar"),
        (Settings(sign_in=True, editors=(EDITOR,)), "sign-in", ""),
        (SIGNED, "sign-in", ""),
    ],
)
def test_only_on_one_machine_does_one_write_without_sign_in(settings, stranger, editor):
    assert why_not(settings, {}) == stranger
    assert why_not(settings, {"is_logged_in": True, "email": EDITOR}) == editor


@every("email", ["", None, 7, ["wang@office.example"], "wang@office.example ", "\u212aang@office.example"])
def test_what_only_looks_like_the_address_of_an_editor_is_none(email):
    settings = Settings(sign_in=True, editors=(EDITOR, "kang@office.example"))
    assert why_not(settings, {"is_logged_in": True, "email": email}) == "not-listed"


@every("verified", [False, "false", "False", 0])
def test_an_address_that_the_sign_in_calls_unverified_is_no_editors(verified):
    claims = {"is_logged_in": True, "email": EDITOR, "email_verified": verified}
    assert why_not(SIGNED, claims) == "unverified"
    assert (
        why_not(SIGNED, claims | {"email_verified": True}) == why_not(SIGNED, claims | {"email_verified": None}) == ""
    )


# What the log says of it


def test_the_log_says_why_somebody_was_not_let_in_and_nothing_of_them(caplog):
    caplog.set_level("INFO", "fengtai_map.server.json_log")
    ask(RequestLogMiddleware(at(LOCAL)), "/", headers={"Host": "evil.example"})
    knock(RequestLogMiddleware(at(LOCAL)), STREAM, headers={"Origin": "https://evil.example"})
    assert [record.carried["refused"] for record in caplog.records] == ["host-untold", "origin-foreign"]
    assert "evil.example" not in str([record.carried for record in caplog.records])
