"""Parts of the program that trains the built-in embedding model."""
