// Measures SQL files as contenders: posting by the current functions, in one database as it is and in one more for each file, to which the file was
// applied. A file says in SQL what it does otherwise: another text of a function, other indexes, another shape of rows.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { withSettings } from "@ledge/database/migrate/database-text";
import { type BenchPostgres, query } from "./bench-postgres.ts";
import { type Compared, compared, orderOf, ratio } from "./compare.ts";
import { ledge } from "./contenders.ts";
import { type Effort, FULL_CALL, post } from "./posting.ts";
import { openLedger, workload } from "./workload.ts";

const SHAPES = ["uniform", "hot"] as const;

export interface ContenderResult extends Compared {
  readonly file: string;
  readonly shape: (typeof SHAPES)[number];
  /** Transfers, in each turn; `control` is the current functions once more. */
  readonly perSecond: Readonly<Record<"current" | "contender" | "control", readonly number[]>>;
}

/** @throws the database's error for a file that does not apply, or after which not everything is posted. */
export async function benchContenders(postgres: BenchPostgres, files: readonly string[], effort: Effort): Promise<ContenderResult[]> {
  const open = async (file: string | null) => {
    effort.progress(`contenders: preparing ${file ?? "the current functions"}`);
    const { database, accounts } = await openLedger(postgres);
    // As a migration is applied: by the owner, and on one line with the file's first, so that an error has the file's line.
    if (file !== null) await query(database.migratorUrl, `SET ROLE ledge_owner; ${withSettings(readFileSync(file, "utf8"))}`);
    return { contender: await ledge(database.runtimeUrl), database, accounts };
  };
  const sides = [await open(null), await open(null)];
  for (const file of files) sides.push(await open(file));
  const results: ContenderResult[] = [];
  for (const shape of SHAPES) {
    const measured = sides.map((side) => ({ ...side, rates: [] as number[] }));
    for (let turn = 0; turn <= effort.turns; turn += 1) {
      for (const { contender, accounts, rates } of orderOf(turn + 1, measured)) {
        effort.progress(`contenders, ${shape}, turn ${turn} of ${effort.turns}`);
        const rate = await post(contender, FULL_CALL, workload(shape, accounts, effort.seed + turn), effort.turnMs);
        if (turn > 0) rates.push(rate);
      }
    }
    const [current = [], control = [], ...contenders] = measured.map(({ rates }) => rates);
    results.push(
      ...contenders.map((contender, index) => ({
        ...{ file: basename(files[index] as string), shape, perSecond: { current, contender, control } },
        ...compared(ratio(contender, current), ratio(control, current)),
      })),
    );
  }
  for (const { contender, database } of sides) {
    await contender.close();
    await database.drop();
  }
  return results;
}
