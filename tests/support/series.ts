// A series of one sample, as an isolate begins it.
import { addTo, newSeries, type Sample, type Series } from "../../workers/telemetry/src/series.ts";

export function seriesOf(sample: Sample, atMs: number): Series {
  const series = newSeries(sample.labels);
  addTo(series, sample, atMs);
  return series;
}
