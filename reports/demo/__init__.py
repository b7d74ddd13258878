"""An invented office that lives a whole year through the product's own actions.

docs/demo.md tells what is in it; nothing here writes a row by itself.
"""
