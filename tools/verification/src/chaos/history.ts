// What the clients sent and how they were answered: the checker compares it with the database. Also appended to a file as it happens, so
// that a failed run can be investigated.
import { createHash } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";

export type IntentKind =
  "transfer" | "hot transfer" | "batch" | "transaction" | "hold" | "capture" | "release" | "reversal" | "customer" | "reused key";

/** An effect that an intent may have. The intent carries its mark into the database, whatever idempotency key it is sent under. */
export interface IntendedEffect {
  readonly mark: string;
  /** Of a transaction, all of its legs (amountOfLegs); empty: it moves no money. */
  readonly amount: string;
}

/** An effect as it is in the database, or as an answer acknowledged it. */
export interface Effect extends IntendedEffect {
  readonly id: string;
}

/** A write that a client wants done exactly once. */
export interface Intent {
  readonly n: number;
  readonly kind: IntentKind;
  readonly key: string;
  readonly path: string;
  readonly body: string;
  readonly intended: readonly IntendedEffect[];
  /** The only correct answer; left out: several are. */
  readonly mustAnswer?: { readonly status: number; readonly code: string };
}

/** An answer after which a client does not retry. */
export interface DefinitiveAnswer {
  readonly status: number;
  readonly text: string;
}

interface Answered {
  readonly status: number;
  readonly digest: string;
  readonly code: string | null;
}

/** An intent and how it ended; "unknown": no definitive answer came. */
export interface EndedIntent extends Pick<Intent, "n" | "kind" | "key" | "intended" | "mustAnswer"> {
  readonly end: "ok" | "refused" | "unknown";
  readonly acknowledged: readonly Effect[];
  /** Each definitive answer to its key, in the order of arrival. */
  readonly answers: readonly Answered[];
}

export class History {
  readonly ended: EndedIntent[] = [];
  /** Attempts beyond the first, by kind. */
  readonly retries = new Map<IntentKind, number>();
  /** The answers to each ended intent, by its number. */
  readonly #answers = new Map<number, Answered[]>();
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

  /** @param answers in the order of arrival; empty: the end is unknown. */
  end(intent: Intent, answers: readonly DefinitiveAnswer[], acknowledged: readonly Effect[]): void {
    const { n, kind, key, intended, mustAnswer } = intent;
    const [first] = answers;
    const end = first === undefined ? "unknown" : first.status < 300 ? "ok" : "refused";
    const digests = answers.map(answered);
    this.#answers.set(n, digests);
    this.ended.push({ n, kind, key, intended, ...(mustAnswer === undefined ? {} : { mustAnswer }), end, acknowledged, answers: digests });
    const event = { ok: "ok", refused: "fail", unknown: "info" }[end];
    this.#write({ event, n, status: first?.status, text: first?.text, answers: digests });
  }

  /** One more definitive answer to an intent that has ended. */
  answerAgain({ n }: Intent, { status, text }: DefinitiveAnswer): void {
    this.#answers.get(n)?.push(answered({ status, text }));
    this.#write({ event: "again", n, status, text });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#file.end(() => resolve()));
  }

  #write(line: object): void {
    this.#file.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  }
}

const answered = ({ status, text }: DefinitiveAnswer): Answered => ({ status, digest: digestOf(text), code: codeOf(status, text) });

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

function codeOf(status: number, text: string): string | null {
  return status < 300 ? null : ((JSON.parse(text) as { code?: string }).code ?? null);
}
