import pytest
from hypothesis import configuration, settings

from fengtai_map.load import load
from tests import raw

# Every run tries the same values, asks no clock, and leaves nothing behind but what `make clean` takes away.
settings.register_profile("fengtai", deadline=None, derandomize=True, database=None)
settings.load_profile("fengtai")
configuration.set_hypothesis_home_dir(raw.ROOT / ".pytest_cache" / "hypothesis")


def pytest_report_header():
    if raw.TEXT.is_file():
        return f"release text: {raw.TEXT}; every quote is proven against it"
    return f"release text: not at {raw.TEXT}; quotes are checked for their number and length only, not proven"


@pytest.fixture(scope="session")
def data():
    """The data folder of this checkout."""
    return raw.DATA


@pytest.fixture(scope="session")
def atlas(data):
    """All that is known, as the dashboard loads it."""
    return load(data)
