// What the clients asked and were told: the one side of the comparison that the checker makes. Appended to a file as it happens, so that
// it can be read when a run has gone wrong.
import { createHash } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";

export type Kind = "transfer" | "hot transfer" | "batch" | "hold" | "capture" | "release" | "reversal" | "customer" | "reused key";

/** An effect that an intent may have, known by a mark that it carries into the database, whatever key it was sent under. */
export interface Promised {
  readonly mark: string;
  readonly amount: string;
}

/** An effect that an answer acknowledged. */
export interface Acknowledged extends Promised {
  readonly id: string;
}

/** What somebody wants done, once. */
export interface Intent {
  readonly n: number;
  readonly kind: Kind;
  readonly key: string;
  readonly path: string;
  readonly body: string;
  readonly promised: readonly Promised[];
  /** The only right answer, if there is only one. */
  readonly mustAnswer?: { readonly status: number; readonly code: string };
}

/** A definitive answer. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** An intent and how it ended. Nobody was told how: unknown. */
export interface Told extends Pick<Intent, "n" | "kind" | "key" | "promised" | "mustAnswer"> {
  readonly end: "ok" | "refused" | "unknown";
  readonly acknowledged: readonly Acknowledged[];
  /** Each definitive answer to its key, in the order in which they came. */
  readonly answers: readonly { readonly status: number; readonly digest: string; readonly code: string | null }[];
}

export class History {
  readonly told: Told[] = [];
  /** Attempts beyond the first, by kind. */
  readonly retries = new Map<Kind, number>();
  readonly #file: WriteStream;

  constructor(path: string) {
    this.#file = createWriteStream(path);
  }

  invoke({ n, kind, key, path, body }: Intent): void {
    this.#write({ event: "invoke", n, kind, key, path, body });
  }

  retry({ n, kind }: Intent, why: string): void {
    this.retries.set(kind, (this.retries.get(kind) ?? 0) + 1);
    this.#write({ event: "retry", n, why });
  }

  /** @param answers definitive ones; none: nobody was told. */
  end(intent: Intent, answers: readonly Answer[], acknowledged: readonly Acknowledged[]): void {
    const { n, kind, key, promised, mustAnswer } = intent;
    const [first] = answers;
    const end = first === undefined ? "unknown" : first.status < 300 ? "ok" : "refused";
    const digests = answers.map(({ status, text }) => ({ status, digest: digestOf(text), code: codeOf(status, text) }));
    this.told.push({ n, kind, key, promised, ...(mustAnswer === undefined ? {} : { mustAnswer }), end, acknowledged, answers: digests });
    const event = { ok: "ok", refused: "fail", unknown: "info" }[end];
    this.#write({ event, n, status: first?.status, text: first?.text, answers: digests });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#file.end(() => resolve()));
  }

  #write(line: object): void {
    this.#file.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  }
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

function codeOf(status: number, text: string): string | null {
  return status < 300 ? null : ((JSON.parse(text) as { code?: string }).code ?? null);
}
