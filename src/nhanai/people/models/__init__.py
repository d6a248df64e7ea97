"""What is kept of people."""

from nhanai.people.models.person import Person, PersonRole
from nhanai.people.models.privacy import Consent, DataRequest, Incident
from nhanai.people.models.service import Merit, OfficerPost, Training

__all__ = [
    "Consent",
    "DataRequest",
    "Incident",
    "Merit",
    "OfficerPost",
    "Person",
    "PersonRole",
    "Training",
]
