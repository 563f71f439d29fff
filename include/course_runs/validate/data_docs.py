"""Data Docs: what Great Expectations judged, rule by rule, as one page that its own renderers make.

The page is of counts: it holds neither a cell nor a line of the drop. Great Expectations' frame of it loads styles,
scripts and a logo from elsewhere; here it stands in a frame of its own, which loads nothing and has no script.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import PurePath
from typing import Any

import great_expectations as gx
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult, RunIdentifier
from great_expectations.render import RenderedDocumentContent, RenderedStringTemplateContent
from great_expectations.render.renderer.content_block import ValidationResultsTableContentBlockRenderer
from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
from great_expectations.render.view import DefaultJinjaPageView

from course_runs.ledger.ingestions import Ingestion
from course_runs.validate.suite import Rule

_COUNTS = ("element_count", "missing_count", "unexpected_count")
_COLUMNS = ("Status", "Rule", "Observed", "Code", "Of column", "Severity", "What a failing row is told")
_HOLES = re.compile(r"\{\w+\}")
"""What an advice has from the failing row."""
_TEMPLATES = files("course_runs.validate") / "templates"


class DataDocs:
    """Adds up what was judged, a chunk of rows after the other, and makes the page of it."""

    def __init__(self) -> None:
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._configurations: dict[int, Any] = {}

    def add(self, number: int, verdict: ExpectationValidationResult) -> None:
        """Add the verdict on one rule, by its number, and some rows."""
        self._configurations[number] = verdict.expectation_config
        self._counts[number].update({name: verdict.result.get(name) or 0 for name in _COUNTS})

    def page(self, rules: Sequence[Rule], ingestion: Ingestion) -> str:
        """Return the page.

        Args:
            rules: that were judged, in the order of their numbers.
            ingestion: whose rows.
        """
        verdicts = [self._verdict(number, rule) for number, rule in enumerate(rules)]
        renderer: Any = _renderer()
        document = renderer.render(_whole(verdicts, ingestion))
        _unlink_suite(document)
        view: Any = _View(custom_views_directory=str(_TEMPLATES))
        return str(view.render(document, ingestion=ingestion, style=_style()))

    def _verdict(self, number: int, rule: Rule) -> ExpectationValidationResult:
        counts, configuration = self._counts[number], self._configurations[number]
        looked_at = counts["element_count"] - counts["missing_count"]
        return ExpectationValidationResult(
            success=not counts["unexpected_count"],
            expectation_config=configuration,
            result=dict(counts) | {"unexpected_percent": 100 * counts["unexpected_count"] / max(looked_at, 1)},
            meta={"rule": (rule.code, rule.column or "the row", rule.code.severity, _HOLES.sub("…", rule.advice))},
            exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
        )


class RuleTable(ValidationResultsTableContentBlockRenderer):
    """Great Expectations' table of a column's expectations, and beside each what it means here."""

    @classmethod
    def _get_content_block_fn(cls, expectation_type: str, expectation_config: Any = None) -> Callable[..., Any]:  # noqa: ANN401 - its own type
        row_of: Any = super()._get_content_block_fn(expectation_type, expectation_config)

        def with_rule(*, result: ExpectationValidationResult, **given: object) -> list[list[object]]:
            ((status, *rest),) = row_of(result=result, **given)
            return [[status, *rest, *map(_text, result.meta["rule"])]]

        return with_rule

    @classmethod
    def _process_content_block(cls, content_block: Any, has_failed_evr: Any, render_object: Any = None) -> None:  # noqa: ANN401 - the same
        super()._process_content_block(content_block, has_failed_evr, render_object)
        content_block.header_row = list(_COLUMNS)


def _style() -> str:
    sheets = [("course_runs.report", "report.css"), ("course_runs.validate", "data_docs.css")]
    return "".join((files(package) / "templates" / name).read_text("utf-8") for package, name in sheets)


class _View(DefaultJinjaPageView):
    _template = "data_docs.html"


def _renderer() -> ValidationResultsPageRenderer:
    table = {"module_name": __name__, "class_name": RuleTable.__name__}
    sections = {"class_name": "ValidationResultsColumnSectionRenderer", "table_renderer": table}
    return ValidationResultsPageRenderer(sections, run_info_at_end=True)


def _text(text: str) -> RenderedStringTemplateContent:
    """Wrap plain text, so that the template escapes it."""
    return RenderedStringTemplateContent(string_template={"template": "$text", "params": {"text": text}})


def _whole(verdicts: Iterable[ExpectationValidationResult], ingestion: Ingestion) -> ExpectationSuiteValidationResult:
    results = list(verdicts)
    passed = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=passed == len(results),
        results=results,
        suite_name="contract",
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(results) - passed,
            "success_percent": 100 * passed / len(results),
        },
        meta={
            "batch_spec": {"data_asset_name": PurePath(ingestion.file or ingestion.rows_from).name},
            "run_id": RunIdentifier(run_name=str(ingestion.id), run_time=ingestion.as_of),
            "great_expectations_version": gx.__version__,
        },
    )


def _unlink_suite(document: RenderedDocumentContent) -> None:
    """Take the link away that leads from the page's head to a page of the suite, which there is none of."""
    overview: Any = document.sections[0]
    del overview.content_blocks[0].subheader.string_template["styling"]["params"]["expectation_suite_name"]
