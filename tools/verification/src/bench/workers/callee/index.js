// What the Worker of the crossings calls: it answers at once, and takes the messages of its queue.
import { WorkerEntrypoint } from "cloudflare:workers";

export default class Callee extends WorkerEntrypoint {
  fetch() {
    return new Response("{}", { headers: { "Content-Type": "application/json" } });
  }

  nothing() {
    return "{}";
  }

  queue() {}
}
