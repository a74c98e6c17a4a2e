"""What the server looks at before a meeting."""

from types import SimpleNamespace

from fengtai_map.server import app
from fengtai_map.ui import precheck

GOOD = "c01\tc\t地区生产总值……\nc02\tc\t研发……\n"


def test_a_text_of_the_release_that_cannot_be_read_is_said_before_a_meeting(tmp_path, atlas):
    ctx, file = SimpleNamespace(words=atlas.words["zh"]), tmp_path / "text.tsv"
    assert precheck._sentences(ctx, None) == ()
    (missing,) = precheck._sentences(ctx, file)
    assert not missing["good"]
    assert atlas.words["zh"]("problem.file-missing.what") in missing["values"]["text"]
    assert "text.tsv" in missing["values"]["text"]
    file.write_text(GOOD, encoding="utf-8")
    (there,) = precheck._sentences(ctx, file)
    assert there["good"]
    assert there["values"]["n"] == len(GOOD.splitlines())


def test_a_text_of_the_release_that_cannot_be_read_is_said_at_the_start(tmp_path, caplog):
    file = tmp_path / "text.tsv"
    app._sentences(file)
    (record,) = caplog.records
    assert record.getMessage() == "release-text"
    assert "FENGTAI_RELEASE_TEXT" in record.carried["told"]
    caplog.clear()
    file.write_text(GOOD, encoding="utf-8")
    app._sentences(file)
    app._sentences(None)
    assert caplog.records == []
