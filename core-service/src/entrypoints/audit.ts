// The entrypoint of the audit Worker into the core. It reads the log, and a transfer for its receipt; it holds no key that signs anything.
import type { AuditCore } from "@ledge/shared/contracts/audit";
import { audit } from "../audit/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Audit = makeEntrypoint<AuditCore>("audit")({ ...onLanes("audit", audit), ready: readyOn("audit") });
