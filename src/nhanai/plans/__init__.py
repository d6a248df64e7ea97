"""From a read document to tasks that agencies hold.

Owns: the review of a reading, plans, tasks (quotation + additions), assignments. Does not own: the
document and its words, which never change here. Words: kế hoạch Plan, nhiệm vụ Task, giao việc
Assignment, bổ sung Addition.
"""
