// A witness of transparency logs (C2SP tlog-witness): it cosigns a checkpoint that extends the last one it saw of the same log, and no other. So whoever
// has a log's key, database and files cannot show two histories. It trusts a log's signature alone, and must never cosign without its own memory.
import { parseSubmission, MOST_BODY_BYTES, type Submission } from "./parse-submission.ts";
import { log } from "@ledge/shared/telemetry/log";
import { objectOf } from "@ledge/shared/object-of";
import { verifyNote } from "@ledge/shared/transparency/note";
import { type ConfiguredLog, configuredLogs } from "./configured-logs.ts";
import type { Outcome } from "./log-head.ts";
import { readBody } from "./read-body.ts";

export { LogHead } from "./log-head.ts";

const SERVICE = "witness";
const ADD_CHECKPOINT = "/add-checkpoint";
const CHECKPOINT = /^\/([0-9a-f]{64})\/checkpoint$/;
const TEXT = "text/plain; charset=utf-8";
/** Monitors may read a checkpoint that is some seconds old. */
const CHECKPOINT_CACHE = "public, max-age=5";

const answer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, {
    status,
    headers: { "Content-Type": TEXT, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", ...headers },
  });

const headOf = (env: Env, origin: string) => objectOf(env.HEADS, origin, { jurisdiction: env.OBJECTS_JURISDICTION });

async function addCheckpoint(request: Request, env: Env): Promise<Response> {
  const body = await readBody(request, MOST_BODY_BYTES);
  if (body === null) return answer(413, "The body is too long or too slow.\n");
  const submission = parseSubmission(body);
  if (submission === null) return answer(400, "Not a submission as tlog-witness has it.\n");
  const known = configuredLogs(env.LOGS).find(({ origin }) => origin === submission.checkpoint.origin);
  if (known === undefined) return answer(404, "This witness does not follow a log of this origin.\n");
  return await judge(submission, known, env);
}

async function judge(
  { oldSize, proof, note, checkpoint }: Submission,
  { origin, originHash, keys }: ConfiguredLog,
  env: Env,
): Promise<Response> {
  const judgement = await verifyNote(note, keys);
  if (!judgement.ok) return answer(403, "No trusted key of the log has signed, or its signature is false.\n");
  if (oldSize > checkpoint.size) return answer(400, "The old size is larger than the checkpoint's.\n");
  const signatures = note.signatures.filter(({ name, keyId }) => judgement.by.some((key) => key.name === name && key.keyId === keyId));
  const newer = { size: checkpoint.size, root: checkpoint.root };
  const outcome: Outcome = await headOf(env, origin).advance({ oldSize, newer, proof, note: { text: note.text, signatures } });
  switch (outcome.kind) {
    case "cosigned":
      return answer(200, outcome.lines);
    case "stale":
      return answer(409, `${outcome.size}\n`, { "Content-Type": "text/x.tlog.size" });
    case "inconsistent":
      // The log itself has signed it: its operator must explain it.
      log({
        level: "error",
        service: SERVICE,
        operation: "addCheckpoint.inconsistent",
        subject: originHash,
        positions: [outcome.size, checkpoint.size],
      });
      return answer(422, "The checkpoint does not extend the last one.\n");
  }
}

async function showCheckpoint(originHash: string, env: Env): Promise<Response> {
  const known = configuredLogs(env.LOGS).find((one) => one.originHash === originHash);
  const published = known === undefined ? null : await headOf(env, known.origin).published();
  if (published === null) return answer(404, "No checkpoint of such a log was cosigned.\n");
  return answer(200, published, { "Cache-Control": CHECKPOINT_CACHE });
}

const methodNotAllowed = (allowed: string): Response => answer(405, `Use ${allowed}.\n`, { Allow: allowed });

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    try {
      if (pathname === ADD_CHECKPOINT) return request.method === "POST" ? await addCheckpoint(request, env) : methodNotAllowed("POST");
      const [, originHash] = CHECKPOINT.exec(pathname) ?? [];
      if (originHash === undefined) return answer(404, "Not found.\n");
      return request.method === "GET" ? await showCheckpoint(originHash, env) : methodNotAllowed("GET");
    } catch (error) {
      log({ level: "error", service: SERVICE, operation: "serve", error });
      return answer(500, "The witness failed.\n");
    }
  },
} satisfies ExportedHandler<Env>;
