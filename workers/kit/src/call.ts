// The call that a request stands for, as the gateway hands it to an application in a header.
import { type Call, callHeader, type WriteCall } from "@ledge/shared/context";

/** The call as the gateway wrote it. Only for requests whose caller was checked. */
export function readCall(request: Request): Call | WriteCall | null {
  const header = request.headers.get(callHeader);
  return header === null ? null : (JSON.parse(header) as Call | WriteCall);
}

/** The header value that carries a call inward: ASCII, because ids, scopes and keys are. */
export const writeCall = (call: Call | WriteCall): string => JSON.stringify(call);
