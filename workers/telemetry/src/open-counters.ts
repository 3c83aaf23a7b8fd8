// Where the counters are: there is one object of them.
import { objectOf } from "@ledge/shared/object-of";
import { onceMore } from "@ledge/shared/once-more";
import type { Counters } from "./counters.ts";

/** Asks the counters, and once more when they were reset meanwhile: both of what they do has the same effect twice as once. */
export const askCounters = <Answer>(env: Env, ask: (stub: DurableObjectStub<Counters>) => Promise<Answer>): Promise<Answer> =>
  onceMore(() => ask(objectOf(env.COUNTERS, "counters", { jurisdiction: env.OBJECTS_JURISDICTION })));
