"""The common frame of work in the field: activities, campaigns, and the line by which one is told.

Owns what was done: on which day, by which unit, of which kind, for how many people, with what and
worth how much; the grammar of one spoken line; drafts sent from a phone. Does not own what is
counted (`facts`), the tasks that the work answers (`plans`), nor who somebody is (`people`).
"""
