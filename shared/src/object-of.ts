// Where a Durable Object is found. Every namespace is asked here, so that no object is ever made outside of the jurisdiction of its environment.

/** A namespace of Durable Objects, as far as it is asked. */
interface Namespace<Id, Stub> {
  idFromName(name: string): Id;
  get(id: Id, options?: { readonly locationHint?: string }): Stub;
  jurisdiction(jurisdiction: string): Namespace<Id, Stub>;
}

export interface Place {
  /**
   * Where the object runs and stores, by Cloudflare's guarantee, for instance `eu`; empty: anywhere. The same name is another object in another
   * jurisdiction, without the memory of the first. Empty locally: workerd throws "not implemented".
   * https://developers.cloudflare.com/durable-objects/reference/data-location/
   */
  readonly jurisdiction: string;
  /** Near which region it is to be made, by best effort; without one, near its first caller. */
  readonly locationHint?: string;
}

/** The stub of the object of that name. */
export function objectOf<Id, Stub>(namespace: Namespace<Id, Stub>, name: string, { jurisdiction, locationHint }: Place): Stub {
  const within = jurisdiction === "" ? namespace : namespace.jurisdiction(jurisdiction);
  return within.get(within.idFromName(name), locationHint === undefined ? {} : { locationHint });
}
