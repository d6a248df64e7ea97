"""A plan's tables: what the document says, what we added, and how the work goes."""

from nhanai.plans.models.concerns import Answer, Concern
from nhanai.plans.models.dissemination import Attendance, Conference, Dissemination, Reader
from nhanai.plans.models.drafting import DraftOpinion, DraftSection, DraftTask, PlanDraft
from nhanai.plans.models.plan import Addition, Assignee, Assignment, ContentGroup, Plan, Task
from nhanai.plans.models.progress import Carrying, Evidence, Occurrence, Target, Update
from nhanai.plans.models.revising import Change, Revision, Wording

__all__ = [
    "Addition",
    "Answer",
    "Assignee",
    "Assignment",
    "Attendance",
    "Carrying",
    "Change",
    "Concern",
    "Conference",
    "ContentGroup",
    "Dissemination",
    "DraftOpinion",
    "DraftSection",
    "DraftTask",
    "Evidence",
    "Occurrence",
    "Plan",
    "PlanDraft",
    "Reader",
    "Revision",
    "Target",
    "Task",
    "Update",
    "Wording",
]
