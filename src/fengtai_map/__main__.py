"""`python -m fengtai_map …`."""

import sys

from fengtai_map.cli import main

if __name__ == "__main__":
    sys.exit(main())
