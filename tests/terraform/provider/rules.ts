// What a cloud makes of a request beyond the provider's schema: what it refuses, and what it shows of an object. Each rule names its source.
import type { Cloud } from "./cloud.ts";
import type { ObjectValue } from "./values.ts";

export interface CloudRules {
  /** Why the cloud does not take a request to create or change an object; null when it does. */
  refusal(type: string, wanted: ObjectValue, cloud: Cloud): string | null;
  /** An object as the cloud shows it now, whatever was written. */
  shown(type: string, value: ObjectValue): ObjectValue;
  /** Why the provider cannot be used at all; null when it can. */
  unusable(): string | null;
}

/** A cloud that takes everything that the schema lets through. */
export const withoutRules: CloudRules = { refusal: () => null, shown: (_, value) => value, unusable: () => null };
