import pytest


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    """Let there be a mail server: letters go to `mail.outbox`, as Django has it in tests."""
    settings.EMAIL_HOST = "mail.westhaven.example"
    settings.DEFAULT_FROM_EMAIL = "saferboard@westhaven.example"
