"""What an office does at the dashboard: brings a file, signs a change, sees another map where its points changed."""

import re

from tests.browser.reader import AT_REST, FRAME

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIGHT = ".st-key-server .ft-light"
ONLY_MAP = """([frame, value]) => {
    const frames = document.querySelectorAll(frame);
    const map = frames.length === 1 && frames[0].contentWindow;
    const state = map && map.ftState ? map.ftState() : {};
    return state.ready && (CONDITION) && state;
}"""


def shows(reader, condition, value=None):
    """Wait until `(state, value) => condition` holds for the only map of the page, which may be another than before."""
    return reader.page.wait_for_function(ONLY_MAP.replace("CONDITION", condition), arg=[FRAME, value]).json_value()


def bring(reader, name, content, mime=WORKBOOK):
    """Choose a file on the page of the office's own data, and wait until it was read."""
    file = {"name": name, "mimeType": mime, "buffer": content}
    reader.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    reader.page.locator(LIGHT).wait_for()
    reader.page.wait_for_function(AT_REST)


def sign(reader, words, key, reason, label):
    """Sign a change and wait until it was made."""
    form = reader.page.locator(".stForm").filter(has=reader.page.locator(f".st-key-reason-{key}"))
    form.get_by_label(words("applying.who")).fill("王小明")
    form.get_by_label(words("applying.reason")).fill(reason)
    reader.page.wait_for_function(AT_REST)
    form.get_by_role("button", name=label).click()
    done = re.escape(words("applying.done", version="#")).replace(r"\#", r"\d+")
    reader.page.get_by_text(re.compile(done)).wait_for()
    reader.page.wait_for_function(AT_REST)


def answer(reader, words, what, name):
    """Answer a question about the file with one of its buttons, and wait until it was read so."""
    button = reader.page.locator(f".st-key-ask-{what} button", has_text=words("incoming.answer", name=name))
    button.click()
    button.wait_for(state="detached")
    reader.page.wait_for_function(AT_REST)


def counts(reader):
    """How many points the page says would come, change, go and stay."""
    return [int(one) for one in reader.page.locator(".st-key-server .ft-counts b").all_inner_texts()]
