// Makes the API reference: Scalar, from npm, with the committed contract. Everything is served from the docs' own origin: it must load nothing
// from a CDN, and have no telemetry, proxy or assistant (decision 25).
import scalar from "@scalar/fastify-api-reference";
import { type Assets, bannerBesideAnother, head, type NavigationGroup, pages } from "./page.ts";

/** Scalar's zod tries `Function()` to see whether it may compile, which the content security policy refuses and reports; this setting stops that. */
const BEFORE = "globalThis.__zod_globalConfig = { jitless: true };\n";
const ELEMENT_ID = "reference";

/** Scalar's settings: everything that makes requests to other hosts or sends API requests from the page is off. */
const configuration = (contractPath: string): object => ({
  url: contractPath,
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  hideTestRequestButton: true,
  hideClientButton: true,
  hideDarkModeToggle: true,
  showDeveloperTools: "never",
  documentDownloadType: "none",
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  theme: "none",
});

/** JavaScript for the page: the origin of the API that belongs to it, `api.` for `docs.` (in previews too), and 127.0.0.1 for `docs.localhost`. */
const API_ORIGIN = String.raw`location.origin.replace("//docs.localhost", "//127.0.0.1").replace(/(\/\/(?:[^./]+\.)?)docs\./, "$1api.")`;

/** The script of the reference: Scalar's bundle, and the call that renders the contract at `contractPath`. */
export const referenceScript = (contractPath: string): string =>
  `${BEFORE}${scalarBundle()}\nScalar.createApiReference("#${ELEMENT_ID}", { ...${JSON.stringify(configuration(contractPath))}, servers: [{ url: ${API_ORIGIN} }] });\n`;

/**
 * Scalar's bundle for browsers. Scalar's own package depends on 270 others, an AI assistant's among them; its plug-in for Fastify includes the
 * same file, and serves it on a route. @throws when it no longer does.
 */
function scalarBundle(): string {
  let bundle = "";
  const reply = { header: () => reply, send: (content: string) => void (bundle = content) };
  const route = ({ url, handler }: { url: string; handler: (request: null, to: typeof reply) => void }): void => {
    if (url.endsWith(".js")) handler(null, reply);
  };
  const plugIn = scalar as unknown as (fastify: { route: typeof route }, options: object, done: () => void) => void;
  plugIn({ route }, { configuration: { url: "/openapi.json" } }, () => undefined);
  if (!bundle.includes("createApiReference")) throw new Error("@scalar/fastify-api-reference did not give Scalar's bundle.");
  return bundle;
}

/** The reference's page. The docs' style sheet adapts Scalar's appearance. */
export const renderReference = (
  assets: Assets,
  navigation: readonly NavigationGroup[],
  operations: readonly string[],
): string => `<!doctype html>
<html lang="en">
<head>
${head({ title: "API reference", description: "Every operation of Ledge: what it takes, what it answers, how it refuses." }, assets)}
<script src="${assets.script}" defer></script>
</head>
<body class="with-reference">
${bannerBesideAnother}
${pages(navigation, "/reference")}
<div id="${ELEMENT_ID}"></div>
<noscript><main class="plain"><h1>API reference</h1><p>This page needs JavaScript. Without it, the <a href="/guides/first-transfer">guides</a> and the
<a href="/errors">errors</a> are complete, and the contract is at <code>/openapi.json</code> of the API. It has ${operations.length} operations:</p>
<ul>${operations.map((operation) => `<li><code>${operation}</code></li>`).join("")}</ul></main></noscript>
</body>
</html>
`;
