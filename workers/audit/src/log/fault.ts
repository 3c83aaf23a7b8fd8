// What must not happen to the log. Its name is logged, and is all that is (law 28): a person decides, because whatever goes on would be another history.

const faults = {
  /** The bucket has another tile under this path than the one that would be written. */
  TileOverwritten: "a tile is there with other bytes",
  /** The bucket has lost a tile that a signed tree is made of. */
  TileMissing: "a tile of the log is missing",
  /** The tiles do not have the root that was signed. */
  TilesDiffer: "the tiles are not those of the tree that was signed",
  /** core-service has fewer records than the log: its database was restored to an earlier state, or records were deleted. */
  LogShrank: "core-service has fewer records than were signed",
  /** The record before the next one is not the one that was signed: its database was restored and went on, or its history was rewritten. */
  LogDiffers: "core-service has another history than was signed",
  /** Two trees of one size, or a smaller one. */
  TreeForked: "the tree would fork",
  /** The bucket shows a checkpoint that this log did not write. */
  CheckpointForeign: "the checkpoint in the bucket is not the log's own",
} as const;

export class LogFault extends Error {
  constructor(name: keyof typeof faults) {
    super(faults[name]);
    this.name = name;
  }
}
