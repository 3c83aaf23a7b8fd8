// The log's public host: tiles, the checkpoint, and what a reader needs to verify them. The same for everybody, and only for reading. Only the gateway
// may call it, at the entrypoint `LogHost`.
import { responseOf } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { isCalledBy } from "@ledge/shared/caller";
import { parseTilePath } from "@ledge/shared/transparency/tiles";
import { logKeyOf } from "../log/keys.ts";
import { CHECKPOINT } from "../log/log-files.ts";
import { quorumOf } from "../log/witnesses.ts";
import { receiptKeysOf } from "../receipt/keys.ts";

/** A year, the longest time that caches observe: a tile of a path never changes (C2SP tlog-tiles, Merkle Tree). */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** A checkpoint is at most 10 s behind; readers may be some seconds more. */
const CHECKPOINT_CACHE = "public, max-age=2";
/** Keys change rarely, and announced. */
const SHORT = "public, max-age=300";

type Answering = (env: Env) => Promise<Response>;

const notFound = (): Response => responseOf(refuse("not_found", ""));
const json = (value: object): Response =>
  new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json", "Cache-Control": SHORT } });

const FILES: Readonly<Record<string, Answering>> = {
  [`/${CHECKPOINT}`]: (env) => stored(env, CHECKPOINT, "text/plain; charset=utf-8", CHECKPOINT_CACHE),
  "/.well-known/ledge-log.json": async (env) => {
    const { witnesses, needed } = quorumOf(env);
    const { vkey } = await logKeyOf(env.LOG_ORIGIN, env.LOG_KEY);
    return json({ origin: env.LOG_ORIGIN, verifier_key: vkey, witnesses: witnesses.flatMap(({ vkeys }) => vkeys), quorum: needed });
  },
  "/.well-known/jwks.json": async (env) => json((await receiptKeysOf(env.RECEIPT_KEYS)).jwks),
};

async function stored({ LOG_FILES: files }: Env, path: string, type: string, cacheControl: string): Promise<Response> {
  const file = await files.get(path);
  if (file === null) return notFound();
  return new Response(file.body, { headers: { "Content-Type": type, "Cache-Control": cacheControl } });
}

function answeringOf(pathname: string): Answering | null {
  if (Object.hasOwn(FILES, pathname)) return FILES[pathname] ?? null;
  const path = pathname.slice(1);
  return parseTilePath(path) === null ? null : (env) => stored(env, path, "application/octet-stream", IMMUTABLE);
}

export const LogHost = {
  async fetch(request, env, context): Promise<Response> {
    if (!isCalledBy(context, "gateway")) return responseOf(refuse("forbidden", ""));
    return (await answeringOf(new URL(request.url).pathname)?.(env)) ?? notFound();
  },
} satisfies ExportedHandler<Env>;
