"""A disk without room and a folder nobody may write in, made so that anybody may make them, root too."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.data_rows import ROOT

NOBODY = 65534
WITHOUT_ROOM = f"""
import sys
sys.dont_write_bytecode = True  # half a module would be left to whoever comes next
import json, os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # what is written beyond the limit then fails, as on a full disk


def full(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def roomy():
    full(resource.RLIM_INFINITY)


def powerless():
    if os.getuid() == 0:  # root may write anywhere
        os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY})


def say(value):
    print(json.dumps(value), flush=True)
"""


@contextmanager
def read_only(*contents):
    """A folder with copies of these that everybody may enter and, after powerless(), nobody change."""
    with TemporaryDirectory() as made:
        for one in contents:
            copy = shutil.copytree if one.is_dir() else shutil.copy
            copy(one, Path(made, one.name))
        inside = [Path(made), *(path for path in Path(made).rglob("*") if path.is_dir())]
        for folder in inside:
            folder.chmod(0o555)
        try:
            yield Path(made)
        finally:
            for folder in inside:
                folder.chmod(0o755)


def said(script, *arguments, **environment):
    """What a script says in a process of its own; it may call full(bytes a file), roomy(), powerless() and say()."""
    given = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])} | environment
    command = [sys.executable, "-c", WITHOUT_ROOM + script, *map(str, arguments)]
    ended = subprocess.run(command, env=given, check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]
