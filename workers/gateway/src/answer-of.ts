// Takes an answer out of a Response: of the ways in that are not RPC, which are an edge cache, the files of the docs, and answers that stream.
import type { Answer } from "@ledge/kit/answer";
import { PROBLEM_TYPE } from "@ledge/kit/refuse";
import { outcomeHeader } from "@ledge/shared/context";
import { FROM_APPLICATION } from "./headers.ts";

/** The response with the headers that an application may set. A problem document is read, any other body is streamed. */
export async function answerOf(response: Response): Promise<Answer> {
  const headers: Record<string, string> = {};
  for (const name of [...FROM_APPLICATION, outcomeHeader]) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const isProblem = headers["Content-Type"] === PROBLEM_TYPE && response.body !== null;
  return { status: response.status, headers, body: isProblem ? await response.text() : response.body };
}
