// The search Worker's HTTP app. Separate from index.ts, which has the queue's consumer too: the contract is generated from this file.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { rebuildSearch } from "./routes/rebuild-search.ts";
import { searchResources } from "./routes/search-resources.ts";

export default createApp<Env>(
  {
    service: "search",
    operations: [searchResources, rebuildSearch],
    ready: (env) => core(env).ready(),
    cursorKeys: (env) => env.CURSOR_KEY,
  },
  // For operators, through the gateway's /readyz.
  { counters: (env) => core(env).countSearch() },
);
