"""The shape of what people enter about plans and tasks."""

from nhanai.plans.forms.concerns import AnswerForm, ConcernForm, ReasonForm, RedirectForm
from nhanai.plans.forms.dissemination import ConferenceForm, DisseminationForm, attendances_of
from nhanai.plans.forms.giving import HandDownForm
from nhanai.plans.forms.review import (
    AdditionsForm,
    AgencyForm,
    TargetForm,
    WorkForm,
    numbers,
)

__all__ = [
    "AdditionsForm",
    "AgencyForm",
    "AnswerForm",
    "ConcernForm",
    "ConferenceForm",
    "DisseminationForm",
    "HandDownForm",
    "ReasonForm",
    "RedirectForm",
    "TargetForm",
    "WorkForm",
    "attendances_of",
    "numbers",
]
