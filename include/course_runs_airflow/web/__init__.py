"""The pages as a web application: addresses, login, rights, headers. What they say is in `course_runs.report.pages`.

Needs Airflow's API server, and is imported by it alone: plugins/course_runs_plugin.py hangs it in.
"""
