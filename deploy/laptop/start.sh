#!/bin/sh
# Fengtai map: double-click, or `sh start.sh`. Installs beside itself once, without network, then opens the browser.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
cd "$here" || exit 1
log=fengtai-map.log

stop_with() {
    cat "words/$1.txt" >&2
    [ -t 0 ] && { printf '\nEnter: '; read -r _; }
    exit 1
}

fits() {
    "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

python=
for one in "$here/python/bin/python3" python3.14 python3.13 python3.12 python3.11 python3 python; do
    if command -v "$one" >/dev/null 2>&1 && fits "$one"; then python=$one; break; fi
done
[ -n "$python" ] || stop_with missing

if [ ! -f .venv/.made ]; then
    cat words/first.txt
    rm -rf .venv
    for pip in wheels/pip-*.whl; do :; done
    { "$python" -m venv --without-pip .venv &&
        .venv/bin/python "$pip/pip" --disable-pip-version-check install --quiet --no-index --no-compile \
            --find-links wheels -r requirements-run.txt &&
        touch .venv/.made; } >>"$log" 2>&1 || stop_with failed
fi

cat words/running.txt
PYTHONPATH="$here/src" PYTHONUTF8=1 exec .venv/bin/python serve.py --open 2>>"$log"
