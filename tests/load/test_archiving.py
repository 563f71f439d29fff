"""Archiving: products that a full drop no longer has, the guard, and products that come back."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog_state import catalog_state
from course_runs.contract.feeds import ArchiveGuard
from course_runs.contract.text import BLANKS
from course_runs.diff.conclusion import looks_like_a_mistake
from drops import D2, Row, row, variant

Load = Callable[..., Any]


@pytest.fixture
def products(load_accepted: Load, execute: Callable[..., int]) -> list[Row]:
    """Twenty published products of the feed, and no others; their rows."""
    execute("DELETE FROM catalog.additional_metadata")
    rows = [row(f"P{number}", variant(str(number))) for number in range(20)]
    load_accepted(*rows)
    return rows


def archived(uri: str) -> set[str]:
    """Return the numbers of the archived products."""
    return {
        key.partition("+")[2]
        for (table, key), fields in catalog_state(uri).items()
        if table == "additional_metadata" and fields["product_status"] == "archived"
    }


def withheld(loaded: Any) -> int:  # noqa: ANN401 - what the fixture gives
    """Return how many products the guard kept."""
    return int(loaded.query("SELECT withheld FROM ingest.ingestion WHERE id = %(id)s")[0][0])


def test_a_full_drop_archives_what_it_no_longer_has(sample_uri: str, load_accepted: Load, products: list[Row]) -> None:
    """One that is not full archives nothing; no row causes archiving, and a product comes back with its row."""
    load_accepted(*products[2:])
    assert archived(sample_uri) == set()
    loaded = load_accepted(*products[2:], full_drop=True)
    assert loaded.decisions == {"unchanged": 18}
    assert archived(sample_uri) == {"P0", "P1"}
    changes = loaded.query(
        "SELECT row_key, line_number, before, after FROM ingest.applied_change WHERE ingestion_id = %(id)s ORDER BY 1"
    )
    assert changes == [
        (key, None, {"product_status": "published"}, {"product_status": "archived"})
        for key in ("NorthfieldX+P0", "NorthfieldX+P1")
    ]

    again = load_accepted(*products[2:], full_drop=True)
    assert again.query("SELECT count(*) FROM ingest.applied_change WHERE ingestion_id = %(id)s") == [(0,)]
    back = load_accepted(products[0])
    assert back.decisions == {"update": 1}
    assert archived(sample_uri) == {"P1"}


def test_products_of_others_are_never_archived(
    sample_uri: str, load_accepted: Load, products: list[Row], execute: Callable[..., int]
) -> None:
    """Another source's and another type's."""
    execute("UPDATE catalog.course SET product_source_slug = 'edx' WHERE number = 'P0'")
    execute("UPDATE catalog.course SET course_type_slug = 'bootcamp-2u' WHERE number = 'P1'")
    load_accepted(*products[3:], full_drop=True)
    assert archived(sample_uri) == {"P2"}


def test_a_row_keeps_its_product_whatever_becomes_of_it(
    sample_uri: str, load_rows: Load, products: list[Row], execute: Callable[..., int]
) -> None:
    """Rejected in any stage, ragged, or held: its identifier is on a row, or its course is."""
    execute("UPDATE catalog.course_run SET status = 'review_by_legal' WHERE course_key = 'NorthfieldX+P6'")
    loaded = load_rows(
        {**products[0], "number": "not this course", "course_level": "none"},  # its identifier is there
        {**products[1], "external_identifier": "", "course_level": "none"},  # its course is
        {**products[2], "variant_id": "4d1ef95b-ae8d-5227-a328-8ace94ddd95b"},  # VARIANT_TAKEN
        products[3],
        {**products[4], "external_identifier": " P5-1 "},  # takes over the identifier of another product
        {**products[6], **D2},
        {**products[7], "external_identifier": "NEW-1"},
        *products[9:],
        full_drop=True,
    )
    assert loaded.decisions == {"rejected": 3, "update": 2, "held": 1, "unchanged": 12}
    assert archived(sample_uri) == {"P8"}


def test_a_ragged_row_keeps_its_product(
    sample_uri: str,
    ingest: Load,
    products: list[Row],
    load_rows: Load,
    tmp_path: Any,  # noqa: ANN401 - a path
) -> None:
    """Whichever of its cells the identifier is."""
    load_rows(*products, full_drop=True)
    file = tmp_path / "drop.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:1], lines[1].replace(",P0-1,", ",extra,P0-1,"), *lines[3:]]), encoding="utf-8")
    loaded = ingest(sample_uri, file, full_drop=True)
    assert loaded.codes[2] == ["RAGGED_ROW"]
    assert archived(sample_uri) == {"P1"}


@pytest.mark.parametrize(
    ("gone", "guard", "goes"),
    [
        (10, {"products": 10, "share": 0.1}, True),
        (11, {"products": 10, "share": 0.1}, False),
        (11, {"products": 10, "share": 0.55}, True),
        (11, {"products": 10, "share": 0.54}, False),
        (1, {"products": 0, "share": 0.0}, False),
    ],
    ids=["not more products", "more of both", "not a larger share", "a larger share", "none at all"],
)
def test_the_guard(  # noqa: PLR0913 - a line of the table
    *,
    sample_uri: str,
    load_accepted: Load,
    change_feed: Callable[..., None],
    products: list[Row],
    gone: int,
    guard: dict[str, float],
    goes: bool,
) -> None:
    """More than so many products and more than such a share: then none is archived, all else loads."""
    change_feed(archive_guard=guard)
    loaded = load_accepted({**products[gone], "title": "New"}, *products[gone + 1 :], full_drop=True)
    assert loaded.decisions == {"update": 1, "unchanged": 19 - gone}
    assert len(archived(sample_uri)) == (gone if goes else 0)
    assert withheld(loaded) == (0 if goes else gone)
    assert catalog_state(sample_uri)["course", f"NorthfieldX+P{gone}"]["title"] == "New"


@pytest.mark.parametrize(
    ("gone", "published", "share", "withheld"),
    [
        (11, 110, 0.1, False),  # exactly 10 %
        (11, 109, 0.1, True),
        (10, 11, 0.1, False),  # not more than 10 products
        (29, 100, 0.29, False),  # 0.29 * 100 is less than 29 in binary floating point
        (57, 100, 0.57, False),
        (58, 100, 0.57, True),
        (0, 0, 0.0, False),
    ],
)
def test_the_share_of_the_guard_counts_as_it_is_written(
    *, gone: int, published: int, share: float, withheld: bool
) -> None:
    """More than the share, not the share itself."""
    assert looks_like_a_mistake(ArchiveGuard.model_validate({"share": share}), gone, published) is withheld


def test_archiving_can_be_allowed(sample_uri: str, load_accepted: Load, products: list[Row]) -> None:
    """With `allow_archive`, for this one drop."""
    assert withheld(load_accepted(*products[15:], full_drop=True)) == 15
    assert withheld(load_accepted(*products[15:], full_drop=True, allow_archive=True)) == 0
    assert len(archived(sample_uri)) == 15


def test_a_refused_drop_archives_nothing(sample_uri: str, load_rows: Load, products: list[Row]) -> None:
    """More rows are bad than the feed allows."""
    bad = [{**cells, "course_level": "none"} for cells in products[:2]]
    loaded = load_rows(*bad, products[2], full_drop=True, allow_archive=True)
    assert loaded.refusal.code == "REJECTION_BUDGET"
    assert archived(sample_uri) == set()


def test_a_rejected_row_keeps_its_product_whatever_blank_is_beside_its_identifier(
    sample_uri: str, load_rows: Load, execute: Callable[..., int]
) -> None:
    """SQL trims what Python trims: the products that the rows name are not archived."""
    execute("DELETE FROM catalog.additional_metadata")
    good = [row(f"P{number}", variant(str(number))) for number in range(len(BLANKS))]
    load_rows(*good)
    bad = [
        {**kept, "organization": "nobody", "external_identifier": f"{blank}{kept['external_identifier']}{blank}"}
        for kept, blank in zip(good, BLANKS, strict=True)
    ]
    loaded = load_rows(*bad, *(row(f"Q{n}", variant(f"Q{n}")) for n in range(len(BLANKS))), full_drop=True)
    assert loaded.decisions == {"rejected": len(BLANKS), "new_product": len(BLANKS)}
    assert (archived(sample_uri), withheld(loaded)) == (set(), 0)
