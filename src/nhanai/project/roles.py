"""The one table: which role may do what, at its unit and at every unit below it."""

from collections.abc import Mapping

from nhanai.activities.permissions import Permission as Activities
from nhanai.aid.permissions import Permission as Aid
from nhanai.allocation.permissions import Permission as Allocation
from nhanai.api.permissions import Permission as Api
from nhanai.banking.permissions import Permission as Banking
from nhanai.distributions.permissions import Permission as Distributions
from nhanai.documents.permissions import Permission as Documents
from nhanai.exchange.permissions import Permission as Exchange
from nhanai.facts.permissions import Permission as Facts
from nhanai.feedback.permissions import Permission as Feedback
from nhanai.figures.permissions import Permission as Figures
from nhanai.funds.permissions import Permission as Funds
from nhanai.identity.permissions import Permission as Identity
from nhanai.identity.vocab import Role
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.people.permissions import Permission as People
from nhanai.periods.permissions import Permission as Periods
from nhanai.plans.permissions import Permission as Plans
from nhanai.publishing.permissions import Permission as Publishing
from nhanai.reporting.permissions import Permission as Reporting
from nhanai.stock.permissions import Permission as Stock
from nhanai.submissions.permissions import Permission as Submissions
from nhanai.trips.permissions import Permission as Trips
from nhanai.units.permissions import Permission as Units

READS = frozenset(
    {
        *(Units.VIEW, Periods.VIEW, Facts.VIEW, Documents.VIEW, Plans.VIEW),
        *(Activities.VIEW, Aid.VIEW, Distributions.VIEW, Reporting.VIEW, Submissions.VIEW),
        Trips.VIEW,
    }
)
LEADS_PLANS = frozenset(
    {
        *(Plans.REVIEW, Plans.CONFIRM, Plans.UPDATE, Plans.HAND_DOWN),
        *(Plans.ANSWER, Plans.DISSEMINATE, Plans.FOLLOW),
    }
)
ISSUES = frozenset({Documents.REGISTER, Documents.ISSUE, Documents.SIGN})
LOOKS_AFTER_PEOPLE = frozenset(
    {People.VIEW, People.RECORD, People.OPEN, People.ORGANISE, People.PROTECT}
)
KNOWS_ADDRESSES = frozenset({Aid.IDENTIFY, Aid.RECORD, Aid.DELIVER})
GIVES_GIFTS = frozenset({Distributions.IDENTIFY, Distributions.RUN, Distributions.LIST})
ALLOCATES = frozenset({Allocation.VIEW, Allocation.PREPARE})
RUNS_ACTIVITIES = frozenset({Activities.RECORD, Activities.RUN_CAMPAIGNS})
KEEPS_CASH = frozenset(
    {
        *(Banking.VIEW, Banking.MANAGE, Banking.IMPORT, Banking.EXPLAIN, Banking.OPEN_BOXES),
        *(Stock.VIEW, Stock.KEEP),
    }
)
CARRIES_OUT = frozenset({Plans.UPDATE, Plans.HAND_DOWN, Plans.ANSWER})

HEARS = frozenset({Feedback.VIEW, Feedback.RECORD, Feedback.ANSWER})

ROLES: Mapping[str, frozenset[str]] = {
    Role.ADMINISTRATOR: READS
    | {
        Units.REORGANISE,
        Documents.KEEP_ADDRESSES,
        Periods.MANAGE,
        Facts.MANAGE,
        Exchange.MAP,
        Api.CONNECT,
        Identity.VIEW,
        Identity.MANAGE,
        Identity.READ_JOURNAL,
    },
    Role.PROVINCE_LEADER: READS
    | HEARS
    | LEADS_PLANS
    | ISSUES
    | {Identity.VIEW, Identity.READ_JOURNAL}
    | {Plans.APPROVE, Reporting.APPROVE, Reporting.RECEIVE, Periods.MANAGE, Api.CONNECT}
    | {Activities.RUN_CAMPAIGNS, Figures.PLAN, Submissions.RECEIVE}
    | {People.VIEW, People.OPEN, People.PROTECT}
    | {Aid.IDENTIFY, Aid.OPEN, Aid.APPROVE, Banking.VIEW, Stock.VIEW}
    | {Distributions.IDENTIFY, Distributions.APPROVE}
    | {Allocation.VIEW, Allocation.APPROVE, Funds.VIEW, Funds.DONORS, Funds.MANAGE}
    | {Ledger.VIEW, Ledger.APPROVE, Ledger.APPROVE_LARGE, Ledger.REOPEN}
    | {Publishing.VIEW, Publishing.PREPARE, Publishing.PUBLISH},
    Role.PROVINCE_OFFICER: READS
    | HEARS
    | LEADS_PLANS
    | ISSUES
    | {Identity.VIEW, Reporting.WRITE, Reporting.RECEIVE, Periods.MANAGE}
    | {Plans.WRITE, Documents.KEEP_ADDRESSES}
    | RUNS_ACTIVITIES
    | {Activities.SET_RATES, Figures.ENTER, Figures.PLAN, Exchange.MAP, Api.CONNECT}
    | {Submissions.FILL, Submissions.SUBMIT, Submissions.RECEIVE, Ledger.VIEW}
    | {Publishing.VIEW, Publishing.PREPARE, Funds.VIEW, Funds.DONORS, Funds.MANAGE}
    | {*KNOWS_ADDRESSES, Aid.OPEN, Trips.RECORD, Trips.ANSWER}
    | GIVES_GIFTS
    | ALLOCATES
    | LOOKS_AFTER_PEOPLE
    | KEEPS_CASH,
    Role.AGENCY_LEADER: READS
    | CARRIES_OUT
    | ISSUES
    | {Plans.WRITE, Plans.APPROVE, Plans.REVIEW, Plans.CONFIRM, Plans.DISSEMINATE}
    | {Reporting.WRITE, Reporting.APPROVE, Activities.RECORD, Api.CONNECT},
    Role.AGENCY_OFFICER: READS
    | CARRIES_OUT
    | {Plans.WRITE, Reporting.WRITE, Reporting.APPROVE_OWN, Activities.RECORD, Api.CONNECT},
    Role.CHAPTER_HEAD: READS
    | HEARS
    | CARRIES_OUT
    | ISSUES
    | {Plans.REVIEW, Plans.CONFIRM, Plans.DISSEMINATE, Plans.WRITE, Plans.APPROVE}
    | {Reporting.WRITE, Reporting.APPROVE, Reporting.RECEIVE}
    | {Figures.ENTER, Submissions.FILL, Submissions.SUBMIT, Api.CONNECT}
    | {Ledger.VIEW, Ledger.APPROVE, Funds.VIEW, Funds.DONORS, Funds.MANAGE}
    | RUNS_ACTIVITIES
    | {*KNOWS_ADDRESSES, Aid.OPEN, Aid.APPROVE, Trips.RECORD}
    | {*GIVES_GIFTS, Distributions.APPROVE}
    | {*ALLOCATES, Allocation.APPROVE}
    | LOOKS_AFTER_PEOPLE
    | KEEPS_CASH,
    Role.CHAPTER_CLERK: READS
    | {Feedback.VIEW, Feedback.RECORD}
    | {Plans.UPDATE, Activities.RECORD, Figures.ENTER, Submissions.FILL}
    | {*KNOWS_ADDRESSES, Trips.RECORD}
    | {Distributions.IDENTIFY, Distributions.LIST}
    | ALLOCATES
    | {People.VIEW, People.RECORD, Banking.VIEW, Banking.IMPORT, Banking.OPEN_BOXES}
    | {Stock.VIEW, Stock.KEEP, Funds.VIEW},
    Role.ACCOUNTANT: READS
    | {Ledger.VIEW, Ledger.RECORD, Ledger.MANAGE, Allocation.VIEW}
    | {Funds.VIEW, Funds.DONORS, Funds.RECORD, Funds.MANAGE}
    | KEEPS_CASH,
    Role.CASHIER: READS
    | {Ledger.VIEW, Ledger.SETTLE, Funds.VIEW, Funds.DONORS}
    | {Banking.VIEW, Banking.OPEN_BOXES, Stock.VIEW},
    Role.INSPECTOR: READS
    | {*HEARS, Feedback.INSPECT}
    | {Ledger.VIEW, Allocation.VIEW, Banking.VIEW, Stock.VIEW, Publishing.VIEW}
    | {Funds.VIEW}
    | {People.VIEW, Identity.VIEW, Identity.READ_JOURNAL},
}
