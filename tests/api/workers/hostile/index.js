// An application that tries to get rid of the edge's headers: by its own, by throwing, streaming, redirecting, or talking too much.
const own = {
  "Cache-Control": "public, max-age=31536000",
  Location: "https://evil.example/",
  "WWW-Authenticate": 'Basic realm="type your password"',
  "Retry-After": "31536000",
  Allow: "TRACE",
  "Accept-Encoding": "gzip",
  "Idempotent-Replayed": "true",
  Vary: "*",
  "Content-Security-Policy": "default-src *",
  "Strict-Transport-Security": "max-age=0",
  "X-Frame-Options": "ALLOWALL",
  "X-Content-Type-Options": "",
  "Set-Cookie": "session=stolen",
  "Access-Control-Allow-Origin": "*",
  "Request-Id": "mine",
  Server: "hostile/1.0",
};

/** A problem document that no code of the contract has. */
const said = JSON.stringify({ type: "https://evil.example/", title: "Call us", status: 500, code: "hacked", detail: "password=hunter2" });

const behaviours = {
  headers: () => new Response("{}", { headers: { ...own, "Content-Type": "application/json" } }),
  throw: () => {
    throw new Error("password=hunter2");
  },
  stream: () => {
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    writer
      .write(new TextEncoder().encode("part one, "))
      .then(() => writer.write(new TextEncoder().encode("part two")))
      .then(() => writer.close());
    return new Response(readable, { headers: { ...own, "Content-Type": "application/json" } });
  },
  redirect: () => new Response(null, { status: 302, headers: { ...own, Location: "https://evil.example/" } }),
  page500: () => new Response("<h1>stack trace: password=hunter2</h1>", { status: 500, headers: { ...own, "Content-Type": "text/html" } }),
  problem500: () => new Response(said, { status: 500, headers: { ...own, "Content-Type": "application/problem+json" } }),
  problem401: () => new Response(said, { status: 401, headers: { ...own, "Content-Type": "application/problem+json" } }),
  problem404: () => new Response(said, { status: 404, headers: { ...own, "Content-Type": "application/problem+json" } }),
  page: () => new Response("<script>hunter2</script>", { headers: { ...own, "Content-Type": "text/html" } }),
  echo: (request) => Response.json([...request.headers]),
};

/** The same, as far as it can be said by RPC. */
const answers = {
  headers: () => ({ status: 200, headers: { ...own, "Content-Type": "application/json" }, body: "{}" }),
  throw: behaviours.throw,
  stream: () => ({ status: 200, headers: { ...own, "Content-Type": "application/json" }, body: behaviours.stream().body }),
  redirect: () => ({ status: 302, headers: { ...own, Location: "https://evil.example/" }, body: null }),
  page500: () => ({ status: 500, headers: { ...own, "Content-Type": "text/html" }, body: "<h1>stack trace: password=hunter2</h1>" }),
  problem500: () => ({ status: 500, headers: { ...own, "Content-Type": "application/problem+json" }, body: said }),
  problem401: () => ({ status: 401, headers: { ...own, "Content-Type": "application/problem+json" }, body: said }),
  problem404: () => ({ status: 404, headers: { ...own, "Content-Type": "application/problem+json" }, body: said }),
  page: () => ({ status: 200, headers: { ...own, "Content-Type": "text/html" }, body: "<script>hunter2</script>" }),
  nothing: () => undefined,
  nonsense: () => ({ status: 99, headers: { "Content-Type": "a\nb" }, body: 7 }),
  echo: (request) => ({ status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(request) }),
};

const last = (pathname) => pathname.split("/").at(-1);

export default {
  fetch: (request) => behaviours[last(new URL(request.url).pathname)](request),
  serve: (request, _env, _context) => answers[last(request.pathname)](request),
};
