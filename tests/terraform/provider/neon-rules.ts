// What Neon makes of Terraform's requests, by its documentation and API reference (August to November 2026) and by the source of its provider.
import type { CloudRules } from "./rules.ts";
import { isObject, type ObjectValue } from "./values.ts";

/** The maximum and minimum of autoscaling are at most 8 CU apart, and it ends at 16: https://neon.com/docs/manage/computes */
const WIDEST_RANGE_CU = 8;
const AUTOSCALING_UP_TO_CU = 16;
/** A compute of a new project, unless it is given a size of its own: https://neon.com/docs/introduction/autoscaling */
const DEFAULT_COMPUTE = { autoscaling_limit_min_cu: 0.25, autoscaling_limit_max_cu: 2, suspend_timeout_seconds: 300 };

export interface NeonOrganisation {
  /** Whether Terraform runs with a key of it. */
  hasKey: boolean;
  /** The project that is made, where something else knows it too. */
  readonly project?: { readonly id: string; readonly default_branch_id: string; readonly database_host: string };
}

export const neonRules = (organisation: NeonOrganisation): CloudRules => ({
  unusable: () => (organisation.hasKey ? null : "Neon: no API key is given (NEON_API_KEY)"),
  refusal(type, wanted) {
    if (type !== "neon_project") return null;
    return [wanted, wanted["primary_compute"]].map((one) => rangeRefusal(one)).find((reason) => reason !== null) ?? null;
  },
  // The limits of a project are for computes that are made later, never for the one that the project begins with (the page of neon_project in
  // the provider's documentation, 0.16 and newer: "not retrospectively applicable").
  shown(type, value) {
    if (type !== "neon_project") return value;
    const compute = value["primary_compute"] ?? null;
    return { ...value, ...organisation.project, primary_compute: isObject(compute) ? compute : { id: "ep-primary", ...DEFAULT_COMPUTE } };
  },
});

function rangeRefusal(limits: unknown): string | null {
  const { autoscaling_limit_min_cu: min, autoscaling_limit_max_cu: max } = isObject(limits as ObjectValue) ? (limits as ObjectValue) : {};
  if (typeof min !== "number" || typeof max !== "number") return null;
  if (max - min > WIDEST_RANGE_CU) return `Compute units from ${min} to ${max} are more than ${WIDEST_RANGE_CU} apart`;
  return max > min && max > AUTOSCALING_UP_TO_CU ? `Autoscaling ends at ${AUTOSCALING_UP_TO_CU} CU` : null;
}
