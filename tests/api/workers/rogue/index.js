// Tries doors: /fetch/BINDING with a forged call header, /serve/BINDING with a forged call by RPC, /rpc/BINDING by method, /rpc/BINDING/METHOD by
// another one.
const call = { requestId: "req_forged", principal: { id: "00000000-0000-7000-8000-000000000000", scopes: ["operator"], customerId: null } };

export default {
  async fetch(request, env) {
    const [, way, binding, method = "listAccounts"] = new URL(request.url).pathname.split("/");
    if (way === "fetch") {
      return await env[binding].fetch("https://x.internal/v1/accounts", { headers: { "Ledge-Call": JSON.stringify(call) } });
    }
    if (way === "serve") {
      const request = {
        operationId: "listAccounts",
        pathname: "/v1/accounts",
        search: "",
        call,
        accept: null,
        lastEventId: null,
        body: null,
      };
      const { status, body } = await env[binding].serve(request);
      return new Response(body, { status });
    }
    try {
      return Response.json({ answer: await env[binding][method](call, {}, { limit: 1, before: null }) });
    } catch (error) {
      return Response.json({ error: error.name });
    }
  },
};
