"""``python -m flows`` is the command ``minilateral``."""

from flows.cli import main

main()
