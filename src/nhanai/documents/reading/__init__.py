"""The grammar of official paper: from text to tree, citations, tasks and findings.

Pure Python, no Django, no clock. Every rule has a name and stands in one place; every piece it
makes knows its characters in the source and the rule that made it.
"""
