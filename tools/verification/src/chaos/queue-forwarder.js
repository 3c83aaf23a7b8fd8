// A Worker between the relay's queue and the consumers' queue. It decides nothing: the server of message-faults.ts answers which messages
// go on now, in which order and how often.
export default {
  async queue(batch, env) {
    const messages = batch.messages.map((message) => message.body);
    const answer = await fetch(env.MESSAGE_FAULTS_URL, { method: "POST", body: JSON.stringify(messages) });
    if (!answer.ok) throw new Error(`${env.MESSAGE_FAULTS_URL} answered ${answer.status}`);
    const bodies = await answer.json();
    // A queue takes 100 messages in one batch.
    for (let start = 0; start < bodies.length; start += 100) {
      await env.CONSUMED_QUEUE.sendBatch(bodies.slice(start, start + 100).map((body) => ({ body, contentType: "json" })));
    }
  },
};
