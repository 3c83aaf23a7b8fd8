// Reads a request's body up to the limit and within its time. A missing or wrong Content-Length is not trusted: the bytes are counted.
export const MAX_BODY_BYTES = 1_048_576;

/** RFC 9110, section 8.6; a field with several lengths is invalid. */
const LENGTH = /^\d+$/;

/** The body's bytes, or the problem with it: more than the limit, or not there whole after `ms`. A body that never ends would hold what it reserved. */
export async function readBody(request: Request, ms: number): Promise<Uint8Array<ArrayBuffer> | "payload_too_large" | "request_timeout"> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<"request_timeout">((resolve) => {
    timer = setTimeout(() => resolve("request_timeout"), ms);
  });
  // A body that was cut is no fault of ours: its client has gone.
  const reading = readAll(request).catch(() => "request_timeout" as const);
  return await Promise.race([reading, late]).finally(() => clearTimeout(timer));
}

async function readAll(request: Request): Promise<Uint8Array<ArrayBuffer> | "payload_too_large"> {
  const claimed = request.headers.get("Content-Length");
  if (Number(claimed ?? 0) > MAX_BODY_BYTES) return "payload_too_large";
  // The runtime reads no byte beyond the length (RFC 9112, section 6.3), and reading the body in one piece costs a fraction.
  if (claimed !== null && LENGTH.test(claimed)) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.length > MAX_BODY_BYTES ? "payload_too_large" : bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return "payload_too_large";
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The only content coding that is accepted: it leaves a body as it is (RFC 9110, section 8.4.1). A compressed body could be a thousand times as long. */
const IDENTITY = "identity";

/** Whether a body is not encoded: no Content-Encoding, or identity alone. A list may have empty elements (section 5.6.1.2). */
export const isUncoded = (contentEncoding: string | null): boolean =>
  (contentEncoding ?? "").split(",").every((coding) => ["", IDENTITY].includes(coding.trim().toLowerCase()));

/** The accepted codings, for the answer that refuses another one (section 15.5.16). */
export const ACCEPTED_CODINGS = { "Accept-Encoding": IDENTITY } as const;

/** Whether the body claims to be JSON: application/json, with or without parameters (RFC 9110, section 8.3.1). */
export const isJson = (contentType: string | null): boolean => contentType?.split(";")[0]?.trim().toLowerCase() === "application/json";
