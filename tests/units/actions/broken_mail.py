"""Mail servers that refuse, each in its own way."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """Does not answer at all."""

    def send_messages(self, email_messages):
        """Fail as a socket does."""
        raise ConnectionRefusedError("the mail server is down")


class UnknownAddress(BaseEmailBackend):
    """Knows nobody."""

    answer = (550, b"no such user here")

    def send_messages(self, email_messages):
        """Refuse the recipients, as smtplib tells it."""
        raise SMTPRecipientsRefused(dict.fromkeys(email_messages[0].to, self.answer))


class Busy(UnknownAddress):
    """Has no time now."""

    answer = (450, b"try again later")
