// Calls of Durable Objects that outlive a reset: an object resets when its Worker's code is updated, and whatever it was doing then is lost.

/**
 * The answer of a Durable Object, asked once more when it was reset while it was asked. The runtime repeats by itself only what never reached the object
 * (developers.cloudflare.com/durable-objects/best-practices/automatic-retries).
 *
 * @param ask with a new stub each time: one whose object was reset stays broken. It must have the same effect twice as once.
 * @throws what the second attempt throws, or the first when there was no reset.
 */
export async function onceMore<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!wasReset(error)) throw error;
    return await ask();
  }
}

/** The runtime marks the errors of a reset (workerd, src/workerd/jsg/util.c++); what an object itself throws never has the mark. */
const wasReset = (error: unknown): boolean =>
  error instanceof Error && (error as Error & { readonly durableObjectReset?: boolean }).durableObjectReset === true;
