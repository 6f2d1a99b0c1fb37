"""How the reader and what decides beside it are trained: `python -m eval.reader COMMAND`; docs/reader.md.

    material/   what is learned from: our questions and claims, the documents, the public data
    network/    what learns: the encoder cut in two, its heads, batches, losses, checkpoints

`material` imports torch nowhere; whatever does is imported only when a command trains.
"""
