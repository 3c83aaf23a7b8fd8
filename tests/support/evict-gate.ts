// How a test takes a gate's memory, as a move to another machine does.
import { expect } from "vitest";
import type { House } from "./house.ts";

/** A gate that still serves or saves is not evicted: it is asked again until it is at rest. */
const AT_REST = { timeout: 20_000 };

/** @param gate its name or its id. */
export async function evictGate({ harness }: House, gate: { readonly name: string } | { readonly id: string }): Promise<void> {
  const evict = (): Promise<string> =>
    harness
      .getWorker("ledge-gateway")
      .evictDurableObject("GATES", gate)
      .then(
        () => "evicted",
        (error: Error) => error.message,
      );
  await expect.poll(evict, AT_REST).toBe("evicted");
}
