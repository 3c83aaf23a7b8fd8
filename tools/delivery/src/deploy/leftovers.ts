// What a Worker has beside its versions and its config says no more: Wrangler sets the consumers and crons of a config, and removes none.
import type { Cloudflare } from "./cloudflare.ts";
import type { RenderedWorker } from "./render.ts";
import type { Step } from "./steps.ts";

interface Triggers {
  readonly queues?: { readonly consumers?: readonly { readonly queue: string }[] };
  readonly triggers?: { readonly crons?: readonly string[] };
}

/** Removes the Worker's consumers of queues that its config does not consume, and its crons when it has none any more. */
export function leftoversStep(cloudflare: Cloudflare, { deployedName, config }: RenderedWorker): Step {
  const { queues, triggers } = config as Triggers;
  const wanted = new Set((queues?.consumers ?? []).map(({ queue }) => queue));
  const consumers = async () =>
    (await cloudflare.queues())
      .filter(({ queue_name: name }) => !wanted.has(name))
      .flatMap(({ queue_id: queue, consumers: all }) =>
        all.filter(({ script }) => script === deployedName).map(({ consumer_id: consumer }) => ({ queue, consumer })),
      );
  const hasOldCrons = async (): Promise<boolean> =>
    (triggers?.crons ?? []).length === 0 && (await cloudflare.crons(deployedName)).length > 0;
  return {
    name: `triggers that ${deployedName} has no more`,
    done: async () => (await consumers()).length === 0 && !(await hasOldCrons()),
    async run() {
      for (const { queue, consumer } of await consumers()) await cloudflare.deleteConsumer(queue, consumer);
      if (await hasOldCrons()) await cloudflare.removeCrons(deployedName);
    },
  };
}
