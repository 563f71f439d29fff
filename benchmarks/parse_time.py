"""Prints as JSON what parsing DAG files took: `python parse_time.py FOLDER`, in Airflow's environment.

Airflow's own modules are imported before, and kept from the garbage collector, as in the DAG processor, which freezes
what it has before it forks the process that parses; what a DAG file imports and makes counts.
"""

import gc
import json
import sys
import time

import airflow.sdk
from airflow.dag_processing.dagbag import DagBag
from airflow.providers.standard.operators import empty
from airflow.providers.standard.triggers import file, temporal

OF_AIRFLOW = (
    airflow.sdk.DAG,
    airflow.sdk.task,
    airflow.sdk.Asset,
    airflow.sdk.ExceptionRetryPolicy,
    empty,
    file,
    temporal,
)

gc.freeze()
began, used = time.perf_counter(), time.process_time()
bag = DagBag(sys.argv[1])
took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
if bag.import_errors:
    sys.exit(str(bag.import_errors))
print(json.dumps({**took, "dags": len(bag.dags)}))
