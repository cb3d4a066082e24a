"""The nouns of Palpate, the store that keeps them, and the starter library."""
