// GET /openapi.json
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { operation } from "@ledge/kit/operation";
import { accepted } from "@ledge/shared/result";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";

const etag = bytesToHex(sha256(utf8ToBytes(JSON.stringify(contract)))).slice(0, 32);

export const getContract = operation<Env>()({
  operationId: "getContract",
  method: "get",
  path: "/openapi.json",
  summary: "Read this contract",
  description:
    "The same for everyone and for every key. The edge may cache it for five minutes; a request with `If-None-Match` and the `ETag` of a copy is answered 304 when the copy is current.",
  tag: "Operations",
  scope: "public",
  success: {
    status: 200,
    schema: z.looseObject({ openapi: z.string().meta({ example: "3.1.0" }) }),
    description: "The OpenAPI 3.1 document",
  },
  edgeCached: true,
  cacheControl: "public, max-age=300",
  etag: () => etag,
  handle: async () => accepted(contract),
});
