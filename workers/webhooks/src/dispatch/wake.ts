// Wakes the dispatcher of an endpoint. Each endpoint has its own, so that a slow endpoint delays no other.
import { objectOf } from "@ledge/shared/object-of";
import { onceMore } from "@ledge/shared/once-more";

/** Makes the endpoint's dispatcher send what is due, now. */
export async function wake(env: Env, endpointId: string): Promise<void> {
  await onceMore(() => objectOf(env.DISPATCHERS, endpointId, { jurisdiction: env.OBJECTS_JURISDICTION }).wake(endpointId));
}
