// What the dashboards are put together from.
import {
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { HeatmapColorMode } from "@grafana/grafana-foundation-sdk/heatmap";
import { HeatmapColorOptionsBuilder, PanelBuilder as HeatmapBuilder } from "@grafana/grafana-foundation-sdk/heatmap";
import { DataqueryBuilder, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

/** Of everything that is shown: the environment that the reader has chosen; an empty one is that of a Prometheus without the label. */
export const CHOSEN = 'environment="$environment"';
const DATASOURCE = { type: "prometheus", uid: "$datasource" };
/** Of Grafana's 24 columns. */
const HALF = 12;
const QUARTER = 6;
const HEIGHT = 8;
const STAT_HEIGHT = 5;

interface Query {
  readonly expr: string;
  /** What a line is called, by its labels. */
  readonly legend: string;
}

interface Shown {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
}

const targetOf = ({ expr, legend }: Query, at: number): DataqueryBuilder =>
  new DataqueryBuilder()
    .refId(String.fromCharCode("A".charCodeAt(0) + at))
    .expr(expr)
    .legendFormat(legend)
    .range();

/** Lines over time. Points that name a request are shown where Prometheus keeps exemplars. */
export function lines({ title, description, unit }: Shown, ...queries: readonly Query[]): TimeseriesBuilder {
  const panel = new TimeseriesBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(DATASOURCE)
    .min(0)
    .span(HALF)
    .height(HEIGHT);
  return panel.targets(queries.map((query, at) => targetOf(query, at).exemplar(true)));
}

/** The value of now, which is wrong from `wrongFrom` on; `null`: nothing is wrong with any value. */
export function stat({ title, description, unit }: Shown, wrongFrom: number | null, query: Query): StatBuilder {
  const steps = [{ value: null, color: "green" }, ...(wrongFrom === null ? [] : [{ value: wrongFrom, color: "red" }])];
  const thresholds = new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
  const panel = new StatBuilder().title(title).description(description).unit(unit).datasource(DATASOURCE).span(QUARTER).height(STAT_HEIGHT);
  return panel.thresholds(thresholds).targets([targetOf(query, 0)]);
}

/** How long was taken, by the buckets of a histogram. */
export function heatmap({ title, description, unit }: Shown, expr: string): HeatmapBuilder {
  const panel = new HeatmapBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(DATASOURCE)
    .span(2 * HALF)
    .height(HEIGHT);
  const target = targetOf({ expr, legend: "{{le}}" }, 0).format(PromQueryFormat.Heatmap).exemplar(true);
  return panel.color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme("Blues")).targets([target]);
}

export type Panels = readonly (TimeseriesBuilder | StatBuilder | HeatmapBuilder)[];

/** A dashboard as JSON, with its rows of panels. */
export function dashboard(name: string, rows: readonly (readonly [title: string, panels: Panels])[]): string {
  const environments = new QueryVariableBuilder("environment").label("Environment").datasource(DATASOURCE);
  const builder = new DashboardBuilder(`Ledge: ${name}`)
    .uid(`ledge-${name}`)
    .tags(["ledge"])
    .time({ from: "now-6h", to: "now" })
    .refresh("1m")
    .timezone("utc")
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder("datasource").label("Prometheus").type("prometheus"))
    .withVariable(environments.query('label_values(up{job="ledge"}, environment)').refresh(VariableRefresh.OnDashboardLoad));
  for (const [title, panels] of rows) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`;
}
