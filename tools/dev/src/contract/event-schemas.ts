// Makes one JSON Schema (draft 2020-12) per event type, from the schemas that the product's types come from.
import { type EventType, eventSchema, eventTypes, events } from "@ledge/shared/contracts/events";
import { z } from "zod";

/** An event type may gain members within its version, so its schema must allow unknown ones. */
const isOpen: Parameters<typeof z.toJSONSchema>[1] = {
  override: ({ jsonSchema }) => {
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  },
};

/** The schemas by event type. Refinements are not in them: consumers read events, and need no rules for refusing them. */
export function eventSchemas(): Record<EventType, object> {
  const entries = eventTypes.map((type) => [
    type,
    { title: type, description: events[type].summary, ...z.toJSONSchema(eventSchema(type), isOpen) },
  ]);
  return Object.fromEntries(entries) as Record<EventType, object>;
}
