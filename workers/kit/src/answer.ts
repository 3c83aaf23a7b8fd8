// An answer as plain values, so that it crosses from one Worker to another by RPC without a Response that is made only to be taken apart.

export interface Answer {
  readonly status: number;
  /** By name, in the spelling of RFC 9110. */
  readonly headers: Readonly<Record<string, string>>;
  /** A stream where an answer may be larger than a Worker's memory. */
  readonly body: string | ReadableStream<Uint8Array> | null;
}

export const responseOf = ({ status, headers, body }: Answer): Response => new Response(body, { status, headers });
