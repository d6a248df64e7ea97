"""What is kept of people."""

from nhanai.people.models.exporting import PeopleExport
from nhanai.people.models.importing import ColumnChoice, ImportRow, PeopleImport
from nhanai.people.models.matching import PersonMerge, PersonPair
from nhanai.people.models.moving import MembersMove
from nhanai.people.models.person import Person, PersonRole
from nhanai.people.models.privacy import Consent, DataRequest, Incident
from nhanai.people.models.service import Merit, OfficerPost, Training

__all__ = [
    "ColumnChoice",
    "Consent",
    "DataRequest",
    "ImportRow",
    "Incident",
    "MembersMove",
    "Merit",
    "OfficerPost",
    "PeopleExport",
    "PeopleImport",
    "Person",
    "PersonMerge",
    "PersonPair",
    "PersonRole",
    "Training",
]
