"""Pages: ingestions, their rows and the courses they changed, read page by page for people who look into Airflow's UI.

What the pages say and how they look is here and needs no Airflow; addresses, login and rights are in plugins/.
"""
