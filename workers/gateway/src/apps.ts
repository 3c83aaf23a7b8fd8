// The public applications by host, each with its own Content-Security-Policy: the docs on `docs.`, the API on every other host.

export interface App {
  readonly name: "api" | "docs";
  readonly contentSecurityPolicy: string;
}

/** Nothing may be a base for URLs, take a form, or frame the page; whatever a policy does not name may not be loaded (CSP level 3). */
const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An API answers data: nothing of it may be rendered, framed, or run. */
const api: App = { name: "api", contentSecurityPolicy: closed };

/** Pages of text: styled, with pictures. Their one script, a file of this origin, copies and searches; it fetches the index, a file beside it. */
const docs: App = {
  name: "docs",
  contentSecurityPolicy: `${closed}; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'`,
};

/**
 * What the style elements that Scalar's bundle makes contain, by hash: its stylesheet, its toasts', and its theme's. It has no other way to
 * its styles (decision 25). tests/browser/docs names the new ones when they change.
 */
const SCALAR_STYLES = [
  "'sha256-SdwVUZnWy8xuzu9alwp9UnSB2w2COBuIILA4H0uPqJM='",
  "'sha256-l/2OpPg0d+2VLTLgwjf5mQo2CYwHDEqdj5TjbfEyVJI='",
  "'sha256-T13Uev3xCax2N28XaoAE8DOzQZKvPp7ZQVAi1iRREjo='",
];

/** The one page with somebody else's script, which makes its own styles. It reads the contract, and nothing else, from this origin. */
const reference: App = {
  name: "docs",
  contentSecurityPolicy: `${docs.contentSecurityPolicy}; style-src-elem 'self' ${SCALAR_STYLES.join(" ")}; style-src-attr 'unsafe-inline'`,
};

/** The docs' host, and that of a preview's docs. */
const DOCS_HOST = /^(?:pr-\d+\.)?docs\./;
const REFERENCE_PATH = "/reference";

/** The application of a host, with the policy of the page that is asked for. A host that nobody knows gets the strictest. */
export function appOf(host: string, pathname: string): App {
  if (!DOCS_HOST.test(host)) return api;
  return pathname === REFERENCE_PATH ? reference : docs;
}
