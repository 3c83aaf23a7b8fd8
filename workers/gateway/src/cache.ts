// Caches public answers at the edge, for as long as their Cache-Control says. It must never get customers' data: only routes without
// authentication use it.
import { type Answer, responseOf } from "@ledge/kit/answer";
import { answerOf } from "./answer-of.ts";

const OK = 200;

/** The cached answer to a public GET, or that of `make`, which is cached if it says `public`. Complete either way: conditions are judged later. */
export async function cached(request: Request, context: ExecutionContext, make: () => Promise<Answer>): Promise<Answer> {
  const kept = await caches.default.match(new Request(request.url));
  if (kept !== undefined) return await answerOf(kept);
  const answer = await make();
  if (answer.status === OK && answer.headers["Cache-Control"]?.startsWith("public") === true && typeof answer.body === "string") {
    context.waitUntil(caches.default.put(new Request(request.url), responseOf(answer)));
  }
  return answer;
}
