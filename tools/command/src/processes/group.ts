// Sends signals to a process group: its leader and everything that the leader started.

/** Sends a signal to every process of a group, if any is left. @param pid of the group's leader. */
export function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // No process is left in it.
  }
}
