// The form of Cloudflare's answers.
import type { StandInResponse } from "../http.ts";

/** @param info of a list: its page, and how many there are. */
export const ok = (result: unknown, info?: unknown): StandInResponse => ({
  status: 200,
  body: { success: true, errors: [], messages: [], result, ...(info === undefined ? {} : { result_info: info }) },
});
