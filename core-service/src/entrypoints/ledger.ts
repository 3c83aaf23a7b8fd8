// The entrypoint of the ledger Worker into the core.
import type { LedgerCore } from "@ledge/shared/contracts/ledger";
import { ledger } from "../ledger/operations.ts";
import { ready } from "../lane/ready.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";

export const Ledger = makeEntrypoint<LedgerCore>("ledger")(onLanes("ledger", { ...ledger, ready }));
