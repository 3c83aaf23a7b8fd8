// The end of an RPC answer at the side that gave it.

/**
 * Lets go of what an RPC answered. Without this the callee keeps every answer until the caller's own request ends, in case it holds a
 * stub: a statement of a hundred pages would keep all of them in core-service. Our contracts answer with data alone, which is here.
 */
export function letGo<T>(answer: T): T {
  (answer as Partial<Disposable> | null | undefined)?.[Symbol.dispose]?.();
  return answer;
}
