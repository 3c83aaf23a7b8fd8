// The entrypoint of the customers Worker into the core.
import type { CustomersCore } from "@ledge/shared/contracts/customers";
import { customers } from "../customers/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Customers = makeEntrypoint<CustomersCore>("customers")({
  ...onLanes("customers", customers),
  ready: readyOn("customers"),
});
