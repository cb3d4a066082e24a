"""`python -m bench.hostile`; what it does stands in `bench.hostile.run`."""

from __future__ import annotations

import sys

from bench.hostile.run import main

if __name__ == "__main__":
    sys.exit(main())
