"""`python -m assistant.cli` is `danraku`."""

from assistant.cli.main import main

main()
