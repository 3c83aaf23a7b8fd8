// Copies of Terraform's state, on a stand-in of R2 with its lock: one after each apply, never replaced, never with a secret; and drift without one.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { copyFault, copyState, stateOf } from "@ledge/delivery/terraform/state-copies";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT_ID, type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { outputs, TOKEN } from "./support/sample-platform.ts";

let cloudflare: CloudflareStandIn;
let folder: string;
beforeAll(async () => {
  cloudflare = await startCloudflare(TOKEN);
  folder = mkdtempSync(join(tmpdir(), "ledge-copies-"));
});
afterAll(async () => {
  await cloudflare.stop();
  rmSync(folder, { recursive: true });
});

const cloud = () => ({ name: "Cloudflare", baseUrl: cloudflare.url, token: TOKEN, permissions: "" });
const state = (serial: number, attributes: Record<string, unknown> = { id: "record-1" }) =>
  stateOf(
    JSON.stringify({
      version: 4,
      terraform_version: "1.11.4",
      serial,
      lineage: "3f8a1c52-0000-4000-8000-000000000001",
      outputs: {},
      resources: [{ mode: "managed", type: "cloudflare_dns_record", name: "spf", instances: [{ schema_version: 500, attributes }] }],
    }),
  );
const run = (tool: string, ...args: string[]) =>
  runScript(join(ROOT, tool), args, {
    cwd: ROOT,
    timeoutMs: 60_000,
    env: { ...process.env, CLOUDFLARE_API_TOKEN: TOKEN, CLOUDFLARE_API_BASE_URL: cloudflare.url },
  });

describe("a copy of the state", () => {
  test("is the state, under the locked prefix, one for each serial; again, nothing is written", async () => {
    writeFileSync(join(folder, "state.json"), JSON.stringify(state(7)));
    const args = ["--account", ACCOUNT_ID, "--state", join(folder, "state.json")];
    for (const _ of [1, 2]) expect(await run("tools/delivery/src/terraform/copy-main.ts", ...args)).toMatchObject({ code: 0 });
    await copyState(cloud(), ACCOUNT_ID, state(8));
    const keys = [...cloudflare.stateObjects.keys()];
    expect(keys).toEqual([7, 8].map((serial) => `copies/3f8a1c52-0000-4000-8000-000000000001/00000${serial}.tfstate`));
    expect(JSON.parse(cloudflare.stateObjects.get(keys[0] as string) as string)).toEqual(state(7));
    expect(cloudflare.calls.filter(({ method }) => method === "PUT")).toHaveLength(2);
  });

  test("is the same in whatever order Terraform prints the results of its checks, which changes with each pull", async () => {
    const [one, other] = [
      ["var.a", "var.b"],
      ["var.b", "var.a"],
    ].map((addresses) =>
      stateOf(JSON.stringify({ ...state(6), check_results: addresses.map((config_addr) => ({ object_kind: "var", config_addr })) })),
    );
    const key = await copyState(cloud(), ACCOUNT_ID, one!);
    expect(await copyState(cloud(), ACCOUNT_ID, other!)).toBe(key);
    expect(await copyFault(cloud(), ACCOUNT_ID, other!)).toEqual([]);
  });

  test("is not replaced by a state with another history", async () => {
    await expect(copyState(cloud(), ACCOUNT_ID, state(8, { id: "record-2" }))).rejects.toThrow("is a copy of another state");
    expect(await copyFault(cloud(), ACCOUNT_ID, state(8, { id: "record-2" }))).toEqual(["the copy of serial 8 is of another state"]);
  });

  test("is never made of a state with a secret, which the lock would keep", async () => {
    const leaked = state(9, { password: "hunter2" });
    await expect(copyState(cloud(), ACCOUNT_ID, leaked)).rejects.toThrow("holds secrets");
    expect([...cloudflare.stateObjects.values()].join()).not.toContain("hunter2");
  });

  test("that is missing is drift, and so is a Worker that serves nothing", async () => {
    writeFileSync(join(folder, "state.json"), JSON.stringify(state(10)));
    const values = outputs("dev", "br-main") as Record<string, { value: unknown }>;
    const queues = { value: { "ledge-audit": "ledge-audit-dead", "ledge-events": "ledge-events-dead" } };
    const bucket = { value: { name: "ledge-audit-checkpoints", jurisdiction: "eu" } };
    writeFileSync(join(folder, "outputs.json"), JSON.stringify({ ...values, queues, checkpoint_bucket: bucket }));
    const args = ["--env", "dev", "--outputs", join(folder, "outputs.json"), "--state", join(folder, "state.json")];
    const { code, output } = await run("tools/delivery/src/drift/main.ts", ...args);
    expect(code).toBe(1);
    expect(output).toContain("✗ ledge-gateway serves no version");
    expect(output).toContain("✗ the state of serial 10 has no copy: npm run terraform:copy");
  });
});
