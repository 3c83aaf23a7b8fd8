// Reads and writes the header in which the gateway passes the call of a request to an application.
import { type Call, callHeader, type WriteCall } from "@ledge/shared/context";

/** The call as the gateway wrote it. It must be used only after the caller was checked. */
export function readCall(request: Request): Call | WriteCall | null {
  const header = request.headers.get(callHeader);
  return header === null ? null : (JSON.parse(header) as Call | WriteCall);
}

/** The value of the header: ASCII, because ids, scopes and keys are. */
export const writeCall = (call: Call | WriteCall): string => JSON.stringify(call);
