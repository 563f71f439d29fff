// Airflow shows these pages in a frame that may not navigate the window around it, and has no address that fills in its
// form for a new run. This script does both. Outside Airflow the pages need no script.
"use strict";

const framed = window.top !== window;

// Airflow's own document may navigate, so it follows the links that lead out of the pages.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[target="_top"]');
  if (!framed || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const outer = window.top.document.createElement("a");
  outer.href = link.href;
  outer.click();
});

// Airflow's own API triggers the run: it checks the user's rights and records who triggered it.
async function trigger(button) {
  const status = button.parentElement.querySelector("[role=status]");
  button.disabled = true;
  status.textContent = "Triggering …";
  try {
    const answer = await fetch(button.dataset.trigger, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ logical_date: null, conf: JSON.parse(button.dataset.conf) }),
    });
    const run = await answer.json();
    if (!answer.ok) throw new Error(typeof run.detail === "string" ? run.detail : `Airflow answered ${answer.status}.`);
    status.textContent = `The run ${run.dag_run_id} is ${run.state}. `;
    const link = document.createElement("a");
    link.href = button.dataset.run + encodeURIComponent(run.dag_run_id);
    link.textContent = "Open its ingestion";
    status.append(link);
  } catch (error) {
    status.textContent = `No run was triggered: ${error.message}`;
    button.disabled = false;
  }
}

for (const button of document.querySelectorAll("button[data-trigger]")) {
  button.addEventListener("click", () => trigger(button));
}
