// One JSON Schema (draft 2020-12) per event, of the same schemas that the product is typed by.
import { type EventType, eventSchema, eventTypes, events } from "@ledge/shared/events";
import { z } from "zod";

/** Within its version a type may gain members: who reads events must not refuse them for that. */
const isOpen: Parameters<typeof z.toJSONSchema>[1] = {
  override: ({ jsonSchema }) => {
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  },
};

/** By type. What a refinement asks beyond the schema's words is not in it: events are ours to write, not to refuse. */
export function eventSchemas(): Record<EventType, object> {
  const entries = eventTypes.map((type) => [
    type,
    { title: type, description: events[type].summary, ...z.toJSONSchema(eventSchema(type), isOpen) },
  ]);
  return Object.fromEntries(entries) as Record<EventType, object>;
}
