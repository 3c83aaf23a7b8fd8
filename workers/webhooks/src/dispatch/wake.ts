// Wakes the dispatcher of an endpoint. Each endpoint has its own, so that a slow endpoint delays no other.
import { onceMore } from "@ledge/shared/once-more";

/** Makes the endpoint's dispatcher send what is due, now. */
export async function wake(env: Env, endpointId: string): Promise<void> {
  const { DISPATCHERS: dispatchers } = env;
  await onceMore(() => dispatchers.get(dispatchers.idFromName(endpointId)).wake(endpointId));
}
