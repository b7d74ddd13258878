"""How an action says no."""


class ActionRefused(Exception):
    """An action was not done, and nothing of it was saved.

    The text is for the person at the screen, in their language: what happened and what to do next.
    """


class NotAllowed(ActionRefused):
    """The actor does not hold the role that the action asks for."""
