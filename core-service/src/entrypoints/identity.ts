// The entrypoint of the identity Worker into the core.
import type { IdentityCore } from "@ledge/shared/contracts/identity";
import { identity } from "../identity/operations.ts";
import { authenticate } from "../lane/routing.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Identity = makeEntrypoint<IdentityCore>("identity")({
  ...onLanes("identity", identity),
  ready: readyOn("identity"),
  authenticate,
});
