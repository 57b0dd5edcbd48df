"""The site as a web server calls it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
application = get_wsgi_application()

from saferboard.config.environment import under_test  # noqa: E402 - needs the apps
from saferboard.config.protecting import require_protected_ledger  # noqa: E402 - the same

if not under_test():
    require_protected_ledger()
