// Ends the waiting for what may never answer.
import { Outage } from "./failure.ts";

/** @throws Outage when it takes longer. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Outage(`no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
