// What the audit Worker's operations share: their environment, their stub of core-service, their tag and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { AuditCore } from "@ledge/shared/contracts/audit";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const auditOperation = operation<Env>();
export const core = (env: Env): AuditCore => coreOf<AuditCore>(env.CORE);
export const tag = "Audit";
export const recordParams = z.object({ id: id("auditRecord").meta({ description: "The record" }) });
