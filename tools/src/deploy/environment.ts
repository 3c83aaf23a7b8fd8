// An environment as Terraform built it, read from `terraform output -json`, and the preview environments that are derived from it. What
// lasts is Terraform's; a preview's queues, database branch and host name are made and removed here.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { BadArguments } from "../target/target.ts";

const Outputs = z.object({
  account_id: z.string(),
  zone_id: z.string(),
  /** Host names by what answers there. */
  hosts: z.object({ api: z.string(), docs: z.string(), console: z.string() }),
  /** Names of queues in the account, by their names in the wrangler.toml files. */
  queues: z.record(z.string(), z.string()),
  /** Where Durable Objects are placed: a location hint of Cloudflare, beside the database. */
  placement: z.string(),
  neon: z.object({ project_id: z.string(), branch_id: z.string(), database: z.string() }),
});

export interface Environment {
  readonly name: string;
  readonly isPreview: boolean;
  readonly accountId: string;
  readonly zoneId: string;
  readonly hosts: { readonly api: string; readonly docs: string; readonly console: string };
  readonly placement: string;
  readonly neon: { readonly projectId: string; readonly branchId: string; readonly database: string };
  /** A Worker's name in the account. */
  workerName(name: string): string;
  /** A queue's name in the account. @throws for a queue that the environment does not have. */
  queueName(name: string): string;
}

/** Short enough for a host's label and a Worker's name, and never the name of something that lasts. */
const PREVIEW = /^pr-[1-9]\d{0,6}$/;
const LASTING = /^[a-z][a-z0-9]{1,19}$/;

/**
 * The environment of that name: `pr-123` derived from the outputs of the environment that hosts previews, any other as it is.
 *
 * @param outputsFile what `terraform output -json` printed.
 * @throws {BadArguments}
 */
export function readEnvironment(name: string, outputsFile: string): Environment {
  const isPreview = PREVIEW.test(name);
  if (!isPreview && !LASTING.test(name)) throw new BadArguments(`--env ${name} is neither an environment's name nor pr-NUMBER.`);
  const outputs = readOutputs(outputsFile);
  const suffixed = (one: string): string => (isPreview ? `${one}-${name}` : one);
  const hosted = (host: string): string => (isPreview ? `${name}.${host}` : host);
  return {
    name,
    isPreview,
    accountId: outputs.account_id,
    zoneId: outputs.zone_id,
    hosts: { api: hosted(outputs.hosts.api), docs: hosted(outputs.hosts.docs), console: hosted(outputs.hosts.console) },
    placement: outputs.placement,
    neon: { projectId: outputs.neon.project_id, branchId: outputs.neon.branch_id, database: outputs.neon.database },
    workerName: suffixed,
    queueName(queue) {
      const lasting = outputs.queues[queue];
      if (lasting === undefined) throw new Error(`Queue ${queue} is in no output of Terraform: ${Object.keys(outputs.queues).join(", ")}.`);
      return suffixed(lasting);
    },
  };
}

function readOutputs(file: string): z.infer<typeof Outputs> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new BadArguments(`--outputs ${file} cannot be read. Write it with: terraform output -json > ${file}`);
  }
  const wrapped = z.record(z.string(), z.object({ value: z.unknown() })).parse(JSON.parse(text));
  const parsed = Outputs.safeParse(Object.fromEntries(Object.entries(wrapped).map(([key, { value }]) => [key, value])));
  if (!parsed.success) throw new BadArguments(`--outputs ${file} is not what deploy needs: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
