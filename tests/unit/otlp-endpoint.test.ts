// Where telemetry is sent: by OpenTelemetry's own variables, and only where credentials do not go over a network as text.
import { describe, expect, test } from "vitest";
import { endpointOf } from "@ledge/shared/telemetry/otlp-endpoint";

const of = (endpoint: string, headers = "", ratio = "0.01") =>
  endpointOf({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers, OTEL_TRACES_SAMPLER_ARG: ratio });

describe("an endpoint", () => {
  test.each([
    ["https://otlp.example.com", "https://otlp.example.com"],
    ["https://otlp.example.com/otlp/", "https://otlp.example.com/otlp"],
    ["http://127.0.0.1:4318", "http://127.0.0.1:4318"],
    ["http://localhost:4318/", "http://localhost:4318"],
  ])("is what the variable says: %s", (text, url) => {
    expect(of(text)).toEqual({ url, headers: {}, ratio: 0.01 });
  });

  test("is none without one", () => {
    expect([of(""), of("  ")]).toEqual([null, null]);
  });

  test.each([
    "otlp.example.com",
    "http://otlp.example.com",
    "ftp://localhost",
    "https://s3cr3t@otlp.example.com",
    "https://a.example/?key=s3cr3t",
  ])("is refused if credentials could be read on the way or in it, without being quoted: %s", (text) => {
    const message = /^OTEL_EXPORTER_OTLP_ENDPOINT (?:is no URL|must be https)(?!.*s3cr3t)/;
    expect(() => of(text)).toThrow(message);
  });

  test("has headers as of baggage, percent-encoded", () => {
    expect(of("https://a.example", "Authorization=Basic%20QTpC, x-scope = 7,")?.headers).toEqual({
      Authorization: "Basic QTpC",
      "x-scope": "7",
    });
    for (const wrong of ["s3cr3t", "=s3cr3t", "a b=s3cr3t"])
      expect(() => of("https://a.example", wrong)).toThrow(/^OTEL_EXPORTER_OTLP_HEADERS is not/);
    expect(() => of("https://a.example", "Authorization=s3cr3t%")).toThrow(/^OTEL_EXPORTER_OTLP_HEADERS has a %(?!.*s3cr3t)/);
  });

  test.each(["", "2", "-1", "a lot", "NaN"])("has a share from 0 to 1, and no other: %j", (ratio) => {
    expect(() => of("https://a.example", "", ratio)).toThrow("OTEL_TRACES_SAMPLER_ARG");
  });
});
