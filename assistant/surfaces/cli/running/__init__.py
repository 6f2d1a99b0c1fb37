"""The commands of whoever runs a server: it is started, examined, and people are let in."""
