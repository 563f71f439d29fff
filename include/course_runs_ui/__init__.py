"""The pages as a web application: addresses, login, rights, headers. What they say is in `course_runs.pages`.

Needs Airflow's API server, and is imported by it alone: plugins/course_runs_pages.py hangs it in.
"""
