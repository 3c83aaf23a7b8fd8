// A view of a resource must show every member that was sent, as it was sent.
import type { Body } from "./bodies.ts";

/** @throws when a view shows a member differently. The members of metadata have no order. */
export function mustShow(where: string, view: Body, members: Body): void {
  for (const [name, value] of Object.entries(members)) {
    const [is, must] = [canonical(view[name]), canonical(value)];
    if (is !== must && !(name === "entries" && contains(view[name], value)))
      throw new Error(`${where} shows ${name} as ${is}, not ${must}`);
  }
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  ) ?? "nothing";

/** Whether a view's entries are those that were sent, whatever else the view contains. */
const contains = (view: unknown, sent: unknown): boolean =>
  Array.isArray(view) &&
  Array.isArray(sent) &&
  view.length === sent.length &&
  sent.every((one: Body) => view.some((other: Body) => Object.entries(one).every(([name, value]) => other[name] === value)));
