// Wakes the dispatcher of an endpoint. Each endpoint has its own, so that a slow endpoint delays no other.

/** Makes the endpoint's dispatcher send what is due, now. */
export async function wake(env: Env, endpointId: string): Promise<void> {
  const { DISPATCHERS: dispatchers } = env;
  const dispatcher = dispatchers.get(dispatchers.idFromName(endpointId));
  await dispatcher.wake(endpointId);
}
