"""`python -m assistant.surfaces.cli` is `danraku`."""

from assistant.surfaces.cli.main import main

main()
