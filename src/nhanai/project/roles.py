"""The one table: which role may do what, at its unit and at every unit below it."""

from collections.abc import Mapping

from nhanai.documents.permissions import Permission as Documents
from nhanai.identity.permissions import Permission as Identity
from nhanai.identity.vocab import Role
from nhanai.plans.permissions import Permission as Plans
from nhanai.units.permissions import Permission as Units

READS = frozenset({Units.VIEW, Documents.VIEW, Plans.VIEW})

ROLES: Mapping[str, frozenset[str]] = {
    Role.ADMINISTRATOR: READS
    | {Units.REORGANISE, Identity.VIEW, Identity.MANAGE, Identity.READ_JOURNAL},
    Role.PROVINCE_LEADER: READS
    | {Documents.REGISTER, Plans.REVIEW, Plans.CONFIRM, Identity.VIEW, Identity.READ_JOURNAL},
    Role.PROVINCE_OFFICER: READS | {Documents.REGISTER, Plans.REVIEW, Plans.CONFIRM, Identity.VIEW},
    Role.AGENCY_OFFICER: READS,
    Role.CHAPTER_HEAD: READS,
    Role.CHAPTER_CLERK: READS,
    Role.INSPECTOR: READS | {Identity.VIEW, Identity.READ_JOURNAL},
}
