// One line that says where a run is: renewed in place on a terminal, now and then a new one elsewhere.
const EVERY_MS = 5_000;

export interface Progress {
  say(line: string): void;
  /** Clears the line on a terminal: what follows is the result. */
  end(): void;
}

export function showProgress(out: NodeJS.WriteStream): Progress {
  let lastMs = -Infinity;
  return {
    say(line) {
      if (out.isTTY) return void out.write(`\r\u001b[2K${line}`);
      if (Date.now() - lastMs < EVERY_MS) return;
      lastMs = Date.now();
      out.write(`${line}\n`);
    },
    end: () => void (out.isTTY && out.write("\r\u001b[2K")),
  };
}
