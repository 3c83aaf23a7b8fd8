// Where what to do about an alert is written.

/** One page, with a section for each alert by its name. @internal Tests read it. */
export const RUNBOOKS = "docs/runbooks/alerts.md";

/**
 * The section's address. Prometheus puts what its external label `repository` says before it, such as `https://github.com/OWNER/NAME/blob/main/`; without that label it
 * is the path in this repository.
 */
export const runbookOf = (alert: string): string =>
  `{{ with $externalLabels.repository }}{{ . }}{{ end }}${RUNBOOKS}#${alert.toLowerCase()}`;
