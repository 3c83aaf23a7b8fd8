// The two forms of an answer of Cloudflare's API v4.
import type { StandInResponse } from "../http.ts";

/** @param info of a list: its page, and how many there are. */
export const ok = (result: unknown, info?: unknown): StandInResponse => ({
  status: 200,
  body: { success: true, errors: [], messages: [], result, ...(info === undefined ? {} : { result_info: info }) },
});
export const refused = (status: number, code: number, message: string): StandInResponse => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});
