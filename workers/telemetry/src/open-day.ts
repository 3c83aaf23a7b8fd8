// Where the requests of a day are: there is one object for each day.
import { objectOf } from "@ledge/shared/object-of";
import { onceMore } from "@ledge/shared/once-more";
import type { RequestsOfDay } from "./requests-of-day.ts";

/** Asks the object of a day, and once more when it was reset meanwhile: all of what it does has the same effect twice as once. */
export const askDay = <Answer>(env: Env, day: string, ask: (stub: DurableObjectStub<RequestsOfDay>) => Promise<Answer>): Promise<Answer> =>
  onceMore(() => ask(objectOf(env.REQUESTS, day, { jurisdiction: env.OBJECTS_JURISDICTION })));
