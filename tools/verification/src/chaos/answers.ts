// What the answer to a write states: the effects that it acknowledges, and how far it shows resources to have come.
import type { Effect, Intent } from "./history.ts";
import { amountOfLegs, type Leg } from "./intents.ts";
import { type Staged, stageIn } from "./judge-reads.ts";
import type { Resources } from "./resources.ts";

interface Shown extends Staged {
  readonly id: string;
  readonly amount: string;
  readonly transfer?: string;
  readonly reversal_of?: string | null;
  readonly outcomes?: readonly { readonly transfer?: Shown }[];
  readonly entries?: readonly (Leg & { readonly version: number })[];
  readonly source_account?: string;
  readonly destination_account?: string;
  readonly balances?: Readonly<Record<"source" | "destination", { readonly version: number } | null>>;
}

/** The effects that a successful answer acknowledges. */
export function acknowledgedBy({ kind, intended }: Intent, text: string): Effect[] {
  const shown = JSON.parse(text) as Shown;
  const [first] = intended;
  if (kind === "batch") {
    return (shown.outcomes ?? []).flatMap(({ transfer }, index) => {
      const { mark } = intended[index] ?? { mark: "nobody's" };
      return transfer === undefined ? [] : [{ mark, id: transfer.id, amount: transfer.amount }];
    });
  }
  if (first === undefined) return [];
  if (kind === "transaction") return [{ mark: first.mark, id: shown.id, amount: amountOfLegs(shown.entries ?? []) }];
  if (kind === "capture") return [{ ...first, id: shown.transfer ?? "" }];
  if (kind === "release" || kind === "customer") return [{ ...first, id: shown.id }];
  return [{ mark: first.mark, id: shown.id, amount: shown.amount }];
}

/** Notes how far a successful answer shows resources to have come: no read from now on may show less. To be called once for each intent. */
export function noteStages(resources: Resources, { kind }: Intent, text: string): void {
  const shown = JSON.parse(text) as Shown;
  const documents = kind === "batch" ? (shown.outcomes ?? []).flatMap(({ transfer }) => transfer ?? []) : [shown];
  const noteVersion = (account: string, version: number): void => resources.noteStage(account, { reached: version, ended: null });
  for (const document of documents) {
    const { source_account: source, destination_account: destination, balances, reversal_of: original } = document;
    const stage = stageIn(document);
    if (stage !== null) resources.noteStage(document.id, stage);
    const [debited, credited] = [balances?.source ?? null, balances?.destination ?? null];
    if (source !== undefined && debited !== null) noteVersion(source, debited.version);
    if (destination !== undefined && credited !== null) noteVersion(destination, credited.version);
    for (const { account, version } of document.entries ?? []) noteVersion(account, version);
    if (typeof original === "string") resources.noteReversal(original, Number(document.amount));
  }
}
