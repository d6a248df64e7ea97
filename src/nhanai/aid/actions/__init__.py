"""Everything that changes humanitarian addresses."""

from nhanai.aid.actions.deciding import MoveValues, move, resume, sit
from nhanai.aid.actions.opening import Opened, add_need, open_circumstances, settle_need
from nhanai.aid.actions.scoring import rescore
from nhanai.aid.actions.stepping import MOST, CannotMove
from nhanai.aid.actions.surveying import CannotSurvey, Who, survey

__all__ = [
    "MOST", "CannotMove", "CannotSurvey", "MoveValues", "Opened", "Who", "add_need", "move",
    "open_circumstances", "rescore", "resume", "settle_need", "sit", "survey",
]  # fmt: skip
