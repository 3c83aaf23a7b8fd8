// The one sealer of this log.
import { objectOf } from "@ledge/shared/object-of";
import type { Sealer } from "./sealer.ts";

const NAME = "log";

export const sealerOf = (env: Env): DurableObjectStub<Sealer> => objectOf(env.SEALERS, NAME, { jurisdiction: env.OBJECTS_JURISDICTION });
