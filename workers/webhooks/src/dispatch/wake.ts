// The one dispatcher of an endpoint: what one of them waits for, no other waits for.

/** Has the endpoint's dispatcher look for what is due, now. */
export async function wake(env: Env, endpointId: string): Promise<void> {
  const { DISPATCHERS: dispatchers } = env;
  const dispatcher = dispatchers.get(dispatchers.idFromName(endpointId));
  await dispatcher.wake(endpointId);
}
