"""From a file's bytes to plain text: formats, encodings, limits, and the bounded process.

Everything that reads bytes from outside lives here. Starts without Django.
"""
