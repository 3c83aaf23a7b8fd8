// The two forms of an answer of Cloudflare's API v4.
import type { StandInResponse } from "../http.ts";

export const ok = (result: unknown): StandInResponse => ({ status: 200, body: { success: true, errors: [], messages: [], result } });
export const refused = (status: number, code: number, message: string): StandInResponse => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});
