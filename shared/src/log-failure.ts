// How every Worker logs that something failed: one line of JSON with names alone, because an error's message may quote input, and input may
// be personal (law 28). On a developer's own machine the error follows with its message and stack.

/** Both are the runtime's. The bundler writes the condition as a constant: true in what `wrangler dev` builds, and nowhere else. */
declare const console: { error(...data: unknown[]): void };
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** @param facts which service and request, and whatever else names what was done. Never what came in. */
export function logFailure(facts: { readonly service: string } & Readonly<Record<string, unknown>>, error: unknown): void {
  const name = error instanceof Error ? error.name : "unknown";
  console.error(JSON.stringify({ level: "error", ...facts, error: name }));
  if (process.env.NODE_ENV === "development") console.error(error);
}
