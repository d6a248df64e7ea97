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
    withdraw_conference,
)
from nhanai.plans.actions.draft_flow import (
    CannotJudgeDraft,
    CannotSubmitDraft,
    approve_draft,
    give_draft_back,
    submit_draft,
)
from nhanai.plans.actions.draft_holding import CannotWrite
from nhanai.plans.actions.draft_issuing import CannotIssueDraft, issue_draft
from nhanai.plans.actions.draft_sections import (
    add_section,
    add_tasks,
    choose_units,
    move_section,
    move_task,
    remove_section,
    remove_task,
    set_section,
    set_task,
    set_upper,
)
from nhanai.plans.actions.drafting import (
    add_basis,
    set_words,
    settle_draft_opinion,
    start_draft,
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
    "CannotIssueDraft",
    "CannotJudgeDraft",
    "CannotLink",
    "CannotMove",
    "CannotRaise",
    "CannotReopen",
    "CannotReview",
    "CannotRevise",
    "CannotStart",
    "CannotSubmitDraft",
    "CannotTarget",
    "CannotUpdate",
    "CannotWrite",
    "Hindrance",
    "acknowledge",
    "add_basis",
    "add_section",
    "add_task",
    "add_tasks",
    "answer_concern",
    "apply_revision",
    "approve_draft",
    "assign",
    "assign_many",
    "check",
    "check_all_assigned",
    "choose_units",
    "confirm",
    "correct",
    "decide",
    "dismiss_revision",
    "disseminate",
    "drop",
    "end_target",
    "give_draft_back",
    "hand_down",
    "hand_down_as_before",
    "hand_over",
    "issue_draft",
    "join",
    "link_upper",
    "mark_general",
    "move_section",
    "move_task",
    "open_occurrences",
    "raise_concern",
    "record_conference",
    "redirect_concern",
    "remove_assignment",
    "remove_section",
    "remove_task",
    "rename",
    "reopen",
    "reopen_concern",
    "reopen_work",
    "set_additions",
    "set_role",
    "set_section",
    "set_target",
    "set_task",
    "set_upper",
    "set_words",
    "settle_draft_opinion",
    "split",
    "start_draft",
    "start_review",
    "start_revision",
    "submit_draft",
    "take_back",
    "take_back_handing",
    "tell",
    "undo",
    "unlink",
    "update",
    "withdraw_conference",
    "withdraw_evidence",
]
