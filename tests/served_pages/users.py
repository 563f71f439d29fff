"""Who looks at the pages, here and in the auth manager of the server, which imports nothing else of the tests."""

PARTIAL = "partial"
"""May read everything but the boot camps' DAG."""
HIDDEN_DAG = "course_runs_2u_bootcamps"
ROLES = {"admin": "admin", "viewer": "viewer", PARTIAL: "viewer"}
