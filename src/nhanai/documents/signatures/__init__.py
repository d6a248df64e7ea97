"""Signing a PDF and looking at the signatures of one, each in a bounded process of its own.

`apart` is what the acts call; everything else here runs in the process that it starts. Plain
Python, no Django. A key and its passphrase reach that process by its input and are nowhere else.
"""
