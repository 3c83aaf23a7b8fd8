// The caller of a Worker. A service binding's props come from the caller's deployed config and cannot be set from outside: a request without
// them did not come through that binding, whatever headers it has (laws 23 and 24).

/** Props of a binding to a Worker. */
export interface CallerProps {
  readonly caller?: string;
}

/** Whether a Worker was reached through the binding that names `caller`. */
export const isCalledBy = (context: { readonly props?: unknown }, caller: string): boolean =>
  // Props are what the caller's config says, or undefined.
  (context.props as CallerProps | undefined)?.caller === caller;
