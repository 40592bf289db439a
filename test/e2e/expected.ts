/** What each file of examples/ must lead to: rule, severity and line. The examples themselves say it in words only. */
export const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "filebeat.yml": ["hard-coded-key information 16", "wrong-encoding error 16"],
  "metricbeat.yml": [
    "hard-coded-key information 10",
    "wrong-key-type error 10",
    "misplaced-target error 16",
    "hard-coded-key information 17",
  ],
  "heartbeat.yml": [],
  "elastic-agent.yml": [
    "hard-coded-key information 6",
    "conflicting-auth error 7",
    "damaged-key error 12",
    "hard-coded-key information 12",
  ],
  "otel-collector.yml": [
    "hard-coded-key information 11",
    "wrong-encoding error 11",
    "hard-coded-key information 14",
    "key-needs-api-access information 14",
  ],
  crontab: [
    "hard-coded-key information 4",
    "unexpanded-variable error 7",
    "crontab-percent error 10",
    "crontab-percent error 10",
    "crontab-percent error 10",
    "wrong-scheme error 13",
    "hard-coded-key information 16",
    "wrong-key-type error 16",
  ],
  "cron.d/elastic-cloud": [],
};
