"""Does a paragraph say a claim? What the support head learns from, its training, and how often it errs."""
