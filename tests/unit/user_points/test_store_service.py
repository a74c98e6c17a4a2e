"""PostgreSQL as others keep it: TLS, two roles, few connections, a pooler. What docs/store.md says is what is done."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import event, text
from sqlalchemy.exc import ProgrammingError

from fengtai_map.user_points.store import StaleVersion, StoreError, open_store
from fengtai_map.user_points.store import connection as engine
from fengtai_map.user_points.store.connection import POOL, engine_of, read_url
from tests.data_rows import ROOT
from tests.server.conftest import free_port
from tests.user_points import SIGNED, codes, draft, point
from tools import pgbouncer
from tools import postgres as server

pytestmark = pytest.mark.postgres
DOCUMENT = (ROOT / "docs/store.md").read_text(encoding="utf-8")
ADMINISTRATOR, OWNER = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
NAME = "localhost"
MOST = POOL["postgresql"]["pool_size"] + POOL["postgresql"]["max_overflow"]


def signed(name, key, issuer=None):
    """A certificate for a name, by an authority or, where none is given, by itself as one."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    )
    return made.sign(issuer[1] if issuer else key, hashes.SHA256())


def authority(name):
    key = ec.generate_private_key(ec.SECP256R1())
    return signed(name, key), key


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A server with TLS, the port it listens at, and the certificate of its authority and of another."""
    folder, port, ours, other = tmp_path_factory.mktemp("tls"), free_port(), authority("ours"), authority("other")
    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = {"server.crt": pem(signed(NAME, key, ours)), "server.key": secret}
    options = f"-c ssl=on -c ssl_cert_file={{folder}}/server.crt -c ssl_key_file={{folder}}/server.key -p {port}"
    (folder / "ours.pem").write_bytes(pem(ours[0]))
    (folder / "other.pem").write_bytes(pem(other[0]))
    with server.running(f"{options} -c listen_addresses=127.0.0.1", files) as started:
        yield started, port, folder


@pytest.fixture
def opened():
    """Opens stores, and closes them when the test is over."""
    stores = []

    def open_(url):
        stores.append(open_store(url))
        return stores[-1]

    yield open_
    for one in stores:
        one.close()


def at(service, *, name=NAME, authority="ours", role=server.USER, database="postgres"):
    _, port, folder = service
    return f"postgresql://{role}@{name}:{port}/{database}?sslmode=verify-full&sslrootcert={folder}/{authority}.pem"


def done(url, statements):
    """Say statements one by one, as a person at psql does."""
    made = engine_of(read_url(url))
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(text(statement))
    made.dispose()


def scalar(store, statement):
    with store.engine.connect() as connection:
        return connection.scalar(text(statement))


def test_the_service_is_known_from_others_by_its_certificate(service, opened):
    store = opened(at(service))
    assert scalar(store, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") is True
    store.apply(draft(added=[point("tls")]), store.version())
    for url in (at(service, authority="other"), at(service, name="127.0.0.1"), at(service, authority="none")):
        with pytest.raises(StoreError) as error:
            open_store(url)
        assert codes(error) == ["store-unreachable"], url


@pytest.fixture(scope="module")
def roles(service):
    """The database of docs/store.md, made as it says."""
    done(at(service), ADMINISTRATOR)
    owner = at(service, role="fengtai_owner", database="fengtai")
    open_store(owner).close()
    done(owner, OWNER)
    return owner, at(service, role="fengtai", database="fengtai")


def test_the_role_of_the_servers_does_all_that_they_do(roles, opened):
    store = opened(roles[1])
    version = store.version()
    store.apply(draft(added=[point("a"), point("b")]), version)
    store.apply(draft(changed=[point("a", lat=39.5)], removed=["b"]), version + 1)
    store.undo(version + 2, **SIGNED)
    store.undo(version + 3, **SIGNED)
    assert [one.id for one in store.points()] == ["a"]
    assert len(store.lines(9)) == version + 4
    assert (store.count(), len(store.columns()), store.named("点", 9)[0].id) == (1, 1, "a")
    store.check()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM changes",
        "UPDATE changes SET who = 'x'",
        "UPDATE touched SET after = NULL",
        "DELETE FROM touched",
        "TRUNCATE points",
        "DELETE FROM store",
        "DROP TABLE points",
        "ALTER TABLE points ADD COLUMN x int",
        "CREATE TABLE x (y int)",
        "CREATE SCHEMA x",
        "CREATE EXTENSION postgis",
        "SET ROLE fengtai_owner",
    ],
)
def test_the_role_of_the_servers_can_do_nothing_else(roles, opened, statement):
    with pytest.raises(ProgrammingError, match="InsufficientPrivilege"), opened(roles[1]).engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.usefixtures("roles")
def test_another_role_is_not_let_in(service):
    done(at(service), "DROP ROLE IF EXISTS other; CREATE ROLE other LOGIN")
    with pytest.raises(StoreError) as error:
        open_store(at(service, role="other", database="fengtai"))
    assert codes(error) == ["store-unreachable"]


def test_where_postgis_comes_later_the_owner_makes_the_column_and_the_servers_go_on(service, roles, opened):
    done(at(service, database="fengtai"), "CREATE EXTENSION postgis")
    store = opened(roles[1])
    store.apply(draft(added=[point("c")]), store.version())
    opened(roles[0])
    assert scalar(store, "SELECT ST_X(geom) FROM points WHERE id = 'c'") == 116.3
    store.apply(draft(removed=["c"]), store.version())


def test_however_many_ask_a_server_takes_few_connections(service, opened):
    store, together, seen = opened(at(service)), Event(), []

    @event.listens_for(store.engine, "checkout")
    def held(*_):
        seen.append(store.engine.pool.checkedout())
        together.wait(0.02)

    with ThreadPoolExecutor(40) as pool:
        assert len(set(pool.map(lambda _: store.version(), range(120)))) == 1
    assert 1 < max(seen) <= MOST


def test_who_finds_every_connection_in_use_is_told_that_the_store_is_busy(service, monkeypatch):
    monkeypatch.setitem(POOL, "postgresql", POOL["postgresql"] | {"pool_timeout": 0.1})
    store = open_store(at(service))
    taken = [store.engine.connect() for _ in range(MOST)]
    with pytest.raises(StoreError) as error:
        store.version()
    assert codes(error) == ["store-busy"]
    for one in taken:
        one.close()
    assert store.version() >= 0
    store.close()


def test_after_a_restart_the_next_question_is_answered(service, opened):
    store = opened(at(service))
    version = store.version()
    for mode in ("fast", "immediate"):
        service[0].stop(mode)
        with pytest.raises(StoreError) as error:
            store.version()
        assert codes(error) == ["store-unreachable"]
        service[0].start()
        assert store.version() == version


def test_an_address_may_say_otherwise_how_long_is_waited(service, opened):
    store = opened(f"{at(service)}&tcp_user_timeout=3000&keepalives_idle=7")
    with store.engine.connect() as connection:
        said = connection.connection.dbapi_connection.info.get_parameters()
    assert (said["tcp_user_timeout"], said["keepalives_idle"], said["connect_timeout"]) == ("3000", "7", "10")


@pytest.fixture(scope="module")
def pooled():
    """The address of a store behind a pooler, and that of the server itself."""
    with server.running() as started, pgbouncer.running(started) as url:
        waiting = Event()
        while not (started.folder / pgbouncer.FOLDER / ".s.PGSQL.6432").exists():
            waiting.wait(0.05)
        yield url, started.url


def moved(store, number, step):
    """Twenty points of one editor, moved in one change, however often somebody else was quicker."""
    while True:
        try:
            points = [point(f"p-{number}-{one}", lat=39 + step / 100) for one in range(20)]
            return store.apply(draft(changed=points), store.version())
        except StaleVersion:
            continue


@pytest.mark.pgbouncer
def test_behind_a_pooler_by_transaction_nothing_is_lost_or_reported_wrong(pooled, opened):
    stores = [opened(pooled[0]) for _ in range(6)]
    stores[0].apply(draft(added=[point(f"p-{number}-{one}") for number in range(6) for one in range(20)]), 0)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: [moved(stores[number], number, step) for step in range(12)], range(6)))
    assert {(store.version(), store.count()) for store in stores} == {(73, 120)}
    assert {one.lat for one in stores[0].points()} == {39.11}
    stores[0].undo(73, **SIGNED)
    stores[1].check()


@pytest.mark.pgbouncer
def test_behind_a_pooler_a_change_waits_as_long_as_it_says_and_is_kept(pooled, opened):
    store = opened(pooled[0])
    said = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_, cursor, *__):
        cursor.execute("SELECT current_setting('lock_timeout'), current_setting('synchronous_commit')")
        said.append(cursor.fetchone())

    done(pooled[1], "ALTER ROLE postgres SET synchronous_commit = off; ALTER ROLE postgres SET lock_timeout = '1h'")
    store.apply(draft(added=[point("z")]), store.version())
    assert said[-1] == (f"{engine.WRITER_TIMEOUT_S}s", "on")
