// The postman between the relay's queue and the consumers' queue. Decides nothing: the post office, which is the chaos driver, says
// which messages go on now, in which order and how often.
export default {
  async queue(batch, env) {
    const messages = batch.messages.map((message) => message.body);
    const answer = await fetch(env.POST_OFFICE, { method: "POST", body: JSON.stringify(messages) });
    if (!answer.ok) throw new Error("the post office is closed");
    const bodies = await answer.json();
    // As many as a queue takes at once.
    for (let start = 0; start < bodies.length; start += 100) {
      await env.ONWARD.sendBatch(bodies.slice(start, start + 100).map((body) => ({ body, contentType: "json" })));
    }
  },
};
