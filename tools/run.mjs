// Every npm script starts here, on the Node of the machine. A Node that is too old must be able to run this file as far as the message: it must use no
// syntax newer than Node 14, and import nothing before the check.
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
