"""Checking notes before they are ingested: what a writer can still mend, told with its line."""
