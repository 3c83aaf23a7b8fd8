// A first run of an environment as docs/runbooks/new-environment.md has it: Terraform twice, and between them what only people do.
import type { Workshop } from "./terraform.ts";

const ZONE = "module.platform.module.edge.cloudflare_zone.this";

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
