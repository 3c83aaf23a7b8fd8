// An environment as Terraform built it, read from `terraform output -json`, and the preview environments that are derived from it. What
// lasts is Terraform's; a preview's queues, database branch and host name are made and removed here.
import { z } from "zod";
import { BadArguments } from "@ledge/command/command-line";
import type { SecretPlace } from "./stored-credential.ts";
import { readJson } from "../build/read-json.ts";

const Outputs = z.object({
  environment: z.string(),
  cloudflare_account_id: z.string(),
  zone: z.object({ id: z.string() }),
  /** Host names by application. */
  applications: z.object({ api: z.string(), docs: z.string(), log: z.string() }).catchall(z.string()),
  checkpoint_bucket: z.object({ name: z.string(), jurisdiction: z.string() }),
  /** The dead letter queue of each queue. */
  queues: z.record(z.string(), z.string()),
  /** The account's store, and the id of each slot by its name. */
  secrets_store: z.object({ id: z.string(), slots: z.record(z.string(), z.string()) }),
  neon: z.object({ organisation_id: z.string(), project_id: z.string(), branch_id: z.string() }),
  database: z.object({ name: z.string() }),
  /** Environments from before there was one have none. */
  otlp_endpoint: z.string().default(""),
  region: z.object({ location_hint: z.string(), jurisdiction: z.string() }),
});

export interface Environment {
  readonly name: string;
  readonly isPreview: boolean;
  readonly accountId: string;
  readonly zoneId: string;
  /** Host names by application; the API's, the docs' and the audit log's are always there. */
  readonly hosts: { readonly api: string; readonly docs: string; readonly log: string } & Readonly<Record<string, string>>;
  /** Where Durable Objects are placed: a location hint, beside the database. */
  readonly locationHint: string;
  /** What Durable Objects are pinned to; empty: they may be anywhere. */
  readonly objectsJurisdiction: string;
  /** The collector that telemetry is sent to; empty: none. A preview has none. */
  readonly otlpEndpoint: string;
  readonly neon: { readonly organisationId: string; readonly projectId: string; readonly branchId: string; readonly database: string };
  /** A Worker's name in the account. */
  workerName(name: string): string;
  /** A queue's name in the account. @throws for a queue that the environment does not have. */
  queueName(name: string): string;
  /**
   * A secret of the account's store as bindings name it; a preview has its own.
   *
   * @throws for a secret that the environment has no slot of.
   */
  storedSecret(name: string): SecretPlace;
  /**
   * A bucket as bindings name it: in the jurisdiction of the environment, or, of a preview, in none, with copies of test data alone.
   *
   * @throws for a bucket that the environment does not have.
   */
  bucket(name: string): { readonly bucket_name: string; readonly jurisdiction?: string };
}

/** As R2 and Terraform call no jurisdiction. */
const ANYWHERE = "default";
/** The one environment that hosts previews, an account of its own: the code of a pull request holds the account's tokens. */
export const HOST_OF_PREVIEWS = "preview";
/** Short enough for a host's label and a Worker's name, and never the name of a lasting environment. */
const PREVIEW = /^pr-[1-9]\d{0,6}$/;
const LASTING = /^[a-z][a-z0-9]{1,19}$/;

/** Whether it is a preview's name. */
export const isPreviewName = (name: string): boolean => PREVIEW.test(name);

/**
 * The environment of that name: `pr-123` derived from the outputs of the environment that hosts previews, and of no other; any other as it is.
 *
 * @param outputsFile what `terraform output -json` printed.
 * @throws {BadArguments}
 */
export function readEnvironment(name: string, outputsFile: string): Environment {
  const isPreview = isPreviewName(name);
  if (!isPreview && !LASTING.test(name)) throw new BadArguments(`--env ${name} is neither an environment's name nor pr-NUMBER.`);
  const outputs = readOutputs(outputsFile);
  if (isPreview && outputs.environment !== HOST_OF_PREVIEWS) {
    throw new BadArguments(
      `${name} is a preview, and --outputs is of ${outputs.environment}: previews are in the account of ${HOST_OF_PREVIEWS}.`,
    );
  }
  if (!isPreview && outputs.environment !== name) throw new BadArguments(`--env is ${name}, and --outputs is of ${outputs.environment}.`);
  const suffixed = (one: string): string => (isPreview ? `${one}-${name}` : one);
  const hosts = Object.entries(outputs.applications).map(([application, host]) => [application, isPreview ? `${name}.${host}` : host]);
  const queues = new Set(Object.entries(outputs.queues).flat());
  return {
    name,
    isPreview,
    accountId: outputs.cloudflare_account_id,
    zoneId: outputs.zone.id,
    hosts: Object.fromEntries(hosts) as Environment["hosts"],
    locationHint: outputs.region.location_hint,
    objectsJurisdiction: outputs.region.jurisdiction === ANYWHERE ? "" : outputs.region.jurisdiction,
    otlpEndpoint: isPreview ? "" : outputs.otlp_endpoint,
    neon: {
      organisationId: outputs.neon.organisation_id,
      projectId: outputs.neon.project_id,
      branchId: outputs.neon.branch_id,
      database: outputs.database.name,
    },
    workerName: suffixed,
    queueName(queue) {
      if (!queues.has(queue)) throw new Error(`Queue ${queue} is in no output of Terraform, which has ${[...queues].join(", ")}.`);
      return suffixed(queue);
    },
    storedSecret(secret) {
      const { id, slots } = outputs.secrets_store;
      if (!isPreview && slots[secret] === undefined) throw new Error(`Secret ${secret} has no slot in an output of Terraform.`);
      return { store_id: id, secret_name: isPreview ? `${secret}_${name}` : secret };
    },
    bucket(bucket) {
      const { name: known, jurisdiction } = outputs.checkpoint_bucket;
      if (bucket !== known) throw new Error(`Bucket ${bucket} is in no output of Terraform, which has ${known}.`);
      return { bucket_name: suffixed(bucket), ...(isPreview || jurisdiction === ANYWHERE ? {} : { jurisdiction }) };
    },
  };
}

function readOutputs(file: string): z.infer<typeof Outputs> {
  const what = `what deploy needs of --outputs; write it with: terraform output -json > ${file}`;
  const values = Object.entries(readJson(file, what, z.record(z.string(), z.object({ value: z.unknown() }))));
  const parsed = Outputs.safeParse(Object.fromEntries(values.map(([key, { value }]) => [key, value])));
  if (!parsed.success) throw new BadArguments(`--outputs ${file} is not what deploy needs: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
