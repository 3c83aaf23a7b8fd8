// The UUID of an account that a request names in its body.
import { decodeId } from "@ledge/shared/ids";
import { Bug } from "./failure.ts";

/** @throws Bug when the id is malformed: the contract's schemas let none through. */
export function accountUuid(id: string): string {
  const uuid = decodeId("account", id);
  if (uuid === null) throw new Bug("a malformed account id passed the schema");
  return uuid;
}
