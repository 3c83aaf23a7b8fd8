// The public applications by host, each with its own Content-Security-Policy. So far there is the API, on every host.

export interface App {
  readonly name: string;
  readonly contentSecurityPolicy: string;
}

/** An API answers data: nothing of it may be rendered, framed, or run (CSP level 3). */
const api: App = {
  name: "api",
  contentSecurityPolicy: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

export const appOf = (_host: string): App => api;
