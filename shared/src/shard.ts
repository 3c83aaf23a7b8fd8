// Spreads names over shards, in the same way everywhere.

/** Which of `shards` a name belongs to. FNV-1a, 32 bits: cheap and even; nothing secret depends on it. */
export function shardOf(name: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % shards;
}
