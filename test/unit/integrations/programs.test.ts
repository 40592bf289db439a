/** The table of programs: names that mean something, images that are full names, and what is certain of a mirror. */
import { describe, expect, test } from "vitest";
import {
  isCalledAfter,
  PROGRAMS,
  programNamed,
  programOfArchive,
  programOfChart,
  programOfImage,
} from "../../../server/src/integrations/programs";
import { KNOWN_PRODUCTS } from "../../../server/src/project/schema";
import { parseImageName } from "../../../server/src/text/imageName";

/** Names of families, which are the ids of rows or nothing to declare. */
const named = (image: string): string | undefined => programOfImage(image)?.products[0];

describe("every row", () => {
  test.each(PROGRAMS)("$title is called as the project file calls it, and has a source", ({ products, source }) => {
    for (const product of products) expect(KNOWN_PRODUCTS).toContain(product);
    expect(source).toMatch(/^https:\/\//);
    expect(programNamed(products[0])?.products).toContain(products[0]);
  });

  test("has images with their registry that belong to no other", () => {
    const images = PROGRAMS.flatMap((row) => row.images);
    expect(new Set(images).size).toBe(images.length);
    for (const image of images) expect(parseImageName(image)).toEqual({ name: image, tag: undefined, digest: false });
  });
});

describe("an image", () => {
  test.each<[string, string | undefined]>([
    ["docker.elastic.co/logstash/logstash", "logstash"],
    ["docker.elastic.co/logstash/logstash-oss", "logstash"],
    ["docker.elastic.co/beats/filebeat-oss-wolfi", "filebeat"],
    ["docker.elastic.co/elastic-agent/elastic-agent-complete-wolfi", "elastic-agent"],
    ["docker.elastic.co/elastic-agent/elastic-otel-collector-wolfi", "edot-collector"],
    ["docker.io/library/logstash", "logstash"],
    ["docker.io/elastic/metricbeat", "metricbeat"],
    ["registry.corp.example/beats/filebeat", "filebeat"],
    ["registry.corp.example/proxy/docker.elastic.co/beats/filebeat", "filebeat"],
    ["mirror.gcr.io/library/logstash", "logstash"],
    // The name of a company or a person on Docker Hub, and images of one's own.
    ["docker.io/beats/filebeat", undefined],
    ["docker.io/acme/logstash", undefined],
    ["registry.corp.example/logstash", undefined],
    ["registry.corp.example/team/logstash", undefined],
    ["docker.elastic.co/elasticsearch/elasticsearch", undefined],
    ["docker.elastic.co/beats/filebeat-ours", undefined],
  ])("%s is of %s", (image, product) => {
    expect(named(image)).toBe(product);
  });

  test("of one's own may be called after a program", () => {
    expect(isCalledAfter("registry.corp.example/our-logstash", ["logstash-output-elasticsearch", "logstash"])).toBe(
      true,
    );
    expect(isCalledAfter("registry.corp.example/logstash/shipper", ["logstash"])).toBe(false);
  });
});

test("archives and charts have their program", () => {
  const url = "https://artifacts.elastic.co/downloads/beats/filebeat/filebeat-8.15.0-linux-x86_64.tar.gz";
  const archive = programOfArchive(url);
  expect(archive?.row.products[0]).toBe("filebeat");
  expect(url.slice(archive?.from)).toBe("8.15.0-linux-x86_64.tar.gz");
  expect(programOfArchive("https://artifacts.elastic.co/downloads/kibana/kibana-8.15.0.tar.gz")).toBeUndefined();
  expect(programOfArchive("https://example.com/downloads/beats/filebeat/filebeat-8.15.0")).toBeUndefined();
  expect(programOfChart("logstash")?.products[0]).toBe("logstash");
  expect(programOfChart("common")).toBeUndefined();
});
