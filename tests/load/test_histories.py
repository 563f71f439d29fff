"""Any history of drops, retries, replays and clears ends in the state of each drop applied once, in order."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from catalog_state import State, catalog_state, without_stamps
from course_runs.contract.errors import FileRefused, InvariantBroken
from course_runs.ledger.ingestions import Stage
from drops import drop
from histories import History, library

LENGTH, NUMBER = 14, int(os.environ.get("COURSE_RUNS_HISTORIES", "12"))
"""Steps of a history, and how many histories are played; set the variable to play more."""

STAYS = {"unchanged", "held", "duplicate"}
PEOPLE = (
    "UPDATE catalog.course_run SET status = 'review_by_legal' WHERE course_key = 'NorthfieldX+ONE'",
    "UPDATE catalog.course_run SET status = 'reviewed' WHERE status = 'review_by_legal'",
    "UPDATE catalog.course_run SET status = 'published' WHERE course_key = 'NorthfieldX+TWO'",
    "UPDATE catalog.course_run SET starts_at = NULL WHERE key LIKE '%TWO+1T2091'",
    "DELETE FROM catalog.course_run_staff",
    "UPDATE catalog.course SET title = 'Theirs', product_source_slug = '2u'",
)
OUTCOMES = """
SELECT ingestion.id, rows_read, (SELECT count(decision) FROM ingest.outcome WHERE ingestion_id = ingestion.id)
FROM ingest.ingestion WHERE dag_id = 'histories' AND (planned_at IS NOT NULL OR loaded_at IS NOT NULL)
  AND status IN ('planned', 'loaded')
"""


class Drop:
    """A drop on its way: which rows it has, and whether it is planned or loaded."""

    def __init__(self, name: str, lines: list[int], *, full: bool) -> None:
        self.name, self.lines, self.full = name, lines, full
        self.planned = self.loaded = False
        self.identity = UUID(int=0)


class Histories(RuleBasedStateMachine):
    """Two catalogs: one meets with everything, its twin gets each drop once, when it is loaded."""

    make: Callable[[str], History]

    @initialize()
    def catalogs(self) -> None:
        """Begin with the sample catalog."""
        self.ours, self.twin = self.make("ours"), self.make("twin")
        self.drops: list[Drop] = []
        self.state = self._read(self.ours)
        self.runs: dict[str, str] = {}

    @rule(lines=st.lists(st.integers(0, len(library()) - 1), min_size=1, max_size=6), full=st.booleans())
    def a_drop_comes(self, lines: list[int], *, full: bool) -> None:
        """Extracted and validated, not yet planned."""
        self._begin(Drop(f"drop {len(self.drops)}", [line + 2 for line in lines], full=full))

    @precondition(lambda self: self.drops)
    @rule(data=st.data())
    def a_drop_comes_again(self, data: st.DataObject) -> None:
        """The same rows, another run: a replay."""
        known = data.draw(st.sampled_from(self.drops))
        self._begin(Drop(f"drop {len(self.drops)}", known.lines, full=known.full))

    @precondition(lambda self: self.drops)
    @rule(data=st.data())
    def it_is_cleared(self, data: st.DataObject) -> None:
        """From its first stage on; once it is loaded nothing comes of that."""
        cleared = data.draw(st.sampled_from(self.drops))
        self.ours.begin(cleared.name, cleared.lines, full=cleared.full)
        cleared.planned = cleared.loaded

    @precondition(lambda self: self.drops)
    @rule(data=st.data())
    def it_is_planned(self, data: st.DataObject) -> None:
        """For the first time, or again."""
        drop = data.draw(st.sampled_from(self.drops))
        drop.planned = self._run(Stage.DIFF, drop)

    @precondition(lambda self: any(drop.planned for drop in self.drops))
    @rule(data=st.data(), killed=st.booleans())
    def it_is_loaded(self, data: st.DataObject, *, killed: bool) -> None:
        """For the first time, after others have been, or again; or killed just before its end."""
        drop = data.draw(st.sampled_from([drop for drop in self.drops if drop.planned]))
        if killed and not drop.loaded:
            self._kill_load_of(drop)
        elif self._run(Stage.LOAD, drop) and not drop.loaded:
            drop.loaded = True
            self.twin.apply(drop.name, drop.lines, full=drop.full)
            self.state = self._read(self.ours)
            assert self.state == self._read(self.twin)

    @rule(statement=st.sampled_from(PEOPLE))
    def a_person_changes_the_catalog(self, statement: str) -> None:
        """A reviewer or an editor."""
        for catalog in (self.ours, self.twin):
            catalog.execute(statement)
        self.state = self._read(self.ours)

    @precondition(lambda self: any(drop.loaded for drop in self.drops))
    @rule(data=st.data())
    def it_is_loaded_twice_in_a_row(self, data: st.DataObject) -> None:
        """All that was not rejected is then unchanged."""
        rows = data.draw(st.sampled_from([drop for drop in self.drops if drop.loaded]))
        twice = [Drop(f"drop {len(self.drops) + place}", rows.lines, full=rows.full) for place in (0, 1)]
        for each in twice:
            self._begin(each)
            for stage in (Stage.DIFF, Stage.LOAD):
                if not self._run(stage, each):
                    return
            each.planned = each.loaded = True
            self.twin.apply(each.name, each.lines, full=each.full)
        self.state = self._read(self.ours)
        first, second = (self._decisions(each) for each in twice)
        if "rejected" not in first:
            assert second <= STAYS

    @invariant()
    def only_loads_and_people_change_the_catalog(self) -> None:
        """And what they left is what each drop, loaded once, leaves."""
        assert self._read(self.ours) == self.state

    @invariant()
    def a_variant_names_one_run_and_keys_are_stable(self) -> None:
        """A run never goes, nor does it come to another course."""
        found = {key: fields for (table, key), fields in self.state.items() if table == "course_run"}
        assert self.runs.items() <= {key: fields["course_key"] for key, fields in found.items()}.items()
        self.runs = {key: fields["course_key"] for key, fields in found.items()}
        variants = [fields["variant_id"] for fields in found.values() if fields["variant_id"]]
        assert len(variants) == len(set(variants))

    @invariant()
    def sums_are_right(self) -> None:
        """Rows read are rows decided."""
        for _, rows_read, decided in self.ours.query(OUTCOMES):
            assert rows_read == decided

    def _begin(self, drop: Drop) -> None:
        self.drops.append(drop)
        drop.identity = self.ours.begin(drop.name, drop.lines, full=drop.full)

    def _run(self, stage: Stage, drop: Drop) -> bool:
        try:
            self.ours.run(stage, drop.identity)
        except FileRefused:
            return drop.loaded  # too many of its rows are rejected: it is not loaded
        return True

    def _kill_load_of(self, drop: Drop) -> None:
        with pytest.MonkeyPatch.context() as fault:
            fault.setattr("course_runs.load.stage._require_every_row_has_an_outcome", _die)
            with pytest.raises((InvariantBroken, FileRefused)):
                self.ours.run(Stage.LOAD, drop.identity)

    def _decisions(self, drop: Drop) -> set[object]:
        found = self.ours.query("SELECT decision FROM ingest.outcome WHERE ingestion_id = %s", drop.identity)
        return {decision for (decision,) in found}

    @staticmethod
    def _read(catalog: History) -> State:
        return without_stamps(catalog_state(catalog.uri))


def _die(*_: object) -> None:
    raise InvariantBroken("killed")


def test_any_history_ends_as_each_drop_once_in_order(
    sample_uri: str, ingest: Callable[..., Any], copy: Callable[[str], str], tmp_path: Path
) -> None:
    """Twelve histories of fourteen steps; each step is checked."""
    shelf = ingest(sample_uri, drop(tmp_path, *library()), stages="extract validate").id

    class Played(Histories):
        make = staticmethod(lambda name: History(copy(name), shelf))

    run_state_machine_as_test(
        Played,
        settings=settings(
            max_examples=NUMBER,
            stateful_step_count=LENGTH,
            deadline=None,
            derandomize="COURSE_RUNS_HISTORIES" not in os.environ,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
