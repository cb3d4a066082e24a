"""`python -m bench.torture`; what it does stands in `bench.torture.run`, which its processes can import."""

from __future__ import annotations

import sys

from bench.torture.run import main

if __name__ == "__main__":
    sys.exit(main())
