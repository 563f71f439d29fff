"""The pipeline in Airflow: the only package that imports Airflow.

connections  the catalog and the mail server, from Airflow's connections
requests     what a DAG run asks for, from its params
arrival      the task that waits for a drop
display      what tasks show beside their names
notes        the notes of DAG runs
libraries    imports large libraries once, in the scheduler
web          the pages
"""
