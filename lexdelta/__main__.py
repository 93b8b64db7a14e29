"""`python -m lexdelta` is the command line."""

from __future__ import annotations

from lexdelta.cli import main

if __name__ == "__main__":
    main()
