// A Worker that runs on raw workerd and does what the test asks: it delivers with the egress policy, without it, or follows redirects as a naive
// Worker would. It is bundled by raw-workerd.ts and never deployed.
import { keysIn } from "@ledge/shared/key-list";
import { attempt } from "../../workers/webhooks/src/delivery/attempt.ts";
import { type AttemptOutcome, exchange } from "../../workers/webhooks/src/delivery/exchange.ts";
import { signatureHeaders } from "../../workers/webhooks/src/delivery/signature.ts";

/** Long enough for loopback on a busy machine. */
const TIMEOUT_MS = 30_000;
const PUBLIC = { ownHosts: [], allowLoopback: false };

export interface Question {
  readonly how: "policy" | "network" | "follow" | "sign";
  readonly url: string;
  /** For tests whose subject is the time-out. */
  readonly timeoutMs?: number;
}

async function answer({ how, url, timeoutMs = TIMEOUT_MS }: Question): Promise<AttemptOutcome | object> {
  const post = { url, headers: { "webhook-id": "whm_1" }, body: "{}" };
  if (how === "policy") return await attempt({ ...post, policy: PUBLIC, timeoutMs });
  // Without the policy, the refusal of the network itself is visible.
  if (how === "network") return await exchange(post, (href, init) => fetch(href, init), Date.now, timeoutMs);
  if (how === "follow") return await exchange(post, (href, init) => fetch(href, { ...init, redirect: "follow" }), Date.now, timeoutMs);
  return await signatureHeaders(SIGNED.masterKey, SIGNED.endpoint, "whm_1", 1_800_000_000, "{}");
}

const MASTER_KEY = "a-master-key-of-the-tests";
const [{ id: key }] = keysIn("WEBHOOK_MASTER_KEY", MASTER_KEY);
/** The same payload is signed on both runtimes. */
export const SIGNED = {
  masterKey: MASTER_KEY,
  endpoint: { id: "whe_01", signature: "v1a", secrets: [2, 1].map((version) => ({ version, key })) },
} as const;

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await answer((await request.json()) as Question));
  },
};
