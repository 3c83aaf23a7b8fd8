// Who is calling. A service binding's props come from the caller's config and cannot be set from outside: a request without
// `caller: "gateway"` did not come through the gateway, whatever headers it carries (law 23).
import { type Call, callHeader, type WriteCall } from "@ledge/shared/context";

/** Props of the binding through which a Worker is called. */
export interface CallerProps {
  readonly caller?: string;
}

export const isCalledBy = (context: { readonly props?: unknown }, caller: string): boolean =>
  (context.props as CallerProps | undefined)?.caller === caller;

/** The call as the gateway wrote it. Only for requests whose caller was checked. */
export function readCall(request: Request): Call | WriteCall | null {
  const header = request.headers.get(callHeader);
  return header === null ? null : (JSON.parse(header) as Call | WriteCall);
}

/** The header value that carries a call inward: ASCII, because ids, scopes and keys are. */
export const writeCall = (call: Call | WriteCall): string => JSON.stringify(call);
