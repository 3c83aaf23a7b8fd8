// The `type` of problems: the URL of their explanation. Applications set it relative to the docs (`/errors#insufficient_funds`); only the edge
// knows the origin of the docs, and makes it the absolute URL that RFC 9457, section 3.1.1, recommends.

/** The response, with a problem's `type` resolved against the origin of the docs. Any other response is returned as it is. */
export async function withAbsoluteType(response: Response, docsUrl: string): Promise<Response> {
  if (response.headers.get("Content-Type") !== "application/problem+json" || response.body === null) return response;
  const text = await response.text();
  return new Response(resolved(text, docsUrl), { status: response.status, headers: response.headers });
}

function resolved(text: string, docsUrl: string): string {
  try {
    const document = JSON.parse(text) as { readonly type?: unknown };
    if (typeof document.type !== "string") return text;
    return JSON.stringify({ ...document, type: new URL(document.type, docsUrl).href });
  } catch {
    // A malformed document is an application's fault, which is not repaired here.
    return text;
  }
}
