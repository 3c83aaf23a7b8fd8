// The one sealer of this log.
import type { Sealer } from "./sealer.ts";

const NAME = "log";

export const sealerOf = ({ SEALERS }: Env): DurableObjectStub<Sealer> => SEALERS.get(SEALERS.idFromName(NAME));
