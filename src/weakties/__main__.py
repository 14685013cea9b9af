"""The command line, as ``python -m weakties``."""

import sys

from weakties.cli import main

if __name__ == "__main__":
    sys.exit(main())
