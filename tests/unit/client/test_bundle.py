"""The modules of the client become one classic script, or it is said where one keeps to no form that can be joined."""

import subprocess

import pytest

from fengtai_map.client import bundle
from tools import node

SAMPLE = {
    "main.js": """import { add as plus, One } from "./sums.js";
import {
  shown,
} from "./deep/shown.js";
import { style } from "./style.js";
const of = new One();
function strict() {
  return this === undefined;
}
shown([plus(of.one, 2), strict(), style].join());
""",
    "sums.js": """const hidden = 1;
export function add(a, b) {
  return a + b;
}
export class One {
  constructor() {
    this.one = hidden;
  }
}
export const TWO = 2;
""",
    "deep/shown.js": """import { TWO } from "../sums.js";
/** @param {import("../sums.js").One} one */
export async function shown(one) {
  console.log(one, TWO);
}
""",
    "client.css": '.a::after { content: "</script>"; }\n',
    "sections.css": ".b {}\n",
    "comparison.css": ".e {}\n",
    "talk.css": ".c {}\n",
    "remarks.css": ".r {}\n",
    "speaker.css": ".d {}\n",
}
REFUSED = {
    'import sums from "./sums.js";': "«import sums",
    'import * as sums from "./sums.js";': "«import",
    'import { add } from "sums";': "«import",
    "import { add } from './sums.js';": "«import",
    'const sums = await import("./sums.js");': "«const sums",
    "const here = import.meta.url;": "«const here",
    "export default 1;": "«export default",
    "export let a = 1;": "«export let",
    "export { a };": "«export",
    'export * from "./sums.js";': "«export",
    "  export const a = 1;": "«export const",
    'import { less } from "./sums.js";': "imports less, which sums.js does not export",
    'import { a } from "./gone.js";': "imports gone.js, which does not exist",
    'import { a } from "./main.js";': "a circle",
    'import { back } from "./back.js";': "back.js, line 1: imports main.js, which imports back.js: a circle",
    'const end = "</script>";': "</script>",
}


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(script, path):
    path.write_text(script, encoding="utf-8")
    return subprocess.run([node.find(), path], capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.node
def test_a_joined_script_runs(tmp_path):
    script = bundle.join(write(tmp_path, SAMPLE))
    assert (
        run(script, tmp_path / "joined.cjs")
        == '3,true,.a::after { content: "</script>"; }\n.b {}\n.e {}\n.c {}\n.r {}\n.d {}\n 2\n'
    )
    assert "</script" not in script


@pytest.mark.node
def test_a_joined_script_leaves_no_name_behind(tmp_path):
    script = bundle.join(write(tmp_path, SAMPLE))
    names = "\nconsole.log([typeof m_sums, typeof add, typeof One, typeof hidden, typeof style].join());"
    assert run(script + names, tmp_path / "joined.cjs").splitlines()[-1] == ",".join(["undefined"] * 5)


def test_a_module_stands_behind_those_it_imports_and_only_once(tmp_path):
    script = bundle.join(write(tmp_path, SAMPLE))
    order = [script.index(f"const {name} = ") for name in ("m_sums", "m_deep_shown", "m_style", "m_main")]
    assert order == sorted(order)
    assert script.count("const m_sums = ") == 1


def test_a_line_keeps_its_number_within_its_module(tmp_path):
    script = bundle.join(write(tmp_path, SAMPLE)).splitlines()
    start = script.index("const m_main = (() => { // main.js")
    line = SAMPLE["main.js"].splitlines().index("const of = new One();")
    assert script[start + 1 + line] == "const of = new One();"


@pytest.mark.parametrize("line", REFUSED)
def test_another_form_is_refused_with_its_file_and_line(tmp_path, line):
    folder = write(tmp_path, SAMPLE | {"main.js": f"const one = 1;\n\n{line}\n"})
    write(folder, {"back.js": 'import { a } from "./main.js";\nexport const back = 1;\n'})
    with pytest.raises(ValueError, match=r"^(main\.js, line 3|back\.js, line 1): ") as refused:
        bundle.join(folder)
    assert REFUSED[line] in str(refused.value)


def test_comments_may_name_a_module(tmp_path):
    text = '/**\n * @typedef {import("./sums.js").One} One\n */\n// import("./a.js")\n/* so\nexport and\nimport it */\n'
    assert text.strip() in bundle.join(write(tmp_path, SAMPLE | {"main.js": text}))


def test_the_client_is_joined_whole():
    script = bundle.bundle()
    modules = [path.relative_to(bundle.FOLDER).as_posix() for path in sorted(bundle.FOLDER.rglob("*.js"))]
    assert [name for name in modules if f"=> {{ // {name}\n" not in script] == []
    assert len(bundle.fingerprint()) == 16


@pytest.mark.node
def test_the_client_is_a_script_that_can_be_read(tmp_path):
    (tmp_path / "client.cjs").write_text(bundle.bundle(), encoding="utf-8")
    subprocess.run([node.find(), "--check", tmp_path / "client.cjs"], check=True)
