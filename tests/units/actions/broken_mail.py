"""A mail server that is down."""

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Refuses every letter."""

    def send_messages(self, email_messages):
        """Fail as a socket does."""
        raise ConnectionRefusedError("the mail server is down")
