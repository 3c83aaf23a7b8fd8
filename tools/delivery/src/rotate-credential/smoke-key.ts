// The operator's key of the smoke test: its successor is the same principal, so that no retry is lost; those of before are revoked.
import { createLedge } from "@ledge/client";
import { operatorKeys } from "../credentials/operator-keys.ts";
import { SMOKE_KEY } from "../credentials/table.ts";
import type { Kind } from "./replacement.ts";

export const smokeKey: Kind = {
  secrets: ["LEDGE_KEY"],
  wants: [["LEDGE_OPERATOR_KEY"]],
  async find({ given, apis, now }) {
    const ledge = createLedge({ url: apis.ledge, apiKey: given("LEDGE_OPERATOR_KEY") as string });
    const before = (await operatorKeys(ledge, now)).filter(({ name }) => name === SMOKE_KEY);
    const last = before.filter(({ rotated_to: successor }) => successor === null);
    const [model] = last;
    if (model === undefined || last.length > 1) {
      throw new Error(
        `There are ${last.length} operator's keys called “${SMOKE_KEY}” without a successor, not one: docs/runbooks/operator-keys.md.`,
      );
    }
    return {
      called: `${model.id} (${SMOKE_KEY})`,
      async make() {
        const { data } = await ledge.post("/v1/api-keys/{id}/rotate", { params: { path: { id: model.id } }, body: {} });
        const successor = createLedge({ url: apis.ledge, apiKey: data.token });
        return {
          secrets: { LEDGE_KEY: data.token },
          prove: async () => void (await successor.get("/v1/api-keys/{id}", { params: { path: { id: data.id } } })),
          // By the successor: the person's key may be one of those that end.
          async end(onStep) {
            for (const { id } of before) {
              await successor.delete("/v1/api-keys/{id}", { params: { path: { id } } });
              onStep(`${id} of before is revoked`);
            }
          },
        };
      },
    };
  },
};
