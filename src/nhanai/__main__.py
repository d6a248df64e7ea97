"""`python -m nhanai` is the command line."""

from nhanai.project.cli import main

raise SystemExit(main())
