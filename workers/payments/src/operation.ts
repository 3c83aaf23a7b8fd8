// What the payments Worker's operations share: their environment, their stub of core-service, their tags and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const paymentsOperation = operation<Env>();
export const core = (env: Env): PaymentsCore => coreOf<PaymentsCore>(env.CORE);
export const tag = "Transfers";
export const holdsTag = "Holds";
export const holdParams = z.object({ id: id("hold").meta({ description: "The hold" }) });
export const transferParams = z.object({ id: id("transfer").meta({ description: "The transfer" }) });
