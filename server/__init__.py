"""HTTP, streaming, and the web page."""
