// Terraform's values on the wire and their changes in a plan and an apply: pure functions, without a server.
import { createHash } from "node:crypto";
import type { Attribute, Attributes } from "@ledge/delivery/terraform/schemas";
import { decode, encode, ExtensionCodec, ExtData } from "@msgpack/msgpack";

export type Value = null | boolean | number | string | Uint8Array | ExtData | readonly Value[] | { readonly [key: string]: Value };
export type ObjectValue = { readonly [key: string]: Value };

export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** Extension 0: known after apply. Extension 12: the same, with the known facts about the value. */
const UNKNOWN_TYPE = 0;
const REFINED_UNKNOWN_TYPE = 12;
const UNKNOWN = new ExtData(UNKNOWN_TYPE, new Uint8Array(1));

const extensionCodec = new ExtensionCodec();
for (const type of [UNKNOWN_TYPE, REFINED_UNKNOWN_TYPE]) {
  extensionCodec.register({
    type,
    encode: (value) => (value instanceof ExtData && value.type === type ? (value.data as Uint8Array) : null),
    decode: (data) => new ExtData(type, data),
  });
}

const isUnknown = (value: Value | undefined): boolean => value instanceof ExtData;

/** The object in a value of the wire, or null where there is none (a resource that does not exist). */
export const decodeObject = ({ msgpack }: DynamicValue): ObjectValue | null =>
  decode(msgpack ?? new Uint8Array([0xc0]), { extensionCodec }) as ObjectValue | null;

export const encodeValue = (value: Value): DynamicValue => ({ msgpack: encode(value, { extensionCodec }) });

export const isObject = (value: Value | undefined): value is ObjectValue =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array) && !isUnknown(value);

/** The planned new object: as proposed, and unknown where the provider decides. */
export const plannedNew = (attributes: Attributes, proposed: ObjectValue): ObjectValue =>
  mapAttributes(attributes, proposed, (attribute, value) => (value === null && attribute.computed === true ? UNKNOWN : value));

/** The object as the cloud would answer it: unknown values have been decided. `seed` makes the ids of different objects differ. */
export const applied = (attributes: Attributes, planned: ObjectValue, seed: string): ObjectValue =>
  mapAttributes(attributes, planned, (attribute, value, name) => (isUnknown(value) ? decided(attribute, `${seed}/${name}`) : value));

/** The answer to an apply: what was planned, and what the cloud shows where the plan left it open. */
export const answered = (attributes: Attributes, planned: ObjectValue, shown: ObjectValue): ObjectValue =>
  Object.fromEntries(
    Object.keys(attributes).map((name) => {
      const wanted = planned[name] ?? null;
      return [name, containsUnknown(wanted) ? (shown[name] ?? null) : wanted];
    }),
  );

const containsUnknown = (value: Value): boolean =>
  isUnknown(value) ||
  (Array.isArray(value)
    ? (value as readonly Value[]).some(containsUnknown)
    : isObject(value) && Object.values(value).some(containsUnknown));

function mapAttributes(
  attributes: Attributes,
  value: ObjectValue,
  change: (attribute: Attribute, value: Value, name: string) => Value,
): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]): [string, Value] => {
      const changed = change(attribute, value[name] ?? null, name);
      const nested = attribute.nested_type;
      if (nested === undefined) return [name, changed];
      const inner = (one: Value): Value => (isObject(one) ? mapAttributes(nested.attributes, one, change) : one);
      if (Array.isArray(changed)) return [name, (changed as readonly Value[]).map(inner)];
      return [name, nested.nesting_mode === "single" ? inner(changed) : changed];
    }),
  );
}

/** A value that a cloud could have given. A sensitive one looks like a secret, so that a state that contains it is detected. */
function decided({ type, nested_type: nested, sensitive }: Attribute, seed: string): Value {
  const hash = createHash("sha256").update(seed).digest("hex");
  if (nested !== undefined) return nested.nesting_mode === "single" ? null : [];
  if (sensitive === true) return `npg_${hash.slice(0, 12)}`;
  if (type === "string") return hash.slice(0, 32);
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (Array.isArray(type)) return type[0] === "map" ? {} : [];
  return null;
}
