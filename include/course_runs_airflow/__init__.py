"""The pipeline in Airflow: the only package that imports Airflow.

connections  the catalog, from Airflow's connection
mail_server  the mail server, from Airflow's connection
smtp         delivers a mail
requests     what a DAG run asks for, from its params
dag_settings what all DAGs have in common
stages       runs a stage in a task
arrival      the task that waits for a drop
display      what tasks show beside their names
notes        the notes of DAG runs
libraries    imports large libraries once, in the scheduler
web          the pages
"""
