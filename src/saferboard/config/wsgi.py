"""The site as a web server calls it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
application = get_wsgi_application()

from saferboard.config.protecting import require_protected_ledger  # noqa: E402 - needs the apps

require_protected_ledger()
