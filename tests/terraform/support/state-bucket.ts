// A bucket for Terraform's state on loopback: the part of S3 that the backend uses, and the guarantee that its lock depends on: of two PUTs with
// `If-None-Match: *` only one succeeds. R2 gives the same guarantee.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StateBucket {
  readonly url: string;
  /** The text of an object by its path, for instance /ledge-terraform-state/platform.tfstate. */
  object(path: string): string | undefined;
  stop(): Promise<void>;
}

export interface StateBucketOptions {
  /** false: a bucket without the guarantee, which shows that the check detects it. */
  readonly isConditional?: boolean;
}

/** Serves buckets that are created by their first object. */
export async function startStateBucket({ isConditional = true }: StateBucketOptions = {}): Promise<StateBucket> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void answer(request, response, objects, isConditional);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    object: (path) => objects.get(path)?.toString(),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, Buffer>,
  isConditional: boolean,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://bucket");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const found = objects.get(pathname);
  const end = (status: number, body: Buffer | string = "", type = "application/xml"): void => {
    response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body), etag: '"0"' });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  const refuse = (status: number, code: string): void => end(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

  if (searchParams.has("list-type") || (request.method === "GET" && pathname.split("/").filter(Boolean).length === 1)) {
    return end(200, "<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>");
  }
  switch (request.method) {
    case "PUT":
      if (isConditional && request.headers["if-none-match"] === "*" && found !== undefined) return refuse(412, "PreconditionFailed");
      objects.set(pathname, Buffer.concat(chunks));
      return end(200);
    case "DELETE":
      objects.delete(pathname);
      return end(204);
    default:
      return found === undefined ? refuse(404, "NoSuchKey") : end(200, found, "application/octet-stream");
  }
}
