// The public applications by host, each with its own Content-Security-Policy: the docs on `docs.`, the audit log on `log.`, the API on every other host.

export interface App {
  readonly name: "api" | "docs" | "log";
  readonly contentSecurityPolicy: string;
}

/** No base URL, no form target and no framing; what a policy does not list may not be loaded (CSP level 3). */
const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The API answers data: a browser must neither render, frame nor run any of it. */
const api: App = { name: "api", contentSecurityPolicy: closed };

/** The log's files are data for programs, like the API's answers; unlike those, they are for every page to read. */
const log: App = { name: "log", contentSecurityPolicy: closed };

/** Pages of text with styles and pictures. Their one script, a file of this origin, copies and searches; it fetches the index from this origin. */
const docs: App = {
  name: "docs",
  contentSecurityPolicy: `${closed}; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'`,
};

/**
 * Hashes of the style elements that Scalar's bundle makes: its stylesheet, that of its toasts, and its theme. Scalar can be styled in no other
 * way (decision 25). When they change, tests/browser/docs prints the new hashes.
 */
const SCALAR_STYLES = [
  "'sha256-SdwVUZnWy8xuzu9alwp9UnSB2w2COBuIILA4H0uPqJM='",
  "'sha256-l/2OpPg0d+2VLTLgwjf5mQo2CYwHDEqdj5TjbfEyVJI='",
  "'sha256-T13Uev3xCax2N28XaoAE8DOzQZKvPp7ZQVAi1iRREjo='",
];

/** The one page with a third party's script, which makes its own styles. It fetches the contract from this origin, and nothing else. */
const reference: App = {
  name: "docs",
  contentSecurityPolicy: `${docs.contentSecurityPolicy}; style-src-elem 'self' ${SCALAR_STYLES.join(" ")}; style-src-attr 'unsafe-inline'`,
};

/** The docs' host, the log's, and those of a preview. */
const DOCS_HOST = /^(?:pr-\d+\.)?docs\./;
const LOG_HOST = /^(?:pr-\d+\.)?log\./;
const REFERENCE_PATH = "/reference";

/** The application of a host, with the policy of the requested page. An unknown host gets the strictest policy. */
export function appOf(host: string, pathname: string): App {
  if (LOG_HOST.test(host)) return log;
  if (!DOCS_HOST.test(host)) return api;
  return pathname === REFERENCE_PATH ? reference : docs;
}
