"""A configuration that is whole, or every reason why it is not: in words, in both languages, without a secret."""

import os
import secrets
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengtai_map.problems import DataError, Problem
from fengtai_map.server import app, settings, signin, startup_errors, streamlit_options
from fengtai_map.server.hosts import name_of
from fengtai_map.server.permissions import why_not
from fengtai_map.server.settings import NAMES, Settings, is_loopback, read_settings
from fengtai_map.server.streamlit_options import OPTIONS, overlay
from tests.data_rows import BASEMAPS, ROOT
from tests.every import every

BACKGROUNDS = {row[key] for row in BASEMAPS for key in ("key_variable", "needs") if key in row}
HOSTED = Settings(exposed=True, hosts=("map.example",), sign_in=True)
WHOLE = {
    "redirect_uri": "https://map.example/fengtai/oauth2callback",
    "cookie_secret": secrets.token_hex(32),
    "client_id": "map",
    "client_secret": "given by the sign-in",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}


def codes(problems):
    return [(problem.code, problem.place) for problem in problems]


# Settings


@every("address", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_is_not_reached_by_others(address):
    assert is_loopback(address)
    assert read_settings({}, address, sign_in=False) == (Settings(), ())


@every("address", ["0.0.0.0", "::", "192.168.1.5", "office", "127.0.0.1.example", "", None])  # noqa: S104  # the case
def test_any_other_address_needs_names_and_a_sign_in_or_reading_only(address):
    named = {"FENGTAI_HOSTS": "Map.example 192.0.2.7"}
    given = {"exposed": True, "hosts": ("map.example", "192.0.2.7")}
    assert codes(read_settings({}, address, sign_in=False)[1]) == [
        ("hosts-missing", "FENGTAI_HOSTS"),
        ("sign-in-missing", "auth"),
    ]
    assert codes(read_settings(named, address, sign_in=False)[1]) == [("sign-in-missing", "auth")]
    assert read_settings(named, address, sign_in=True) == (Settings(**given, sign_in=True), ())
    off = {"FENGTAI_WRITING": "off"}
    assert read_settings(named | off, address, sign_in=False) == (Settings(**given, writing="off"), ())


def test_behind_a_proxy_others_reach_this_machine_too():
    settings, problems = read_settings({"FENGTAI_PROXIES": "127.0.0.1 10.0.0.0/8"}, "127.0.0.1", sign_in=False)
    assert settings.proxies == ("127.0.0.1", "10.0.0.0/8")
    assert settings.exposed
    assert codes(problems) == [("hosts-missing", "FENGTAI_HOSTS"), ("sign-in-missing", "auth")]


@every(
    "said, asked",
    [
        ("[2001:DB8:0::7]", "[2001:db8::7]:8501"),
        ("2001:db8::7", "[2001:db8::7]"),
        ("丰台.example", "xn--iiqz3l.example"),
    ],
)
def test_a_name_may_be_given_as_the_address_bar_shows_it(said, asked):
    settings, problems = read_settings({"FENGTAI_HOSTS": said, "FENGTAI_WRITING": "off"}, "::", sign_in=False)
    assert (settings.hosts, problems) == ((name_of(asked),), ())


def test_who_lists_editors_means_that_nobody_else_writes():
    listed = {"FENGTAI_EDITORS": " Wang@office.example, li@office.example ,"}
    settings, problems = read_settings(listed, "127.0.0.1", sign_in=True)
    assert (settings.editors, problems) == (("wang@office.example", "li@office.example"), ())
    assert codes(read_settings(listed, "127.0.0.1", sign_in=False)[1]) == [("sign-in-missing", "auth")]


@every(
    "name, value",
    [
        ("FENGTAI_WRITING", "of"),
        ("FENGTAI_PROXIES", "10.0.0.0/33"),
        ("FENGTAI_PROXIES", "*"),
        ("FENGTAI_FRAMES", "https://oa.example;"),
        ("FENGTAI_FRAMES", "*"),
        ("FENGTAI_FRAMES", "javascript:"),
        ("FENGTAI_ONLINE_MAPS", "yes"),
        ("FENGTAI_AMAP", "yes"),
        ("FENGTAI_HOSTS", "https://map.example"),
        ("FENGTAI_HOSTS", "map.example:8501"),
        ("FENGTAI_HOSTS", "*"),
        ("FENGTAI_HOSTS", "map.example,"),
        ("FENGTAI_HOSTS", "[2001:db8::7]:8501"),
        ("FENGTAI_HOSTS", "fe80::1%eth0"),
        ("FENGTAI_HOSTS", "cafe:8501"),
        ("FENGTAI_EDITORS", "wang@office.example; li@office.example"),
        ("FENGTAI_EDITORS", "王"),
        ("FENGTAI_EDITORS", "*"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_name(name, value):
    environment = {"FENGTAI_HOSTS": "map.example", name: value}
    assert codes(read_settings(environment, "127.0.0.1", sign_in=True)[1]) == [("value-refused", name)]


@given(st.dictionaries(st.sampled_from(NAMES), st.text()), st.none() | st.text(), st.booleans())
def test_whatever_is_set_nobody_writes_unseen(environment, address, sign_in):
    settings, problems = read_settings(environment, address, sign_in=sign_in)
    assert problems or why_not(settings, {}) or is_loopback(address)


# Names


def misspelt(name):
    return name[:-2] + name[-1]


@every("name", [*NAMES, *OPTIONS])
def test_a_misspelt_setting_is_reported_with_the_one_that_is_meant(name):
    (problem,) = settings.unknown({misspelt(name): "x"}, OPTIONS, BACKGROUNDS)
    assert (problem.code, problem.particulars["near"]) == ("key-unknown", name)


@every("name", ["FENGTAI_STOER", "FENGTAI_EDITER", "FENGTAI_", "FENGTAI_X", "FENTGAI_STORE", "FENGTAI_HOST"])
def test_a_name_of_ours_that_is_none_does_not_become_silence(name):
    (problem,) = settings.unknown({name: "x"}, OPTIONS, BACKGROUNDS)
    assert problem.particulars["near"] in {*NAMES, *OPTIONS}


def test_the_settings_of_tests_of_the_data_and_of_other_programs_are_known():
    others = [
        "FENGTAI_BROWSER",
        "FENGTAI_TEST_TIMES",
        "FENGTAI_SEARCH_ANSWERS",
        "PATH",
        "STREAMLIT_BROWSER_SERVER_ADDRESS",
    ]
    given = dict.fromkeys([*NAMES, *OPTIONS, *BACKGROUNDS, *others, "FENGTAI_OTHER_KEY"], "x")
    assert codes(settings.unknown(given, OPTIONS, {*BACKGROUNDS, "FENGTAI_OTHER_KEY"})) == []
    assert codes(settings.unknown(given, OPTIONS, BACKGROUNDS)) == [("key-unknown", "FENGTAI_OTHER_KEY")]
    assert codes(settings.unknown(given, OPTIONS, None)) == []  # the data cannot say


# Streamlit's own


REAL = streamlit_options.config.get_option


@pytest.fixture
def streamlits(monkeypatch):
    """What Streamlit's file says, for one test; overlay() then changes nothing of the process."""
    values = {"server.maxWidgetStateSize": 1}
    given = SimpleNamespace(
        get_option=lambda key: values[key] if key in values else REAL(key),
        get_config_options=lambda options_from_flags, **_: values.update(options_from_flags),
    )
    monkeypatch.setattr(streamlit_options, "config", given)
    return values


@pytest.mark.usefixtures("streamlits")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STREAMLIT_SERVER_PORT", "http"),
        ("STREAMLIT_SERVER_PORT", "99999"),
        ("STREAMLIT_SERVER_PORT", "0"),
        ("STREAMLIT_SERVER_PORT", "-1"),
        ("STREAMLIT_SERVER_PORT", ""),
        ("STREAMLIT_SERVER_PORT", "٨٥٠١"),
        ("STREAMLIT_SERVER_PORT", "9" * 5000),
        ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "99999"),
        ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "0"),
        ("STREAMLIT_SERVER_ADDRESS", "office"),
        ("STREAMLIT_SERVER_ADDRESS", "unix:///run/x"),
        ("STREAMLIT_SERVER_ADDRESS", "127.0.0.1:80"),
        ("STREAMLIT_SERVER_BASE_URL_PATH", "{session}"),
        ("STREAMLIT_SERVER_BASE_URL_PATH", "../x"),
        ("STREAMLIT_SERVER_BASE_URL_PATH", "a b"),
        ("STREAMLIT_SERVER_BASE_URL_PATH", "a//b"),
        ("STREAMLIT_SERVER_BASE_URL_PATH", "https://map.example/"),
    ],
)
def test_a_setting_of_streamlit_out_of_its_range_is_refused(name, value):
    with pytest.raises(DataError) as raised:
        overlay({name: value})
    assert codes(raised.value.problems) == [("value-refused", name)]


@pytest.mark.parametrize(
    "environment",
    [
        {"STREAMLIT_SERVER_PORT": "8600", "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "10"},
        {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_SERVER_BASE_URL_PATH": "/district/map/"},  # noqa: S104  # the case
        {"STREAMLIT_SERVER_ADDRESS": "::1", "STREAMLIT_SERVER_BASE_URL_PATH": ""},
        {"STREAMLIT_SERVER_ADDRESS": "localhost", "STREAMLIT_SERVER_BASE_URL_PATH": "v1.2_a-b~c"},
    ],
    ids=str,
)
def test_what_may_be_set_is_taken(streamlits, environment):
    before = dict(streamlits)
    overlay(environment)
    assert streamlits.keys() - before.keys() == {OPTIONS[name].key for name in environment}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server.maxWidgetStateSize", 200),
        ("server.enableXsrfProtection", False),
        ("server.enableCORS", False),
        ("server.corsAllowedOrigins", ["https://evil.example"]),
        ("server.trustedUserHeaders", {"X-User": "email"}),
        ("server.scriptHealthCheckEnabled", True),
        ("global.developmentMode", True),
        ("server.port", "http"),
    ],
)
def test_a_setting_that_would_open_the_door_is_refused(streamlits, key, value):
    streamlits[key] = value
    with pytest.raises(DataError) as raised:
        overlay({})
    assert codes(raised.value.problems) == [("value-refused", key)]


# Sign-in


def test_a_sign_in_that_is_whole_has_no_problem():
    assert list(signin.problems(WHOLE, HOSTED, "/fengtai")) == []
    rest = {key: WHOLE[key] for key in ("redirect_uri", "cookie_secret")}
    assert list(signin.problems(rest | {"default": WHOLE}, HOSTED, "/fengtai")) == []
    assert list(signin.problems({}, HOSTED, "")) == []  # there is none: `settings.read` says whether one is needed


@every("key", WHOLE)
@every("value", [None, "", " ", 7, ["x"], {}], repr)
def test_a_sign_in_that_lacks_something_is_none(key, value):
    (problem,) = signin.problems(WHOLE | {key: value}, HOSTED, "/fengtai")
    assert (problem.code, problem.place, problem.particulars["key"]) == ("key-missing", "auth", key)


def test_a_section_with_anything_else_in_it_lacks_everything():
    found = list(signin.problems({"x": 1}, HOSTED, ""))
    assert {problem.particulars["key"] for problem in found} == set(WHOLE)


@every("secret", ["short", "a" * 64, "12345678" * 2, "the same long random text on every server", "abab" * 20])
def test_a_secret_that_others_may_guess_is_refused_and_not_repeated(secret):
    (problem,) = signin.problems(WHOLE | {"cookie_secret": secret}, HOSTED, "/fengtai")
    assert problem.code == "start-secret"
    assert secret not in str(problem)


def test_the_sample_of_the_documentation_is_refused():
    sample = next(
        line
        for line in (ROOT / "docs/hosting.md").read_text(encoding="utf-8").splitlines()
        if "cookie_secret =" in line
    )
    given = sample.split('"')[1]
    assert [one.code for one in signin.problems(WHOLE | {"cookie_secret": given}, HOSTED, "/fengtai")] == [
        "start-secret"
    ]


@every(
    "key, value",
    [
        ("redirect_uri", "https://evil.example/fengtai/oauth2callback"),
        ("redirect_uri", "https://map.example/oauth2callback"),
        ("redirect_uri", "https://map.example/fengtai/"),
        ("redirect_uri", "map.example/fengtai/oauth2callback"),
        ("redirect_uri", "https://["),
        ("server_metadata_url", "login.example"),
        ("server_metadata_url", "file:///etc/passwd"),
    ],
)
def test_an_address_of_the_sign_in_that_leads_elsewhere_is_refused(key, value):
    (problem,) = signin.problems(WHOLE | {key: value}, HOSTED, "/fengtai")
    assert (problem.code, problem.particulars["key"]) == ("value-refused", key)


def test_on_one_machine_the_sign_in_leads_back_to_it():
    back = {"redirect_uri": "http://localhost:8501/oauth2callback"}
    assert list(signin.problems(WHOLE | back, Settings(sign_in=True), "")) == []
    assert list(signin.problems(WHOLE, Settings(sign_in=True), "/fengtai"))


@pytest.mark.parametrize(
    "content",
    [b'[auth]\ncookie_secret = "half a sec', b"\xff\xfe", b"a = " + b"[" * 99_999],
    ids=["cut", "utf-16", "deep"],
)
def test_secrets_that_cannot_be_read_are_no_missing_sign_in(tmp_path, content):
    file = tmp_path / "secrets.toml"
    file.write_bytes(content)
    (problem,) = signin.unreadable_secrets([str(tmp_path / "none.toml"), str(file)])
    assert problem.code == "file-unreadable"
    assert "half a sec" not in str(problem)


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folder either, but says so otherwise")
def test_secrets_that_may_not_be_read_are_reported_too(tmp_path):
    folder = tmp_path / "secrets.toml"
    folder.mkdir()
    (problem,) = signin.unreadable_secrets([str(folder)])
    assert (problem.code, problem.particulars) == ("file-unreadable", {"reason": "folder"})


# In words


def test_settings_of_streamlit_that_cannot_be_read_are_reported_before_it_reads_them(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/config.toml").write_text("[server\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        startup_errors.check_config_readable([tmp_path, tmp_path / "nowhere"])
    assert [problem.code for problem in raised.value.problems] == ["file-unreadable"]


def test_not_started_is_said_in_both_languages_with_the_exit_status_of_a_wrong_setting(capsys):
    with pytest.raises(SystemExit) as ended, startup_errors.in_words():
        raise DataError((Problem("hosts-missing", "environment", "FENGTAI_HOSTS"),))
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.endswith("(hosts-missing)") for line in said] == [True, True]


def test_nobody_listens_where_somebody_does(monkeypatch):
    monkeypatch.setattr(app, "address", lambda: "192.0.2.55")  # of no machine
    with pytest.raises(DataError) as raised:
        app.listens()
    (problem,) = raised.value.problems
    assert problem.code == "start-listen"
    assert problem.particulars["value"].startswith("192.0.2.55:")


def test_who_stops_the_start_reads_no_traceback(capsys):
    with pytest.raises(SystemExit) as ended, startup_errors.in_words():
        raise KeyboardInterrupt
    assert ended.value.code == startup_errors.STOPPED
    assert capsys.readouterr() == ("", "")


def test_an_argument_that_serve_py_does_not_know_is_not_passed_over():
    startup_errors.check_arguments(["--open"])
    with pytest.raises(DataError) as raised:
        startup_errors.check_arguments(["--open", "--opne", "--server.port=8600"])
    assert [one.place for one in raised.value.problems] == ["--opne", "--server.port=8600"]
