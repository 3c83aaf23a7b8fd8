// The two forms of an answer of Neon's API v2.
import type { StandInResponse } from "../http.ts";

export const refused = (status: number, _: number, message: string): StandInResponse => ({ status, body: { code: "", message } });
export const ok = (body: unknown): StandInResponse => ({ status: 200, body });
