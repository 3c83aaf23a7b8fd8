// Loaded into each Node process that a page's commands start (`--import`), whatever the Node, so it is plain JavaScript: a zone's hosts lead to the edge on loopback that
// EDGES names for it, a handshake with one to EDGES_TLS_PORT, and a wait by `timers/promises` passes at once.
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import tls from "node:tls";

const edges = Object.entries(JSON.parse(process.env["EDGES"] ?? "{}"));
const { setTimeout: wait } = timers;
timers.setTimeout = (_ms, value, options) => wait(0, value, options);
const { connect } = tls;
tls.connect = (options) => {
  const isEdge = edges.some(([zone]) => options.host?.endsWith(`.${zone}`));
  return connect(isEdge ? { ...options, host: "localhost", port: Number(process.env["EDGES_TLS_PORT"]) } : options);
};
syncBuiltinESMExports();

const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const { protocol, host, pathname, search } = new URL(input instanceof Request ? input.url : input);
  const edge = edges.find(([zone]) => protocol === "https:" && host.endsWith(`.${zone}`))?.[1];
  if (edge === undefined) return fetch(input, init);
  const request = new Request(input, init);
  const headers = new Headers(request.headers);
  headers.set("X-Asked-Host", host);
  return fetch(`${edge}${pathname}${search}`, {
    method: request.method,
    headers,
    body: request.body,
    duplex: "half",
    redirect: request.redirect,
    signal: request.signal,
  });
};

// The first request starts the Workers of a set of versions, which takes a busy machine longer than a smoke test waits for an answer.
if (process.argv[1]?.endsWith("/smoke/main.ts")) {
  const [url = "", ...more] = process.argv.slice(2);
  const [name, value] = more.includes("--header") ? more[more.indexOf("--header") + 1].split(/: (.*)/) : [];
  await globalThis.fetch(`${url}/healthz`, { headers: name === undefined ? {} : { [name]: value } });
}
