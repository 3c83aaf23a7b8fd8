// The customers Worker: people and businesses, their contact data and verification. It has no data; only the gateway may call it.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { createCustomer } from "./routes/create-customer.ts";
import { decideVerification } from "./routes/decide-verification.ts";
import { getCustomer } from "./routes/get-customer.ts";
import { listCustomers } from "./routes/list-customers.ts";
import { updateCustomer } from "./routes/update-customer.ts";

export default createApp<Env>({
  service: "customers",
  operations: [createCustomer, getCustomer, listCustomers, updateCustomer, decideVerification],
  ready: (env) => core(env).ready(),
  cursorKeys: (env) => env.CURSOR_KEY,
});
