"""A question and its hits in, an answer with citations out."""
