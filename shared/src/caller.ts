// Who calls a Worker. A service binding's props come from the caller's deployed config and cannot be set from outside: a request without
// them did not come through that binding, whatever headers it carries (laws 23 and 24).

/** Props of a binding to a Worker. */
export interface CallerProps {
  readonly caller?: string;
}

/** Whether a Worker was reached through the binding that names `caller`. */
export const isCalledBy = (context: { readonly props?: unknown }, caller: string): boolean =>
  // Props are whatever the caller's config says, or none at all.
  (context.props as CallerProps | undefined)?.caller === caller;
