// Resets a Durable Object: what it does is cut off, and its memory is lost.

/** @param object the Durable Object. Its state is protected, and known to the runtime's types alone. */
export function abort(object: object): void {
  (object as { readonly ctx: { abort(): void } }).ctx.abort();
}
