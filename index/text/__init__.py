"""A text -> its sentences, words, numbers, dates and names: the one place that knows languages."""
