// The DNS records that Terraform made, read from its state.
import type { State } from "../terraform/state-copies.ts";

/** Their ids. */
export const recordsOf = ({ resources }: State): ReadonlySet<string> =>
  new Set(
    resources
      .filter(({ type }) => type === "cloudflare_dns_record")
      .flatMap(({ instances }) => instances)
      .flatMap(({ attributes: { id } }) => (typeof id === "string" ? [id] : [])),
  );
