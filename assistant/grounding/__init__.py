"""A claim and the paragraphs it cites -> a Verdict: does the paragraph say this?"""
