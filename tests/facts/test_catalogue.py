"""The catalogue that the product brings holds together."""

from fractions import Fraction

import pytest

from nhanai.facts.rules import catalogue
from nhanai.facts.rules.catalogue import MeasureValue, faults_of, needed, shipped
from nhanai.facts.rules.formulas import Formula, rounded
from nhanai.facts.vocab import Adding, Block, MeasureKind


def measure(code: str, **values: object) -> MeasureValue:
    whole = {
        "name": code, "unit_of_measure": "người", "kind": MeasureKind.FLOW, "adding": Adding.SUM,
    }  # fmt: skip
    return MeasureValue(code, **{**whole, **values})  # type: ignore[arg-type]


def test_the_shipped_catalogue_has_no_fault_and_a_block_for_each_measure() -> None:
    assert faults_of(shipped().values()) == []
    assert {one.block for one in shipped().values()} == set(Block)


@pytest.mark.parametrize(
    ("measures", "rule"),
    [
        ([measure("TC04", kind=MeasureKind.STOCK)], "measure-adding"),
        ([measure("TC05", adding=Adding.FORMULA)], "measure-formula"),
        (
            [measure("TH01", adding=Adding.FORMULA, formula=Formula(("XH99",)))],
            "measure-formula-unknown",
        ),
        (
            [measure("TH01", adding=Adding.FORMULA, formula=Formula(("TH01",)))],
            "measure-formula-ring",
        ),
        (
            [
                measure("TH01", adding=Adding.FORMULA, formula=Formula(("XH01", "XH02"))),
                measure("XH01", unit_of_measure="đồng"),
                measure("XH02"),
            ],
            "measure-formula-units",
        ),
    ],
)
def test_a_catalogue_that_cannot_hold_says_why(measures: list[MeasureValue], rule: str) -> None:
    assert [fault.rule for fault in faults_of(measures)] == [rule]


def test_a_formula_reads_back_as_it_was_written() -> None:
    for one in shipped().values():
        if one.formula:
            assert Formula.read(one.formula.text) == one.formula
    with pytest.raises(ValueError, match="not a formula"):
        Formula.read("TC04-DS01")


def test_a_ratio_is_computed_from_both_its_sides_and_a_sum_from_what_is_there() -> None:
    ratio = Formula.read("100*TC04/DS01")
    whole = Formula.read("XH01+SK01")

    assert ratio.of({"TC04": Fraction(450), "DS01": Fraction(9000)}) == 5
    assert ratio.of({"TC04": Fraction(450)}) is None
    assert ratio.of({"TC04": Fraction(450), "DS01": Fraction(0)}) is None
    assert whole.of({"SK01": Fraction(7)}) == 7
    assert whole.of({}) is None


def test_figures_are_rounded_half_away_from_zero() -> None:
    assert str(rounded(Fraction(1, 8), 2)) == "0.13"
    assert str(rounded(Fraction(-1, 8), 2)) == "-0.13"
    assert str(rounded(Fraction(5, 2), 0)) == "3"


def test_what_a_derived_measure_needs_is_found_through_every_formula() -> None:
    assert needed(["TH03"], shipped()) == {"XH01", "SK01", "TT01", "HM07", "NS01"}
    assert needed(["XH03"], shipped()) == {"XH03"}
    assert catalogue.needed([], shipped()) == set()
