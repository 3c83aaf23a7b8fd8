// One crossing per path, and nothing else: what it costs over `/empty` is the price of that crossing in this runtime.
import { DurableObject } from "cloudflare:workers";

const JSON_HEADERS = { "Content-Type": "application/json" };
/** As long as the body of a transfer. */
const BODY = new Uint8Array(160);

const object = (env) => env.OBJECTS.get(env.OBJECTS.idFromName("one"));
const answer = () => new Response("{}", { headers: JSON_HEADERS });

/** An answer of its own is the last thing that each makes, unless it passes one on. */
const crossings = {
  "/empty": () => answer(),
  "/service-fetch": (_, env) => env.CALLEE.fetch("http://callee/"),
  "/service-rpc": async (_, env) => (await env.CALLEE.nothing(), answer()),
  "/object-fetch": (_, env) => object(env).fetch("http://object/"),
  "/object-rpc": async (_, env) => (await object(env).nothing(), answer()),
  "/read-body": async (request) => (await request.text(), answer()),
  "/hash-body": async () => (await crypto.subtle.digest("SHA-256", BODY), answer()),
  "/copy-headers": (request) => (new Headers(request.headers), answer()),
  "/queue-send": async (_, env) => (await env.MESSAGES.send("{}", { contentType: "text" }), answer()),
};

export default {
  fetch: (request, env) => crossings[new URL(request.url).pathname](request, env),
};

export class Empty extends DurableObject {
  fetch() {
    return answer();
  }

  nothing() {
    return "{}";
  }
}
