"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # every view before the first person asks, not while she waits
# What stands now stays for the life of the process; looking through it again for what may be
# thrown away held up one answer in thirty by a tenth of a second.
gc.collect()
gc.freeze()
