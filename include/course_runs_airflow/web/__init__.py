"""The pages as a web application: addresses, login, rights and headers. The content is in `course_runs.report.pages`.

Only Airflow's API server imports it: plugins/course_runs_plugin.py mounts the application.
"""
