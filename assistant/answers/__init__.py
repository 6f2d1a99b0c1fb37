"""Evidence -> an Answer made of the document's own sentences, one file a kind of answer."""
