declare const faults: {
    /** The bucket has another tile under this path than the one that would be written. */
    readonly TileOverwritten: "a tile is there with other bytes";
    /** The bucket has lost a tile that a signed tree is made of. */
    readonly TileMissing: "a tile of the log is missing";
    /** The tiles do not have the root that was signed. */
    readonly TilesDiffer: "the tiles are not those of the tree that was signed";
    /** core-service has fewer records than the log: its database was restored to an earlier state, or records were deleted. */
    readonly LogShrank: "core-service has fewer records than were signed";
    /** Two trees of one size, or a smaller one. */
    readonly TreeForked: "the tree would fork";
    /** The bucket shows a checkpoint that this log did not write. */
    readonly CheckpointForeign: "the checkpoint in the bucket is not the log's own";
};
export declare class LogFault extends Error {
    constructor(name: keyof typeof faults);
}
export {};
