"""ABOVE ALL: home, dashboard, demo, benchmark; reads only, imported by nobody."""
