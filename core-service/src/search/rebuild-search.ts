// Builds the model anew from the tables, while the present one serves: for a model that is lost or wrong, or of another form than a release expects.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { RebuiltSearch } from "@ledge/shared/contracts/search";
import type { WriteCall } from "@ledge/shared/context";
import { accepted, type WriteOutcome } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { lockInbox } from "../outbox/positions.ts";
import { CONSUMER } from "./consumer.ts";
import { beginRebuild } from "./queries.ts";

/** Begins a rebuild: the consumer of the feed does it, step by step. */
export const rebuildSearch = (work: Work, call: WriteCall): Promise<WriteOutcome<RebuiltSearch, RefusalOf<"rebuildSearch">>> =>
  exactlyOnce(work, call, "rebuildSearch", null, async ({ database }) => {
    await lockInbox(database, CONSUMER);
    return accepted({ began_at: (await beginRebuild(database)).toISOString() });
  });
