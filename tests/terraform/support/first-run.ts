// A first run of an environment as docs/runbooks/new-environment.md has it: Terraform twice, and between them what only people do.
import { readProviderSchema } from "@ledge/delivery/terraform/schemas";
import { REPOSITORY, type Workshop } from "./terraform.ts";

export const STATE_BUCKET = "ledge-terraform-state";

const ZONE = "module.platform.module.edge.cloudflare_zone.this";

/** The state's bucket, which Wrangler creates before there is a state. */
export function makeStateBucket({ cloudflare }: Workshop, accountId: string): void {
  const attributes = readProviderSchema(REPOSITORY, "cloudflare").resources["cloudflare_r2_bucket"]?.attributes ?? {};
  const empty = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  const bucket = { id: STATE_BUCKET, name: STATE_BUCKET, account_id: accountId, jurisdiction: "eu" };
  cloudflare.cloud.put("cloudflare_r2_bucket", { ...empty, ...bucket });
}

/** The zone alone; its plan is bought, and its name servers are entered at the registrar. The root is initialised. */
export async function makeZone(workshop: Workshop, root: string): Promise<void> {
  await workshop.must(root, "apply", "-auto-approve", `-target=${ZONE}`);
  workshop.zone.plan = "pro";
  workshop.zone.isDelegated = true;
}

/** An initialised root's whole environment, with the DS record at the registrar. */
export async function makeEnvironment(workshop: Workshop, root: string): Promise<void> {
  await makeZone(workshop, root);
  await workshop.must(root, "apply", "-auto-approve");
  workshop.zone.hasDsRecord = true;
}
