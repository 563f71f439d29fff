"""Pages: queries, views and templates of the pages that operators open in Airflow's UI.

They need no Airflow. Addresses, login and rights are in `course_runs_airflow.web`.
"""
