"""The web server's way in: ``gunicorn clinic.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

application = get_wsgi_application()

from clinic.collecting import leave_what_is_loaded  # noqa: E402  # needs the apps

leave_what_is_loaded()
