"""Questions and judgements in, measures and reports out."""
