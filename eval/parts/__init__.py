"""One part alone -> its figures: parsing, retrieval, the check, the model of abstention."""
