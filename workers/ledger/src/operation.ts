// What the ledger Worker's operations share: their environment, their stub of core-service, their tag and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { LedgerCore } from "@ledge/shared/contracts/ledger";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const ledgerOperation = operation<Env>();
export const core = (env: Env): LedgerCore => coreOf<LedgerCore>(env.CORE);
export const tag = "Ledger";
export const transactionParams = z.object({ id: id("transaction").meta({ description: "The transaction" }) });
