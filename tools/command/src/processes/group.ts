// Signals to a process group: a process that leads its own group, with everything that it started.

/** Signals every process of a group; nothing happens when none is left. @param pid of the group's leader. */
export function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // No process is left in it.
  }
}
