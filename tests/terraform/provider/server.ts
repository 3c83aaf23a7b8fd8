// A provider without a cloud: Terraform's plugin protocol over gRPC, the schemas of the repository, a memory, and the cloud's rules. It sends
// nothing.
import { fileURLToPath } from "node:url";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { Attribute, Attributes, ProviderSchema } from "@ledge/delivery/terraform/schemas";
import { Cloud } from "./cloud.ts";
import { type CloudRules, withoutRules } from "./rules.ts";
import { answered, applied, decodeObject, type DynamicValue, encodeValue, type ObjectValue, plannedNew } from "./values.ts";

const PROTO = fileURLToPath(new URL("plugin.proto", import.meta.url));
const PROTOCOL_VERSION = 6;
const ERROR_SEVERITY = 1;
const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

interface Request {
  readonly type_name: string;
  readonly id: string;
  readonly raw_state: { readonly json: Uint8Array };
  readonly current_state: DynamicValue;
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly planned_state: DynamicValue;
}

type ProviderResponse = object | Promise<object>;

export interface RunningProvider {
  readonly cloud: Cloud;
  /** Its entry in TF_REATTACH_PROVIDERS. */
  readonly reattach: Readonly<Record<string, object>>;
  /** Makes the next change wait for `release`; `reached` resolves when it has arrived. */
  holdNextApply(): { readonly reached: Promise<void>; release(): void };
  /** Call only when no Terraform runs any more: it kills the process of a provider that it cannot reach, which is this one. */
  stop(): void;
}

/** Serves a provider's schema on loopback. @param rules what the cloud behind it makes of requests. */
export async function startProvider(schema: ProviderSchema, rules: CloudRules = withoutRules): Promise<RunningProvider> {
  const cloud = new Cloud();
  let held: Hold | undefined;
  const refusing = (reason: string | null): object =>
    reason === null ? {} : { diagnostics: [{ severity: ERROR_SEVERITY, summary: reason }] };
  const read = (type: string, current: ObjectValue): ObjectValue | null => {
    const found = cloud.get(type, current);
    return found === null ? null : rules.shown(type, found);
  };
  const attributesOf = (type: string): Attributes => schema.resources[type]?.attributes ?? {};

  const calls: Readonly<Record<string, (request: Request) => ProviderResponse>> = {
    GetProviderSchema: () => ({
      provider: { block: blockOf(schema.configuration) },
      resource_schemas: Object.fromEntries(
        Object.entries(schema.resources).map(([type, { version, attributes }]) => [type, { version, block: blockOf(attributes) }]),
      ),
    }),
    ValidateProviderConfig: () => ({}),
    ValidateResourceConfig: () => ({}),
    ConfigureProvider: () => refusing(rules.unusable()),
    StopProvider: () => ({}),
    UpgradeResourceState: ({ raw_state: { json } }) => ({ upgraded_state: { json } }),
    ReadResource: ({ type_name: type, current_state: current }) => ({
      new_state: encodeValue(read(type, decodeObject(current) ?? {})),
    }),
    PlanResourceChange: ({ type_name: type, prior_state: prior, proposed_new_state: proposed }) => {
      const [before, after] = [decodeObject(prior), decodeObject(proposed)];
      if (after === null) return { planned_state: proposed };
      if (before === null) return { planned_state: encodeValue(plannedNew(attributesOf(type), after)) };
      return { planned_state: proposed, requires_replace: replacedBy(attributesOf(type), before, after) };
    },
    ApplyResourceChange: async ({ type_name: type, prior_state: prior, planned_state: planned }) => {
      const [before, after] = [decodeObject(prior), decodeObject(planned)];
      const hold = held;
      held = undefined;
      await hold?.wait();
      if (before !== null && after === null) cloud.delete(type, before);
      if (after === null) return { new_state: planned };
      const refusal = rules.refusal(type, after, cloud);
      if (refusal !== null) return { new_state: prior, ...refusing(refusal) };
      const made = rules.shown(type, applied(attributesOf(type), after, cloud.nextSeed(type)));
      cloud.put(type, made);
      // What was planned is answered as planned; what the cloud decides, as it shows it.
      return { new_state: encodeValue(answered(attributesOf(type), after, made)) };
    },
    ImportResourceState: ({ type_name: type, id }) => {
      const found = cloud.find(type, id.split("/"));
      if (found === null) return { diagnostics: [{ severity: ERROR_SEVERITY, summary: `There is no ${type} ${id}` }] };
      return { imported_resources: [{ type_name: type, state: encodeValue(found) }] };
    },
  };

  const server = new grpc.Server();
  server.addService(serviceDefinition(), implement(calls));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  return {
    cloud,
    reattach: {
      [schema.source]: {
        Protocol: "grpc",
        ProtocolVersion: PROTOCOL_VERSION,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
      },
    },
    holdNextApply() {
      held = new Hold();
      return held;
    },
    stop: () => server.forceShutdown(),
  };
}

class Hold {
  readonly #arrival = Promise.withResolvers<void>();
  readonly #release = Promise.withResolvers<void>();
  readonly reached = this.#arrival.promise;

  async wait(): Promise<void> {
    this.#arrival.resolve();
    await this.#release.promise;
  }

  release(): void {
    this.#release.resolve();
  }
}

function serviceDefinition(): grpc.ServiceDefinition {
  const loaded = grpc.loadPackageDefinition(loadSync(PROTO, { keepCase: true, longs: Number }));
  const { Provider } = loaded["tfplugin6"] as unknown as { Provider: grpc.ServiceClientConstructor };
  return Provider.service;
}

/** Answers by gRPC. An exception is an outage of the provider, which Terraform reports. */
function implement(calls: Readonly<Record<string, (request: Request) => ProviderResponse>>): grpc.UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(calls).map(([name, call]): [string, grpc.handleUnaryCall<Request, object>] => [
      name,
      ({ request }, answer) => {
        Promise.resolve()
          .then(() => call(request))
          .then(
            (value) => answer(null, value),
            (error: unknown) => answer({ code: grpc.status.INTERNAL, details: String(error) }),
          );
      },
    ]),
  );
}

const blockOf = (attributes: Attributes): object => ({ attributes: attributesOnTheWire(attributes) });

const attributesOnTheWire = (attributes: Attributes): object[] =>
  Object.entries(attributes).map(([name, { type, nested_type: nested, required, optional, computed, sensitive }]: [string, Attribute]) => ({
    name,
    ...(type === undefined ? {} : { type: Buffer.from(JSON.stringify(type)) }),
    ...(nested === undefined
      ? {}
      : { nested_type: { attributes: attributesOnTheWire(nested.attributes), nesting: NESTING[nested.nesting_mode] } }),
    required,
    optional,
    computed,
    sensitive,
  }));

/** Paths of attributes whose change cannot be made in place. */
const replacedBy = (attributes: Attributes, before: ObjectValue, after: ObjectValue): object[] =>
  Object.entries(attributes)
    .filter(([name, { force_new: isFixed }]) => isFixed === true && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map(([name]) => ({ steps: [{ attribute_name: name }] }));
