// Every probe, in the order in which they are asked.
import { manualProbes } from "./manual-probes.ts";
import { objectProbes } from "./object-probes.ts";
import type { Probe } from "./probe.ts";
import { scriptProbes } from "./script-probes.ts";

export const PROBES: readonly Probe[] = [...scriptProbes, ...objectProbes, ...manualProbes];
