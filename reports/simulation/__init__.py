"""A whole emulation year, day by day: everybody acts through the product's own actions.

Nothing here but who does what on which day. What the program does by itself, it does here as well:
every day ends with the sweeps that a worker would run.
"""
