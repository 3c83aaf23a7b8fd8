# Reads an exposition of metrics by the strict parser of OpenMetrics, and prints what it found: names of families, and requests of the gateway.
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

with open(sys.argv[1], encoding="utf-8") as file:
    families = list(text_string_to_metric_families(file.read()))

samples = [sample for family in families for sample in family.samples]
answers = [s for s in samples if s.name == "ledge_operations_total" and s.labels["service"] == "gateway"]
exemplars = [s.exemplar.labels["request_id"] for s in samples if s.exemplar is not None]
print(" ".join(sorted(f"{family.type}:{family.name}" for family in families if "operation" in family.name)))
print(" ".join(sorted(f"{s.labels['operation']}={s.value:.0f}" for s in answers if s.labels["operation"] != "getMetrics")))
print(all(exemplar.startswith("req_") for exemplar in exemplars) and len(exemplars) > 0)
