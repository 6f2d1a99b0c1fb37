"""A Question and a library -> the sentences that may answer, and whether they do."""
