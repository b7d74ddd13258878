"""The pure half of the public register: its tree of hashes, and the text that it hashes."""
