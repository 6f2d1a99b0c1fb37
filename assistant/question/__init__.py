"""What was typed, in its conversation -> a Question: addresses, kind, words to look for."""
