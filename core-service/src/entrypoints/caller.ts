// Who may enter: an entrypoint serves the one Worker whose binding names it. The name comes from that Worker's deployed
// config, not from the request (law 24).
import { Bug } from "../database/failure.ts";

/** Props of the bindings to core-service. */
export interface CallerProps {
  readonly caller?: string;
}

/** @throws when the entrypoint was reached by anyone but `caller`. */
export function requireCaller(context: { readonly props: CallerProps }, caller: string): void {
  if (context.props.caller !== caller) throw new Bug(`this entrypoint serves ${caller} alone`);
}
