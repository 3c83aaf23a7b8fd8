// GET /v1/exports/customers
import { feedExport } from "../feed-export.ts";
import { feedExamples } from "../feed-examples.ts";

export const exportCustomers = feedExport({
  operationId: "exportCustomers",
  summary: "Export the history of customers",
  description:
    "Every change of a customer in a range of the feed: an `Event` with the customer as the change left it. The last line of each customer, over all ranges, is how it is.",
  file: "customers",
  subject: "customer",
  example: feedExamples["customer.created"],
});
