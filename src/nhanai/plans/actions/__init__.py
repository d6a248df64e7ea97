"""Everything that changes plans and tasks; each act is saved at once and journalled."""

from nhanai.plans.actions.adding import add_task, set_additions
from nhanai.plans.actions.agency import (
    CannotAssign,
    assign,
    assign_many,
    correct,
    remove_assignment,
    set_role,
)
from nhanai.plans.actions.concerns import (
    CannotAnswer,
    CannotRaise,
    answer_concern,
    raise_concern,
    redirect_concern,
    reopen_concern,
)
from nhanai.plans.actions.cutting import CannotCut, join, split
from nhanai.plans.actions.dissemination import (
    CannotAcknowledge,
    CannotDisseminate,
    acknowledge,
    disseminate,
    record_conference,
)
from nhanai.plans.actions.giving import (
    CannotHandDown,
    CannotLink,
    hand_down,
    hand_down_as_before,
    link_upper,
    take_back_handing,
    unlink,
)
from nhanai.plans.actions.handing import hand_over, take_back
from nhanai.plans.actions.opening import open_occurrences
from nhanai.plans.actions.plan import (
    CannotConfirm,
    CannotReopen,
    CannotReview,
    confirm,
    rename,
    reopen,
)
from nhanai.plans.actions.progress import (
    CannotUpdate,
    reopen_work,
    update,
)
from nhanai.plans.actions.revising import (
    CannotRevise,
    apply_revision,
    decide,
    dismiss_revision,
    start_revision,
)
from nhanai.plans.actions.starting import CannotStart, start_review
from nhanai.plans.actions.targets import CannotTarget, end_target, set_target
from nhanai.plans.actions.task import (
    CannotCheck,
    CannotMove,
    check,
    check_all_assigned,
    drop,
    mark_general,
    undo,
)
from nhanai.plans.actions.telling import Hindrance, tell
from nhanai.plans.actions.withdrawing import withdraw_evidence

__all__ = [
    "CannotAcknowledge",
    "CannotAnswer",
    "CannotAssign",
    "CannotCheck",
    "CannotConfirm",
    "CannotCut",
    "CannotDisseminate",
    "CannotHandDown",
    "CannotLink",
    "CannotMove",
    "CannotRaise",
    "CannotReopen",
    "CannotReview",
    "CannotRevise",
    "CannotStart",
    "CannotTarget",
    "CannotUpdate",
    "Hindrance",
    "acknowledge",
    "add_task",
    "answer_concern",
    "apply_revision",
    "assign",
    "assign_many",
    "check",
    "check_all_assigned",
    "confirm",
    "correct",
    "decide",
    "dismiss_revision",
    "disseminate",
    "drop",
    "end_target",
    "hand_down",
    "hand_down_as_before",
    "hand_over",
    "join",
    "link_upper",
    "mark_general",
    "open_occurrences",
    "raise_concern",
    "record_conference",
    "redirect_concern",
    "remove_assignment",
    "rename",
    "reopen",
    "reopen_concern",
    "reopen_work",
    "set_additions",
    "set_role",
    "set_target",
    "split",
    "start_review",
    "start_revision",
    "take_back",
    "take_back_handing",
    "tell",
    "undo",
    "unlink",
    "update",
    "withdraw_evidence",
]
