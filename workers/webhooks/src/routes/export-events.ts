// GET /v1/exports/events
import { feedExport } from "../feed-export.ts";
import { feedExamples } from "../feed-examples.ts";

export const exportEvents = feedExport({
  operationId: "exportEvents",
  summary: "Export the feed of events",
  description: "Every event of a range of the feed, each an `Event`, in the order of the feed.",
  file: "events",
  subject: null,
  example: feedExamples["transfer.posted"],
});
