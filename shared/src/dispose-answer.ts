// Frees what the runtime keeps for an RPC answer, at the side that gave it.

/**
 * Disposes of an RPC answer. Without this the callee keeps every answer until the caller's own request ends, in case it holds a stub: a
 * statement of a hundred pages would keep all of them in core-service. Ledge's contracts answer with data alone, which is here already.
 */
export function disposeAnswer<T>(answer: T): T {
  (answer as Partial<Disposable> | null | undefined)?.[Symbol.dispose]?.();
  return answer;
}
