"""Passages in, a generation out; a question in, hits out."""
