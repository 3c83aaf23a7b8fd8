// The platform of scenarios: all Workers, a receiver of webhooks on this machine, and the administrator's view of the database.
import { openReceiver } from "@ledge/verification/webhook-receiver/receiver";
import type pg from "pg";
import { connect } from "../database.ts";
import { type Ledge, startLedge } from "../ledge.ts";
import { openTestBank } from "../test-bank.ts";
import { type BooksDigest, digestsOf } from "./books-digest.ts";
import { openScenarioContext, type ScenarioContext } from "./scenario.ts";

export interface ScenarioPlatform {
  readonly ledge: Ledge;
  readonly context: ScenarioContext;
  readonly admin: pg.Client;
  readonly digest: () => Promise<BooksDigest>;
  close(): Promise<void>;
}

/** @param collector the URL of a collector, which is sent every trace. */
export async function startScenarios(collector = ""): Promise<ScenarioPlatform> {
  const receiver = await openReceiver();
  const ledge = await startLedge({
    vars: {
      "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" },
      "workers/telemetry/wrangler.toml": { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_TRACES_SAMPLER_ARG: "1" },
    },
  });
  const admin = await connect(ledge.database.adminUrl);
  const digest = await digestsOf(admin);
  const context = await openScenarioContext(ledge, await openTestBank(ledge), admin, receiver);
  return {
    ledge,
    context,
    admin,
    digest,
    async close() {
      await admin.end();
      await ledge.close();
      await receiver.close();
    },
  };
}
