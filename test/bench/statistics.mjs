// Medians and percentiles of measured times.

/** The value below which the share `part` of the sorted values lies (nearest rank); NaN of nothing. */
function percentile(values, part) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

/** The middle value. */
export function median(values) {
  return percentile(values, 0.5);
}

/** The percentiles that people read. */
export function summary(values) {
  return { count: values.length, p50: median(values), p95: percentile(values, 0.95), p99: percentile(values, 0.99) };
}
