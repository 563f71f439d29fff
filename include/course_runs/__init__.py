"""Course-run ingestion: a partner's CSV through extract, validate, diff, load and report into the course catalog.

The package imports without Airflow. A folder a stage (`extract`, `validate`, `diff`, `load`, `report`), each with
`stage.py`, the service that the Airflow task calls; beside them what all stages share: `contract` (the columns),
`feeds`, `findings`, `ledger`, `errors`, `database` and `migrations`.
"""
