"""A server as it is run -> how it stands load, faults and bad input: `python -m eval.service COMMAND`."""
