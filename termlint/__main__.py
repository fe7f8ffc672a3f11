"""``python -m termlint``."""

from __future__ import annotations

from termlint.cli import main

if __name__ == "__main__":
    main()
