"""Accounts, appointments, and the one answer to "may she?".

Owns: users, signing in, appointments (a role at a unit from a day to a day), `allowed` and reach.
Does not own: what a role may do (the table in `project.roles`), the units themselves.
Words: tài khoản User, bổ nhiệm Appointment, vai trò Role.
"""
