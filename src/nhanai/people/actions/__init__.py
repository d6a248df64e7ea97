"""Everything that changes what is kept of people."""

from nhanai.people.actions.consents import CannotKeepConsent, give_consent, withdraw_consent
from nhanai.people.actions.disclosure import (
    FIELDS,
    CannotDisclose,
    Part,
    erase,
    open_values,
    restrict,
    take_out,
)
from nhanai.people.actions.groups import CannotOrganise, GroupValues, close_group, open_group
from nhanai.people.actions.incidents import (
    CannotKeepIncident,
    IncidentValues,
    close_incident,
    notify_authority,
    report_incident,
)
from nhanai.people.actions.membership import moved_to, number_cards, transfer
from nhanai.people.actions.person import (
    CannotKeepPerson,
    Unsure,
    add_person,
    change_person,
    stored_person,
    values_of,
)
from nhanai.people.actions.requests import (
    CannotAnswer,
    RequestValues,
    acknowledge_request,
    close_request,
    extend_request,
    receive_request,
)
from nhanai.people.actions.role import (
    CannotChangeRole,
    UnsureOfRole,
    end_role,
    give_role,
    stored_end,
    stored_role,
)
from nhanai.people.actions.service import (
    CannotKeepService,
    MeritValues,
    PostValues,
    TrainingValues,
    add_merit,
    add_training,
    appoint_officer,
)
from nhanai.people.actions.succession import (
    count_units,
    hand_over,
    take_back,
    uncount_units,
)

__all__ = [
    "FIELDS",
    "CannotAnswer",
    "CannotChangeRole",
    "CannotDisclose",
    "CannotKeepConsent",
    "CannotKeepIncident",
    "CannotKeepPerson",
    "CannotKeepService",
    "CannotOrganise",
    "GroupValues",
    "IncidentValues",
    "MeritValues",
    "Part",
    "PostValues",
    "RequestValues",
    "TrainingValues",
    "Unsure",
    "UnsureOfRole",
    "acknowledge_request",
    "add_merit",
    "add_person",
    "add_training",
    "appoint_officer",
    "change_person",
    "close_group",
    "close_incident",
    "close_request",
    "count_units",
    "end_role",
    "erase",
    "extend_request",
    "give_consent",
    "give_role",
    "hand_over",
    "moved_to",
    "notify_authority",
    "number_cards",
    "open_group",
    "open_values",
    "receive_request",
    "report_incident",
    "restrict",
    "stored_end",
    "stored_person",
    "stored_role",
    "take_back",
    "take_out",
    "transfer",
    "uncount_units",
    "values_of",
    "withdraw_consent",
]
