// In which order Workers are shipped: callees before their callers, so that most of a new caller's calls meet a new callee. Not all do: while the traffic is split, and
// at 0 %, an old callee answers new callers, so that what two Workers say to each other changes as the schema does (docs/runbooks/deploy.md).

export interface Node {
  readonly name: string;
  /** Names of the Workers that it is bound to, or hands its lines to. */
  readonly callees: readonly string[];
}

/**
 * The names with every callee before its callers; siblings in the order given.
 *
 * @throws when Workers call each other in a circle, or one calls a Worker that is not shipped with it.
 */
export function calleesFirst(nodes: readonly Node[]): string[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ordered: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name))
      throw new Error(`Workers call each other in a circle: ${[...path.slice(path.indexOf(name)), name].join(" → ")}.`);
    if (ordered.includes(name)) return;
    const node = byName.get(name);
    if (node === undefined) throw new Error(`${path.at(-1)} is bound to ${name}, which is no Worker of this repository.`);
    for (const callee of node.callees) visit(callee, [...path, name]);
    ordered.push(name);
  };
  for (const { name } of nodes) visit(name, []);
  return ordered;
}
