"""A memo and a document -> one finding for each sentence that refers to a paragraph."""
