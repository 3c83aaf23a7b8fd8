"""Uses the client that openapi-python-client made: imports all of it, writes, and reads the event of what it wrote."""

import importlib
import os
import pkgutil
import time
import uuid

import ledge_client
from ledge_client import AuthenticatedClient
from ledge_client.api.customers import create_customer
from ledge_client.api.events import list_events
from ledge_client.models import CreateCustomer, CustomerType

for module in pkgutil.walk_packages(ledge_client.__path__, "ledge_client."):
    importlib.import_module(module.name)

client = AuthenticatedClient(base_url=os.environ["LEDGE_URL"], token=os.environ["LEDGE_API_KEY"])
made = create_customer.sync(
    client=client,
    idempotency_key=str(uuid.uuid4()),
    body=CreateCustomer(type_=CustomerType.PERSON, name="Grace"),
)
# An event is in the feed after its commit.
for _ in range(300):
    events = [event for event in list_events.sync(client=client, limit=100).data if event.resource == made.id]
    if events:
        break
    time.sleep(0.2)
[event] = events
print(type(event).__name__, event.data.name)
