// Every npm script starts here, on whatever Node the machine has. A Node that is too old must be able to read this file, so that it can say
// so: nothing in it is younger than Node 14, and it imports nothing before it has looked.
const oldestMajor = 20;
const { node } = process.versions;

if (Number(node.split(".")[0]) < oldestMajor) {
  console.error(
    `Ledge needs Node ${oldestMajor} or newer, and this is Node ${node} (${process.execPath}).\n` +
      "Install a newer one, such as by `nvm install --lts` or from https://nodejs.org/en/download, and run the command again.",
  );
  process.exit(1);
}
import("./run-tool.mjs");
