"""The dashboard for many readers: `python serve.py`, or `uvicorn serve:app`."""

import sys
from pathlib import Path

from fengtai_map.problems import DataError
from fengtai_map.serving.application import application, run, told

try:
    app = application(Path(__file__).with_name("app.py"))
except DataError as refused:
    sys.exit(told(refused.problems))

if __name__ == "__main__":
    run(app)
