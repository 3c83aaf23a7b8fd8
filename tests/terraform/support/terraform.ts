// Runs Terraform itself on a copy of terraform/, with providers that have no cloud and a bucket on loopback.
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "@ledge/delivery/terraform/plan";
import { readProviderSchema, type ProviderSchema } from "@ledge/delivery/terraform/schemas";
import { describe } from "vitest";
import { cloudflareRules, newZone, type ZoneByHand } from "../provider/cloudflare-rules.ts";
import { type NeonOrganisation, neonRules } from "../provider/neon-rules.ts";
import { type RunningProvider, startProvider } from "../provider/server.ts";
import { whetherToRun } from "./installed.ts";
import { startStateBucket, type StateBucket, type StateBucketOptions } from "./state-bucket.ts";

export const REPOSITORY = new URL("../../../", import.meta.url);
export const ENVIRONMENTS = ["dev", "prod", "preview"] as const;
export const MODULES = ["alerts", "database", "edge", "platform", "queues", "secrets", "storage"] as const;
/** Terraform answers in under a second here, so a minute means that it hangs. */
const TIMEOUT_MS = 180_000;

/** A suite that needs programs besides what npm installs. */
export function describeWith(programs: readonly string[], title: string, suite: () => void): void {
  const verdict = whetherToRun(programs);
  if (verdict === "run") describe(title, suite);
  else describe.skip(`${title} (${verdict})`, suite);
}

/** A suite that needs Terraform. */
export const describeWithTerraform = (title: string, suite: () => void): void => describeWith(["terraform"], title, suite);

interface Finished {
  readonly code: number;
  /** Its output, on both streams. */
  readonly output: string;
}

export interface Workshop extends AsyncDisposable {
  /** The copy of terraform/. */
  readonly directory: string;
  readonly cloudflare: RunningProvider;
  readonly neon: RunningProvider;
  readonly bucket: StateBucket;
  /** What is done to the zone by hand. */
  readonly zone: ZoneByHand;
  readonly organisation: NeonOrganisation;
  /** The environment that Terraform runs in. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs Terraform in a folder of the copy. It never throws because of Terraform's result. */
  run(folder: string, ...args: readonly string[]): Promise<Finished>;
  /** The same, and Terraform must succeed. @throws with its output otherwise. */
  must(folder: string, ...args: readonly string[]): Promise<string>;
  /** A plan of an initialised root, as `terraform show -json` prints it. */
  plan(folder: string): Promise<Plan>;
  /**
   * Changes a file of the copy. @returns what takes the change back.
   *
   * @throws when the text does not occur exactly once: the planted fault must then be updated.
   */
  plant(file: string, original: string | RegExp, replacement: string): () => void;
}

export interface WorkshopOptions extends StateBucketOptions {
  readonly neon?: (schema: ProviderSchema) => ProviderSchema;
  readonly project?: NonNullable<NeonOrganisation["project"]>;
}

/** A copy of terraform/ with everything that it needs to run. */
export async function openWorkshop({
  neon: changed = (schema) => schema,
  project,
  ...bucketOptions
}: WorkshopOptions = {}): Promise<Workshop> {
  const directory = mkdtempSync(join(tmpdir(), "ledge-terraform-"));
  cpSync(new URL("terraform/", REPOSITORY), directory, { recursive: true, filter: (path) => !path.includes(".terraform") });
  const zone = newZone();
  const organisation: NeonOrganisation = { hasKey: true, ...(project === undefined ? {} : { project }) };
  const [cloudflare, neon, bucket] = await Promise.all([
    startProvider(readProviderSchema(REPOSITORY, "cloudflare"), cloudflareRules(zone)),
    startProvider(changed(readProviderSchema(REPOSITORY, "neon")), neonRules(organisation)),
    startStateBucket(bucketOptions),
  ]);
  const env = {
    PATH: process.env["PATH"],
    HOME: directory,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_CLI_ARGS: "-no-color",
    TF_REATTACH_PROVIDERS: JSON.stringify({ ...cloudflare.reattach, ...neon.reattach }),
    AWS_ENDPOINT_URL_S3: bucket.url,
    AWS_ACCESS_KEY_ID: "loopback",
    AWS_SECRET_ACCESS_KEY: "loopback",
    TF_VAR_account_id: "d0000000000000000000000000000001",
  };
  const running = new Set<Promise<Finished>>();
  const run = (folder: string, ...args: readonly string[]): Promise<Finished> => {
    const finished = new Promise<Finished>((resolve) => {
      const options = { cwd: join(directory, folder), env, timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 };
      execFile("terraform", args, options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
    running.add(finished);
    return finished;
  };
  const must = async (folder: string, ...args: readonly string[]): Promise<string> => {
    const { code, output } = await run(folder, ...args);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} in ${folder}: ${output}`);
    return output;
  };
  return {
    directory,
    cloudflare,
    neon,
    bucket,
    zone,
    organisation,
    env,
    run,
    must,
    async plan(folder) {
      await must(folder, "plan", "-out=plan.bin");
      return JSON.parse(await must(folder, "show", "-json", "plan.bin")) as Plan;
    },
    plant(file, original, replacement) {
      const path = join(directory, file);
      const text = readFileSync(path, "utf8");
      if (text.split(original).length !== 2) throw new Error(`${file} no longer reads ${String(original)} once: plant the fault anew`);
      writeFileSync(
        path,
        text.replace(original, () => replacement),
      );
      return () => writeFileSync(path, text);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(running);
      cloudflare.stop();
      neon.stop();
      await bucket.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
